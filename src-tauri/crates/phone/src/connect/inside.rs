//! The conversation that leads to trust, in the confined process.

use crate::agent::{Out, Reply};
use crate::changes::TrustStep;
use crate::link::{self, Address};
use crate::{Device, DeviceState, Failure, Seen};
use idevice::IdeviceError;
use idevice::lockdown::LockdownClient;
use idevice::provider::UsbmuxdProvider;
use idevice::usbmuxd::UsbmuxdDevice;
use jiff::Timestamp;
use std::time::Duration;

/// Between two looks at the cable.
const PAUSE: Duration = Duration::from_millis(500);

/// Between two questions to a phone whose owner has to do something.
const ASKING_PAUSE: Duration = Duration::from_secs(1);

/// Odd answers in a row until we give up: a phone that is just being plugged in may give a few.
const ODD_AT_MOST: u32 = 8;

/// Pairings in a row that the phone took but does not honour.
const VAIN_AT_MOST: u32 = 3;

/// The phones that are connected now. One that answers oddly is listed with what is known of it.
pub(crate) async fn devices(address: &Address, _out: &Out) -> Result<Reply, Failure> {
    Ok(Reply::Devices(look_at_all(address, &link::attached(address).await?).await))
}

async fn look_at_all(address: &Address, attached: &[UsbmuxdDevice]) -> Vec<Device> {
    let mut all = Vec::new();
    for device in attached {
        all.push(look(address, device).await.unwrap_or_else(|_| unknown(&device.udid)));
    }
    all
}

