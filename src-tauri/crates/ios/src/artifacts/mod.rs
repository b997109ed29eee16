//! Every artifact of iPhones and iPads: one folder each; its folder, its id and the name of its words agree.

pub mod applications;
pub mod backup_info;
pub mod calendar;
pub mod configuration_profiles;
pub mod datausage;
pub mod global_preferences;
pub mod id_status_cache;
pub mod locationd_clients;
pub mod os_analytics_ad_daily;
pub mod profile_events;
mod shared;
pub mod shortcuts;
pub mod sms;
pub mod tcc;
#[cfg(test)]
mod testing;
pub mod triangulation;

use engine::{Across, Artifact};

/// All of them, in the order in which they are shown.
pub static ALL: &[&Artifact] = &[
    &sms::ARTIFACT,
    &datausage::ARTIFACT,
    &os_analytics_ad_daily::ARTIFACT,
    &triangulation::ARTIFACT,
    &configuration_profiles::ARTIFACT,
    &profile_events::ARTIFACT,
    &applications::ARTIFACT,
    &tcc::ARTIFACT,
    &locationd_clients::ARTIFACT,
    &id_status_cache::ARTIFACT,
    &calendar::ARTIFACT,
    &shortcuts::ARTIFACT,
    &global_preferences::ARTIFACT,
    &backup_info::ARTIFACT,
];

/// What is looked for across artifacts.
pub static ACROSS: &[&Across] = &[];
