//! Every artifact of iPhones and iPads: one folder each; its folder, its id and the name of its words agree.

pub mod accounts;
pub mod across;
pub mod again;
pub mod analytics;
pub mod app_installation;
pub mod app_privacy_report;
pub mod applications;
pub mod appstored;
pub mod backup_info;
pub mod cache_files;
pub mod calendar;
pub mod calls;
pub mod chrome_favicons;
pub mod chrome_history;
pub mod configuration_profiles;
pub mod configuration_state;
pub mod contacts;
pub mod crash_reports;
pub mod datausage;
pub mod deep_sweep;
pub mod deleted_rows;
pub mod filesystem;
pub mod firefox_favicons;
pub mod firefox_history;
#[doc(hidden)]
pub mod fuzz;
pub mod global_preferences;
pub mod id_status_cache;
pub mod interaction_c;
pub mod ios_version_history;
pub mod jetsam_reports;
#[cfg(test)]
mod known_answers;
pub mod line;
pub mod locationd_clients;
pub mod lockdownd_log;
pub mod log_archive;
pub mod log_statistics;
pub mod mail;
pub mod manifest;
pub mod messenger;
pub mod mobile_activation;
pub mod netusage;
pub mod network_extensions;
pub mod nvram;
pub mod os_analytics_ad_daily;
pub mod pairing_records;
pub mod phone_answers;
pub mod powerlog;
pub mod processes;
pub mod profile_events;
pub mod remotectl;
#[cfg(test)]
mod rules;
pub mod safari_browser_state;
pub mod safari_favicons;
pub mod safari_history;
pub mod security_state;
mod shared;
pub mod shortcuts;
pub mod shutdown_log;
pub mod signal;
pub mod sms;
pub mod sms_attachments;
pub mod tcc;
pub mod telegram;
#[cfg(test)]
mod testing;
pub mod triangulation;
pub mod unified_log;
pub mod viber;
pub mod web_clips;
pub mod webkit_resource_load_statistics;
pub mod webkit_session_resource_log;
pub mod webkit_storage;
pub mod whatsapp;
pub mod whatsapp_contacts;
pub mod wifi_networks;

use engine::{Across, Artifact};

/// All of them, in the order in which they are shown.
pub static ALL: &[&Artifact] = &[
    &manifest::ARTIFACT,
    &filesystem::ARTIFACT,
    &sms::ARTIFACT,
    &sms_attachments::ARTIFACT,
    &mail::ARTIFACT,
    &whatsapp::ARTIFACT,
    &whatsapp_contacts::ARTIFACT,
    &signal::ARTIFACT,
    &telegram::ARTIFACT,
    &viber::ARTIFACT,
    &messenger::ARTIFACT,
    &line::ARTIFACT,
    &calls::ARTIFACT,
    &safari_history::ARTIFACT,
    &safari_browser_state::ARTIFACT,
    &safari_favicons::ARTIFACT,
    &webkit_resource_load_statistics::ARTIFACT,
    &webkit_session_resource_log::ARTIFACT,
    &webkit_storage::ARTIFACT,
    &cache_files::ARTIFACT,
    &chrome_history::ARTIFACT,
    &chrome_favicons::ARTIFACT,
    &firefox_history::ARTIFACT,
    &firefox_favicons::ARTIFACT,
    &web_clips::ARTIFACT,
    &datausage::ARTIFACT,
    &netusage::ARTIFACT,
    &analytics::ARTIFACT,
    &os_analytics_ad_daily::ARTIFACT,
    &triangulation::ARTIFACT,
    &deleted_rows::ARTIFACT,
    &deep_sweep::ARTIFACT,
    &configuration_profiles::ARTIFACT,
    &profile_events::ARTIFACT,
    &applications::ARTIFACT,
    &phone_answers::ARTIFACT,
    &app_privacy_report::ARTIFACT,
    &tcc::ARTIFACT,
    &locationd_clients::ARTIFACT,
    &id_status_cache::ARTIFACT,
    &calendar::ARTIFACT,
    &contacts::ARTIFACT,
    &interaction_c::ARTIFACT,
    &accounts::ARTIFACT,
    &pairing_records::ARTIFACT,
    &shortcuts::ARTIFACT,
    &global_preferences::ARTIFACT,
    &backup_info::ARTIFACT,
    &ios_version_history::ARTIFACT,
    &shutdown_log::ARTIFACT,
    &processes::ARTIFACT,
    &crash_reports::ARTIFACT,
    &jetsam_reports::ARTIFACT,
    &unified_log::ARTIFACT,
    &log_archive::ARTIFACT,
    &log_statistics::ARTIFACT,
    &powerlog::ARTIFACT,
    &lockdownd_log::ARTIFACT,
    &network_extensions::ARTIFACT,
    &configuration_state::ARTIFACT,
    &app_installation::ARTIFACT,
    &appstored::ARTIFACT,
    &mobile_activation::ARTIFACT,
    &remotectl::ARTIFACT,
    &security_state::ARTIFACT,
    &wifi_networks::ARTIFACT,
    &nvram::ARTIFACT,
];

/// Those that are examined only when they are asked for by name or by a deep check: they read everything.
pub static ON_REQUEST: &[&str] = &["ios.deep-sweep"];

/// All others: what an ordinary check examines.
pub fn ordinary() -> impl Iterator<Item = &'static Artifact> {
    ALL.iter().copied().filter(|artifact| !ON_REQUEST.contains(&artifact.id))
}

/// Those that look at the unused space of what others read, for what those look for: the unused space of a log without
/// links shows no links.
pub static DERIVED: &[&str] = &["ios.deleted-rows"];

/// What is looked for across artifacts.
pub static ACROSS: &[&Across] = &[&across::ACROSS];
