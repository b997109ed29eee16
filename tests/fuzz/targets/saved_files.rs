//! Small files that apps and people save: origins of sites, privacy reports, journals, pages on the home screen.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    use ios::artifacts::{
        app_privacy_report, ios_version_history, pairing_records, web_clips, webkit_storage,
    };
    let examine = |artifact, path| fuzz::examine(artifact, &[(path, bytes)]);
    examine(&webkit_storage::ARTIFACT, "AppDomain-a/Library/WebKit/WebsiteData/Default/a/b/origin");
    examine(&app_privacy_report::ARTIFACT, "HomeDomain/App_Privacy_Report_v4_a.ndjson");
    let journal = "Filesystem/private/var/db/analyticsd/Analytics-Journal-a.ips";
    examine(&ios_version_history::ARTIFACT, journal);
    examine(&web_clips::ARTIFACT, "HomeDomain/Library/WebClips/a.webclip/Info.plist");
    examine(&pairing_records::ARTIFACT, "RootDomain/Library/Lockdown/pair_records/a.plist");
});
