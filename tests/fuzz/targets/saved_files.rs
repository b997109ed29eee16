//! Small files that apps and people save: origins of sites, privacy reports, journals, pages on the home screen.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    use ios::artifacts::{app_privacy_report, ios_version_history, pairing_records, web_clips, webkit_storage};
    fuzz::examine(&webkit_storage::ARTIFACT, "AppDomain-a/Library/WebKit/WebsiteData/Default/a/b/origin", bytes);
    fuzz::examine(&app_privacy_report::ARTIFACT, "HomeDomain/App_Privacy_Report_v4_a.ndjson", bytes);
    let journal = "Filesystem/private/var/db/analyticsd/Analytics-Journal-a.ips";
    fuzz::examine(&ios_version_history::ARTIFACT, journal, bytes);
    fuzz::examine(&web_clips::ARTIFACT, "HomeDomain/Library/WebClips/a.webclip/Info.plist", bytes);
    fuzz::examine(&pairing_records::ARTIFACT, "RootDomain/Library/Lockdown/pair_records/a.plist", bytes);
});
