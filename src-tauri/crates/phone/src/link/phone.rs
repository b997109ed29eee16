//! A phone that trusts this computer.

use super::mux::dial;
use super::{Address, attached, failure, mux, odd, timely};
use crate::Failure;
use idevice::lockdown::LockdownClient;
use idevice::pairing_file::PairingFile;
use idevice::provider::UsbmuxdProvider;
use idevice::{Idevice, IdeviceError};
use std::time::Duration;

/// What we call ourselves in conversation; not shown on the phone.
pub(crate) const LABEL: &str = "Lucerna";

/// A phone on the cable, and the record of its trust.
#[derive(Debug)]
pub(crate) struct Phone {
    provider: UsbmuxdProvider,
    record: PairingFile,
}

impl Phone {
    /// A phone that trusts this computer.
    ///
    /// # Errors
    /// `phone-gone` if it is not on the cable, `pairing-failed` if it does not trust this computer,
    /// `phone-locked`, `no-usb-service`, `odd-answer`, `phone-silent`.
    pub(crate) async fn open(address: &Address, udid: &str) -> Result<Self, Failure> {
        let provider = provider(address, udid).await?;
        let record = record(address, udid).await?.ok_or_else(|| Failure::new("pairing-failed"))?;
        let phone = Self { provider, record };
        phone.lockdown().await?;
        Ok(phone)
    }

    /// Its identifier.
    pub(crate) fn udid(&self) -> &str {
        &self.provider.udid
    }

    /// A conversation with lockdown, encrypted and trusted.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub(crate) async fn lockdown(&self) -> Result<LockdownClient, Failure> {
        let mut lockdown = lockdown(&self.provider).await?;
        timely(lockdown.start_session(&self.record)).await?;
        Ok(lockdown)
    }

    /// A value of lockdown; none if the phone has no such value or keeps it to itself.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub(crate) async fn value(
        &self,
        domain: Option<&str>,
        key: &str,
    ) -> Result<Option<plist::Value>, Failure> {
        value(&mut self.lockdown().await?, domain, key).await
    }

    /// The stream to one of its services. `escrow` also hands over the record's own bag of keys, which
    /// mobilebackup2 needs to reach files that are locked with the screen.
    ///
    /// # Errors
    /// As [`Self::open`]; `odd-answer` if it has no such service.
    pub(crate) async fn service(&self, name: &str, escrow: bool) -> Result<Idevice, Failure> {
        let mut lockdown = lockdown(&self.provider).await?;
        let legacy = timely(lockdown.start_session(&self.record)).await?;
        let bag = if escrow { self.record.escrow_bag.clone() } else { None };
        let (port, ssl) = timely(lockdown.start_service_with_escrow(name, bag)).await?;
        let mut stream = timely(reach(&self.provider, port)).await?;
        if ssl {
            timely(stream.start_session(&self.record, legacy)).await?;
        }
        stream.set_udid(self.udid());
        Ok(stream)
    }
}

/// The way to a phone on the cable, trusted or not.
///
/// # Errors
/// `phone-gone`, `no-usb-service`, `odd-answer`.
pub(crate) async fn provider(address: &Address, udid: &str) -> Result<UsbmuxdProvider, Failure> {
    let device = attached(address).await?.into_iter().find(|device| device.udid == udid);
    let device = device.ok_or_else(|| Failure::new("phone-gone"))?;
    Ok(device.to_provider(address.mux().clone(), LABEL))
}

async fn reach(provider: &UsbmuxdProvider, port: u16) -> Result<Idevice, IdeviceError> {
    dial(&provider.addr).await?.connect_to_device(provider.device_id, port, LABEL).await
}

/// A conversation with lockdown in the clear: facts that a phone tells anybody, and pairing.
///
/// # Errors
/// `phone-gone`, `phone-silent`, `odd-answer`.
pub(crate) async fn lockdown(provider: &UsbmuxdProvider) -> Result<LockdownClient, Failure> {
    Ok(LockdownClient::new(timely(reach(provider, LockdownClient::LOCKDOWND_PORT)).await?))
}

/// What this computer keeps of the phone's trust; none if it keeps nothing.
///
/// # Errors
/// `pairing-failed` if there is a record that we do not understand: others made it, and asking the phone
/// anew would overwrite it. `no-usb-service`, `phone-gone`, `phone-silent`.
pub(crate) async fn record(address: &Address, udid: &str) -> Result<Option<PairingFile>, Failure> {
    let mut connection = mux(address).await?;
    let answer = connection.get_pair_record(udid);
    match tokio::time::timeout(Duration::from_secs(10), answer).await {
        Ok(Ok(record)) => Ok(Some(record)),
        Ok(Err(IdeviceError::UnexpectedResponse(text))) if text.starts_with(NO_RECORD) => Ok(None),
        Ok(Err(IdeviceError::Socket(error))) => Err(failure(&IdeviceError::Socket(error))),
        Ok(Err(error)) => Err(Failure::new("pairing-failed").because(failure(&error))),
        Err(_) => Err(Failure::new("phone-silent")),
    }
}

/// How `idevice` says that usbmuxd has no record. A test holds it.
const NO_RECORD: &str = "missing PairRecordData";

/// A value of lockdown; none if the phone has no such value or keeps it to itself.
///
/// # Errors
/// `phone-gone`, `phone-silent`, `odd-answer`.
pub(crate) async fn value(
    lockdown: &mut LockdownClient,
    domain: Option<&str>,
    key: &str,
) -> Result<Option<plist::Value>, Failure> {
    let answer = tokio::time::timeout(Duration::from_secs(30), lockdown.get_value(Some(key), domain));
    match answer.await {
        Ok(Ok(value)) => Ok(Some(value)),
        Ok(Err(IdeviceError::GetProhibited | IdeviceError::UnknownErrorType(_))) => Ok(None),
        Ok(Err(IdeviceError::UnexpectedResponse(_))) => Ok(None),
        Ok(Err(IdeviceError::Plist(error))) => Err(odd(error)),
        Ok(Err(error)) => Err(failure(&error)),
        Err(_) => Err(Failure::new("phone-silent")),
    }
}