/// Until a phone is ready.
pub(crate) async fn connect(address: &Address, wanted: Option<&str>, out: &Out) -> Result<Reply, Failure> {
    let mut asking = Asking { odd: 0, vain: 0, host_id: link::new_host_id(), shown: None };
    loop {
        let mut attached = match link::attached(address).await {
            Ok(attached) => attached,
            Err(failure) if failure.code == "no-usb-service" => {
                out.tell(&Reply::NoService);
                tokio::time::sleep(PAUSE).await;
                continue;
            }
            Err(failure) => {
                asking.count_odd(failure)?;
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        attached.retain(|device| wanted.is_none_or(|wanted| device.udid == wanted));
        let pause = match attached.as_slice() {
            [] => {
                out.tell(&Reply::Seen(Seen::Nothing));
                asking.odd = 0;
                PAUSE
            }
            [one] => match asking.step(address, one, out).await {
                Ok(Some(ready)) => return Ok(Reply::Ready(Box::new(ready))),
                Ok(None) => ASKING_PAUSE,
                Err(failure) => {
                    asking.count_odd(failure)?;
                    PAUSE
                }
            },
            several => {
                out.tell(&Reply::Seen(Seen::Several(look_at_all(address, several).await)));
                ASKING_PAUSE
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// What is remembered between two looks at one phone.
struct Asking {
    odd: u32,
    vain: u32,
    /// The same in every question: it is one computer that asks.
    host_id: String,
    /// The phone that was shown as not trusted before it was asked.
    shown: Option<String>,
}

impl Asking {
    /// An answer that is no answer is waited out for a while; what the person has to know ends at once.
    fn count_odd(&mut self, failure: Failure) -> Result<(), Failure> {
        self.odd += 1;
        match failure.code.as_str() {
            "odd-answer" | "phone-silent" | "phone-gone" if self.odd < ODD_AT_MOST => Ok(()),
            // It is on the cable and hangs up again and again.
            "phone-gone" => Err(Failure::new("odd-answer").because(failure)),
            _ => Err(failure),
        }
    }

    /// One look, and one question if there is one to ask. Some device once it is ready.
    async fn step(
        &mut self,
        address: &Address,
        one: &UsbmuxdDevice,
        out: &Out,
    ) -> Result<Option<Device>, Failure> {
        let device = look(address, one).await?;
        match device.state {
            DeviceState::Ready => {
                if link::record(address, &one.udid)
                    .await?
                    .is_some_and(|record| link::is_ours(&record.host_id))
                {
                    out.tell(&Reply::Trust { udid: one.udid.clone(), step: TrustStep::Ours });
                }
                return Ok(Some(device));
            }
            DeviceState::TooOld => {
                out.tell(&Reply::Seen(Seen::One(device)));
                return Err(Failure::new("phone-too-old"));
            }
            DeviceState::NotTrusted => {}
            _ => {
                out.tell(&Reply::Seen(Seen::One(device)));
                return Ok(None);
            }
        }
        if self.shown.as_ref() != Some(&one.udid) {
            out.tell(&Reply::Seen(Seen::One(device.clone())));
            self.shown = Some(one.udid.clone());
        }
        // Only while the question is on its way is it not known what the phone made of it.
        let note = |step| {
            out.tell(&Reply::Trust { udid: one.udid.clone(), step });
        };
        note(TrustStep::Begun);
        let state = self.ask(address, one).await?;
        self.odd = 0;
        let Some(state) = state else {
            note(TrustStep::Made);
            return Ok(None);
        };
        note(TrustStep::NotMade);
        out.tell(&Reply::Seen(Seen::One(Device { state, ..device })));
        if state == DeviceState::Refused { Err(Failure::new("trust-refused")) } else { Ok(None) }
    }

    /// Asks to be trusted, once. No state: it is trusted now.
    async fn ask(&mut self, address: &Address, one: &UsbmuxdDevice) -> Result<Option<DeviceState>, Failure> {
        let buid = link::within(PAUSE * 20, link::mux(address).await?.get_buid()).await?;
        let provider = one.to_provider(address.mux().clone(), link::LABEL);
        let mut lockdown = link::lockdown(&provider).await?;
        let answer = lockdown.pair_once(self.host_id.clone(), buid, None);
        let record = match tokio::time::timeout(Duration::from_secs(60), answer).await {
            Err(_) => return Err(Failure::new("phone-silent")),
            Ok(Ok(record)) => record,
            Ok(Err(IdeviceError::PairingDialogResponsePending)) => return Ok(Some(DeviceState::Asking)),
            Ok(Err(IdeviceError::PasswordProtected | IdeviceError::DeviceLocked)) => {
                return Ok(Some(DeviceState::Locked));
            }
            Ok(Err(IdeviceError::UserDeniedPairing)) => return Ok(Some(DeviceState::Refused)),
            Ok(Err(error @ IdeviceError::UnknownErrorType(_))) => {
                return Err(Failure::new("pairing-failed").because(link::failure(&error)));
            }
            Ok(Err(error)) => return Err(link::failure(&error)),
        };
        self.vain += 1;
        if self.vain > VAIN_AT_MOST {
            return Err(Failure::new("pairing-failed").because("trust is not kept"));
        }
        let mut record = record;
        record.udid = Some(one.udid.clone());
        let bytes = record.serialize().map_err(|error| link::failure(&error))?;
        let mut mux = link::mux(address).await?;
        let saved = link::within(PAUSE * 20, mux.save_pair_record(&one.udid, bytes)).await;
        saved.map_err(|failure| Failure::new("pairing-failed").because(failure))?;
        Ok(None)
    }
}

fn unknown(udid: &str) -> Device {
    Device {
        udid: udid.to_owned(),
        name: None,
        model: None,
        os_version: None,
        os_build: None,
        state: DeviceState::NotTrusted,
        backup_password: None,
        used_bytes: None,
        clock: None,
    }
}

/// What a phone says of itself, and how far it trusts this computer.
async fn look(address: &Address, attached: &UsbmuxdDevice) -> Result<Device, Failure> {
    let provider = attached.to_provider(address.mux().clone(), link::LABEL);
    let mut device = unknown(&attached.udid);
    let mut lockdown = link::lockdown(&provider).await?;
    device.name = text(&mut lockdown, "DeviceName").await?;
    device.model = text(&mut lockdown, "ProductType").await?;
    device.os_version = text(&mut lockdown, "ProductVersion").await?;
    device.os_build = text(&mut lockdown, "BuildVersion").await?;
    drop(lockdown);
    let major = |version: &String| version.split('.').next().and_then(|major| major.parse::<u32>().ok());
    if device.os_version.as_ref().and_then(major).is_some_and(|major| major < 10) {
        device.state = DeviceState::TooOld;
        return Ok(device);
    }
    trusted(address, &provider, &mut device).await?;
    Ok(device)
}

/// Looks whether the trust that this computer remembers holds, and asks what only friends are told.
async fn trusted(address: &Address, provider: &UsbmuxdProvider, device: &mut Device) -> Result<(), Failure> {
    let Some(record) = link::record(address, &device.udid).await? else { return Ok(()) };
    let mut lockdown = link::lockdown(provider).await?;
    let session = tokio::time::timeout(Duration::from_secs(30), lockdown.start_session(&record)).await;
    match session.map_err(|_| Failure::new("phone-silent"))? {
        Ok(_) => device.state = DeviceState::Ready,
        Err(IdeviceError::InvalidHostID) => return Ok(()),
        Err(IdeviceError::PasswordProtected | IdeviceError::DeviceLocked) => {
            device.state = DeviceState::Locked;
            return Ok(());
        }
        Err(error) => return Err(link::failure(&error)),
    }
    let encrypts = link::value(&mut lockdown, Some("com.apple.mobile.backup"), "WillEncrypt").await?;
    // A phone that never made a backup may have no such value.
    device.backup_password = Some(encrypts.and_then(|value| value.as_boolean()).unwrap_or(false));
    let mut number = async |key| -> Result<Option<u64>, Failure> {
        let value = link::value(&mut lockdown, Some("com.apple.disk_usage"), key).await?;
        Ok(value.and_then(|value| value.as_unsigned_integer()))
    };
    let capacity = number("TotalDataCapacity").await?;
    let free = match number("TotalDataAvailable").await? {
        Some(free) => Some(free),
        None => number("AmountDataAvailable").await?,
    };
    device.used_bytes = capacity.zip(free).and_then(|(capacity, free)| capacity.checked_sub(free));
    device.clock = clock(&mut lockdown).await?;
    Ok(())
}

async fn text(lockdown: &mut LockdownClient, key: &str) -> Result<Option<String>, Failure> {
    let value = link::value(lockdown, None, key).await?;
    Ok(value.and_then(|value| Some(value.as_string()?.chars().take(200).collect())))
}

#[expect(clippy::cast_possible_truncation, reason = "whole seconds; the bounds are checked by Timestamp")]
async fn clock(lockdown: &mut LockdownClient) -> Result<Option<Timestamp>, Failure> {
    let seconds = match link::value(lockdown, None, "TimeIntervalSince1970").await? {
        Some(plist::Value::Real(seconds)) if seconds.is_finite() => seconds as i64,
        Some(plist::Value::Integer(seconds)) => seconds.as_signed().unwrap_or(i64::MAX),
        _ => return Ok(None),
    };
    Ok(Timestamp::from_second(seconds).ok())
}
