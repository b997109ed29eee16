//! Starts and stops the simulator.

use super::{
    cable::Cable,
    control::Control,
    hands, keys,
    mux::{self, Mux},
    options::{Hands, Options},
    phone::Phone,
    seen::Settings,
};
use crate::error::PracticeError;
use std::{
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::Arc,
    thread::{self, JoinHandle},
};

/// A simulator at work; dropping it ends all of it.
pub struct Serving {
    address: SocketAddr,
    mux: Arc<Mux>,
    first: Arc<Phone>,
    threads: Vec<JoinHandle<()>>,
}

/// Starts a simulated phone behind a usbmuxd of its own on loopback, and returns at once.
///
/// Fails when the port is taken, or when the scenario names an indicator that is not there.
pub fn serve(options: Options) -> Result<Serving, PracticeError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).map_err(PracticeError::Listen)?;
    let address = listener.local_addr().map_err(PracticeError::Listen)?;
    let mux = Arc::new(Mux::default());
    let first = Phone::new(options, mux.attachments())?;
    let mut serving = Serving { address, mux, first: Arc::clone(&first), threads: Vec::new() };
    serving.connect(first)?;
    let mux = Arc::clone(&serving.mux);
    serving.threads.push(thread::spawn(move || accept(&listener, &mux)));
    Ok(serving)
}

/// Takes connections until the simulator is stopped.
fn accept(listener: &TcpListener, mux: &Arc<Mux>) {
    for stream in listener.incoming() {
        if mux.is_stopped() {
            return;
        }
        // A client that is gone before it was let in is no loss.
        let Ok(stream) = ready(stream) else { continue };
        let mux = Arc::clone(mux);
        thread::spawn(move || mux::talk(&mux, Cable::new(Arc::new(stream), None)));
    }
}

fn ready(stream: io::Result<TcpStream>) -> io::Result<TcpStream> {
    let stream = stream?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

impl Serving {
    /// Where usbmuxd listens: the value of `USBMUXD_SOCKET_ADDRESS`.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The hands of the first phone's owner.
    pub fn control(&self) -> Control {
        Control::new(Arc::clone(&self.first))
    }

    /// What the first phone has been through.
    pub fn seen(&self) -> Settings {
        Settings::of(&self.first, self.mux.records())
    }

    /// Plugs another phone into the same computer. Give it another [`Options::number`], or another scenario,
    /// so that its UDID differs; its port is not used.
    pub fn add_phone(&mut self, options: Options) -> Result<Control, PracticeError> {
        let phone = Phone::new(options, self.mux.attachments())?;
        self.connect(Arc::clone(&phone))?;
        Ok(Control::new(phone))
    }

    /// What a phone that was added has been through.
    pub fn seen_by(&self, control: &Control) -> Option<Settings> {
        let phone = self.mux.phones().into_iter().find(|phone| phone.facts.udid == control.udid())?;
        Some(Settings::of(&phone, self.mux.records()))
    }

    /// Where the first phone's backup lies while it is served; nothing before a backup was asked for.
    pub fn folder(&self) -> Option<std::path::PathBuf> {
        self.first.folder()
    }

    fn connect(&mut self, phone: Arc<Phone>) -> Result<(), PracticeError> {
        if phone.options.trusted {
            let facts = &phone.facts;
            let record = keys::known_record(&facts.udid, &facts.wifi, &facts.escrow)?;
            self.mux.keep_record(facts.udid.clone(), record);
        }
        self.mux.add(Arc::clone(&phone));
        if phone.options.hands == Hands::Own {
            self.threads.push(thread::spawn(move || hands::act(&phone)));
        }
        Ok(())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.mux.stop();
        // The acceptor waits for a connection; this one tells it to look up.
        drop(TcpStream::connect(self.address));
        for thread in self.threads.drain(..) {
            // A panic in it was reported when it happened.
            let _ = thread.join();
        }
    }
}
