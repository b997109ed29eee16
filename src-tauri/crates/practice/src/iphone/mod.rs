//! A pretend iPhone at the end of a pretend cable: what a client finds behind usbmuxd, on loopback only.
//!
//! It speaks usbmuxd, lockdownd with pairing and TLS, mobilebackup2, AFC, crash reports, and the small
//! services that backup programs ask on the way, so that other people's clients take it for a phone. Its
//! content is any practice scenario. It has a lock screen, a trust prompt, a passcode prompt and a cable that
//! can be pulled; [`Control`] moves the owner's hands, or the owner does so by itself ([`Hands::Own`]).
//!
//! Facts on the protocols: published clients (libimobiledevice, pymobiledevice3, idevice), their issue
//! threads, and what is publicly known of `BackupAgent2` in iOS 26.1. No real phone was at hand.

mod afc;
mod backup;
mod cable;
mod content;
mod control;
mod crashes;
mod ended;
mod fault;
mod hands;
mod hosts;
mod installed;
mod keys;
mod lockdown;
mod mux;
mod notices;
mod options;
mod phone;
mod profiles;
mod relay;
mod seen;
mod services;
mod serving;
mod springboard;
mod stream;
mod sysdiagnose;
mod tls;
mod values;
mod wire;

pub use control::{Control, Screen, Why};
pub use fault::{Fault, UnknownFault};
pub use options::{DeviceNames, Hands, Options, Resume};
pub use seen::Settings;
pub use serving::{Serving, serve};
