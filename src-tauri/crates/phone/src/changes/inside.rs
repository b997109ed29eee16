//! Undoing, in the confined process. The phone is asked how things stand before anything is touched.

use super::What;
use crate::agent::{Out, Reply};
use crate::link::{self, Address, Phone};
use crate::{Failure, Password, password};
use idevice::IdeviceError;
use idevice::pairing_file::PairingFile;
use std::time::Duration;

const TIME: Duration = Duration::from_secs(30);

/// Undoes what is asked for in that order, and tells each that is undone.
pub(crate) async fn put_back(
    address: &Address,
    udid: &str,
    what: &[What],
    password: Option<&Password>,
    out: &Out,
) -> Result<Reply, Failure> {
    for what in what {
        match what {
            What::BackupPassword => backup_password(address, udid, password).await?,
            What::Pairing => trust(address, udid).await?,
            What::Copy { .. } => return Err(Failure::new("our-fault")),
        }
        out.tell(&Reply::Undone);
    }
    Ok(Reply::Done)
}

async fn backup_password(address: &Address, udid: &str, old: Option<&Password>) -> Result<(), Failure> {
    let phone = Phone::open(address, udid).await?;
    if !password::is_on(&phone).await? {
        return Ok(());
    }
    password::switch_off(&phone, old.ok_or_else(|| Failure::new("phone-wrong-password"))?).await
}

/// Takes trust back on both sides, if the record is one that we made. The phone goes first: a record without
/// trust is known by the phone's answer, trust without a record would be forgotten.
async fn trust(address: &Address, udid: &str) -> Result<(), Failure> {
    let ours = |record: &PairingFile| link::is_ours(&record.host_id);
    let Some(record) = link::record(address, udid).await?.filter(ours) else { return Ok(()) };
    if trusts(address, udid, &record).await? {
        unpair(address, udid, &record).await?;
        if trusts(address, udid, &record).await? {
            return Err(Failure::new("put-back-failed").because("the phone still trusts this computer"));
        }
    }
    let mut mux = link::mux(address).await?;
    let failed = |failure: Failure| Failure::new("put-back-failed").because(failure);
    link::within(TIME, mux.delete_pair_record(udid)).await.map_err(failed)?;
    match link::record(address, udid).await?.filter(ours) {
        Some(_) => Err(Failure::new("put-back-failed").because("the record of trust is still there")),
        None => Ok(()),
    }
}

/// Whether the phone still takes the record for its own.
async fn trusts(address: &Address, udid: &str, record: &PairingFile) -> Result<bool, Failure> {
    let mut lockdown = link::lockdown(&link::provider(address, udid).await?).await?;
    match tokio::time::timeout(TIME, lockdown.start_session(record)).await {
        Ok(Ok(_)) => Ok(true),
        Ok(Err(IdeviceError::InvalidHostID)) => Ok(false),
        Ok(Err(error)) => Err(link::failure(&error)),
        Err(_) => Err(Failure::new("phone-silent")),
    }
}

/// Within a session, as a friend; in the clear if the phone wants it so.
async fn unpair(address: &Address, udid: &str, record: &PairingFile) -> Result<(), Failure> {
    let provider = link::provider(address, udid).await?;
    let mut lockdown = link::lockdown(&provider).await?;
    link::timely(lockdown.start_session(record)).await?;
    let answer = tokio::time::timeout(TIME, lockdown.unpair(record.host_id.clone())).await;
    if !matches!(answer, Ok(Ok(()))) {
        let mut lockdown = link::lockdown(&provider).await?;
        // Whether it worked is asked of the phone afterwards.
        let _ = tokio::time::timeout(TIME, lockdown.unpair(record.host_id.clone())).await;
    }
    Ok(())
}
