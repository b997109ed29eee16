//! The services behind lockdown, by name.

use super::{
    afc, backup, crashes, ended::Ended, fault::Fault, hosts::Host, installed, notices, phone::Phone,
    profiles, relay, springboard, stream::Stream, tls,
};
use std::sync::Arc;

/// Talks with one client of a service until it goes away.
type Service = fn(&Arc<Phone>, &mut Stream) -> Result<(), Ended>;

static SERVICES: &[(&str, Service)] = &[
    ("com.apple.afc", afc::media),
    ("com.apple.crashreportcopymobile", crashes::copy),
    ("com.apple.crashreportmover", crashes::move_all),
    ("com.apple.misagent", profiles::provisioning),
    ("com.apple.mobile.MCInstall", profiles::configuration),
    ("com.apple.mobile.diagnostics_relay", relay::serve),
    ("com.apple.mobile.installation_proxy", installed::serve),
    ("com.apple.mobile.notification_proxy", notices::serve),
    ("com.apple.mobilebackup2", backup::serve),
    ("com.apple.springboardservices", springboard::serve),
];

/// Whether the phone has the service.
pub(super) fn exists(name: &str) -> bool {
    SERVICES.iter().any(|(service, _)| *service == name)
}

/// One client of the service `name`, inside TLS.
pub(super) fn serve(phone: &Arc<Phone>, stream: Stream, name: &str, host: &Host) -> Result<(), Ended> {
    let Some((_, service)) = SERVICES.iter().find(|(service, _)| *service == name) else {
        return Ok(());
    };
    let mut stream = stream.secured(&tls::server(host)?)?;
    let ended = service(phone, &mut stream);
    stream.close(!phone.fails(Fault::NoCloseNotify));
    ended
}
