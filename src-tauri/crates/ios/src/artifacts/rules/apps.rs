//! Rules on profiles, automations and installed apps.

use super::Level::{Look, Match, Note};
use super::Mark::{Read, Unsure};
use super::{Rule, backup, full_copy, rule, setting, sysdiagnose};
use crate::artifacts::testing::{Phone, database, plist};
use crate::artifacts::{
    applications, configuration_profiles, contacts, interaction_c, phone_answers, profile_events, shortcuts,
    tcc,
};
use engine::{Kind, Weight};

pub(super) fn rules() -> Vec<Rule> {
    let profiles = backup(&configuration_profiles::ARTIFACT);
    let stubs = sysdiagnose(&configuration_profiles::ARTIFACT);
    let events = backup(&profile_events::ARTIFACT);
    let apps = full_copy(&applications::ARTIFACT);
    let permissions = backup(&tcc::ARTIFACT);
    let people = backup(&interaction_c::ARTIFACT);
    vec![
        rule(
            "B20",
            [
                profiles.line("known-profile", Match, Read, [PROFILE, "9F1F7B3E-0000"].map(profile_numbered)),
                profiles.line(
                    "hides-notifications",
                    Look,
                    Read,
                    ["com.apple.notificationsettings", "com.apple.wifi.managed"].map(profile_of),
                ),
                events.line("event", Note, Read, [event("org.example.wifi", "profiled"), Phone::default()]),
                events.line(
                    "known-profile",
                    Match,
                    Read,
                    [event(PROFILE, "profiled"), event("x", "profiled")],
                ),
                events.line("process", Match, Read, [event("x", "plantd"), event("x", "plantdd")]),
            ],
        ),
        rule("B21", [backup(&shortcuts::ARTIFACT).line("automation", Look, Read, [0, 1].map(automation))]),
        rule(
            "B22",
            [
                apps.line("no-store-record", Look, Read, [papers("", STORE), papers("org.example.a", STORE)]),
                apps.line(
                    "other-source",
                    Look,
                    Read,
                    [papers("org.example.a", "org.example.shop"), papers("org.example.a", STORE)],
                ),
                apps.line(
                    "other-source",
                    Look,
                    Read,
                    [papers("org.example.a", "com.apple.Installer"), papers("org.example.a", STORE)],
                )
                .lighter(
                    Weight::Note,
                    "Apple's own programs install apps in ways that change with each system",
                ),
                apps.line(
                    "test-version",
                    Look,
                    Read,
                    [papers("org.example.a", "com.apple.TestFlight"), papers("org.example.a", STORE)],
                )
                .lighter(Weight::Note, "testers of ordinary apps have them, and Apple looked at each"),
                full_copy(&applications::ARTIFACT)
                    .builtin()
                    .line(
                        "dual-use",
                        Look,
                        Read,
                        [papers("com.life360.safetymap", STORE), papers("com.life360", STORE)],
                    )
                    .lighter(Weight::Note, "sold openly to families and employers: a question, no suspicion"),
                apps.line(
                    "dual-use",
                    Look,
                    Read,
                    [papers("com.teamviewer.rc", STORE), papers("com.teamviewers.rc", STORE)],
                )
                .lighter(
                    Weight::Note,
                    "help from afar is ordinary, and on an iPhone its owner must start it",
                ),
                setting(&phone_answers::ARTIFACT, Kind::IosAnswers)
                    .line("family-controls", Look, Read, ["", ".other"].map(with_right))
                    .lighter(Weight::Note, "apps against distraction have the same right"),
                setting(&phone_answers::ARTIFACT, Kind::IosAnswers).line(
                    "other-signer",
                    Look,
                    Read,
                    ["Somebody Ltd", "Apple iPhone OS Application Signing"].map(signed_by),
                ),
            ],
        ),
        rule(
            "B27",
            [
                permissions.line("client", Match, Read, [("plantd", 1), ("plantdd", 1)].map(permitted)),
                permissions.line(
                    "app",
                    Match,
                    Read,
                    [("com.plant.stalker", 0), ("com.plant", 0)].map(permitted),
                ),
                people.line(
                    "known-account",
                    Match,
                    Read,
                    ["one@plant-mail.example", "a@plant-mail.example"].map(in_touch),
                ),
                backup(&contacts::ARTIFACT)
                    .line(
                        "known-account",
                        Match,
                        Read,
                        ["one@plant-mail.example", "a@plant-mail.example"].map(in_book),
                    )
                    .lighter(Weight::Look, "an entry in the address book is written by the owner"),
            ],
        ),
        rule(
            "B28",
            [
                apps.line(
                    "known-app",
                    Match,
                    Read,
                    ["com.plant.stalker", "com.plant"].map(|id| papers(id, STORE)),
                ),
                backup(&applications::ARTIFACT).line(
                    "no-store-record",
                    Look,
                    Unsure,
                    [listed_apps(""), listed_apps(STORE)],
                ),
                apps.line(
                    "signed-elsewhere",
                    Look,
                    Unsure,
                    ["embedded.mobileprovision", "Info.plist"].map(in_app),
                ),
            ],
        ),
        rule(
            "S15",
            [
                stubs.line(
                    "management",
                    Look,
                    Read,
                    ["com.apple.mdm", "com.apple.mail.managed"].map(stub_of),
                ),
                stubs.line(
                    "traffic",
                    Look,
                    Read,
                    ["com.apple.webcontent-filter", "com.apple.mail.managed"].map(stub_of),
                ),
                stubs.line(
                    "certificate",
                    Look,
                    Read,
                    ["com.apple.security.root", "com.apple.mail.managed"].map(stub_of),
                ),
                stubs.line("installed", Look, Read, [stub_by(""), Phone::default()]),
            ],
        ),
    ]
}

const PROFILE: &str = "9F1F7B3E-0000-4000-8000-PLANT0000001";
const STORE: &str = "com.apple.AppStore";

fn profile(uuid: &str, payload: &str) -> Vec<u8> {
    plist(&format!(
        "<dict><key>PayloadDisplayName</key><string>Work</string><key>PayloadIdentifier</key><string>org.example</string>\
         <key>PayloadOrganization</key><string>Example Ltd</string><key>PayloadUUID</key><string>{uuid}</string><key>PayloadContent</key><array><dict><key>PayloadType</key>\
         <string>{payload}</string></dict></array></dict>"
    ))
}

fn backed_up(profile: Vec<u8>) -> Phone {
    let folder =
        "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles";
    Phone::with(&format!("{folder}/profile-ab.stub"), profile)
}

fn profile_numbered(uuid: &str) -> Phone {
    backed_up(profile(uuid, "com.apple.wifi.managed"))
}

fn profile_of(payload: &str) -> Phone {
    backed_up(profile("A", payload))
}

fn stub_of(payload: &str) -> Phone {
    Phone::with("Sysdiagnose/logs/MCState/Shared/profile-ab.stub", profile("A", payload))
}

fn stub_by(organization: &str) -> Phone {
    let named = String::from_utf8(profile("A", "com.apple.wifi.managed")).unwrap();
    let named = named.replace("Example Ltd", organization);
    Phone::with("Sysdiagnose/logs/MCState/Shared/profile-ab.stub", named)
}

fn event(profile: &str, process: &str) -> Phone {
    let list = format!(
        "<dict><key>ProfileEvents</key><array><dict><key>{profile}</key><dict><key>Operation</key><string>install</string>\
         <key>Process</key><string>{process}</string></dict></dict></array></dict>"
    );
    Phone::with(profile_events::ARTIFACT.reads[0], plist(&list))
}

/// An automation that runs when an app is opened and loads something: asking first, or not.
fn automation(asks: u8) -> Phone {
    let steps = plist(
        "<array><dict><key>WFWorkflowActionIdentifier</key><string>is.workflow.actions.downloadurl</string>\
         <key>WFWorkflowActionParameters</key><dict><key>WFURL</key><string>https://example.org/</string></dict></dict></array>",
    );
    let steps = String::from_utf8(steps).unwrap();
    let rows = database(&format!(
        "CREATE TABLE ZSHORTCUT (Z_PK INTEGER PRIMARY KEY, ZCREATIONDATE, ZMODIFICATIONDATE, ZACTIONSDESCRIPTION, ZNAME); \
         CREATE TABLE ZSHORTCUTACTIONS (Z_PK INTEGER PRIMARY KEY, ZSHORTCUT INTEGER, ZDATA BLOB); \
         CREATE TABLE ZTRIGGER (Z_PK INTEGER PRIMARY KEY, ZENABLED INTEGER, ZSHOULDPROMPT INTEGER, ZSHORTCUT INTEGER, ZDATA BLOB); \
         INSERT INTO ZSHORTCUT VALUES (6, 7e8, 7e8, 'x', 'x'); INSERT INTO ZSHORTCUTACTIONS VALUES (1, 6, CAST('{steps}' AS BLOB)); \
         INSERT INTO ZTRIGGER VALUES (2, 1, {asks}, 6, CAST('bplist00 WFAppInFocusTrigger' AS BLOB));"
    ));
    Phone::with(shortcuts::ARTIFACT.reads[0], rows)
}

fn papers(id: &str, source: &str) -> Phone {
    let texts: String = [("softwareVersionBundleId", id), ("sourceApp", source), ("itemName", "Shown")]
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| format!("<key>{key}</key><string>{value}</string>"))
        .collect();
    let path = "Filesystem/private/var/containers/Bundle/Application/A/iTunesMetadata.plist";
    Phone::with(path, plist(&format!("<dict>{texts}</dict>")))
}

/// A backup with an app from the shop, and another from this source.
fn listed_apps(source: &str) -> Phone {
    let papers = "<key>iTunesMetadata</key><dict><key>softwareVersionBundleId</key><string>org.example.a</string></dict>";
    let other = if source.is_empty() { "" } else { papers };
    let apps =
        format!("<key>org.example.a</key><dict>{papers}</dict><key>org.example.b</key><dict>{other}</dict>");
    Phone::with(
        "Backup/Info.plist",
        plist(&format!("<dict><key>Applications</key><dict>{apps}</dict></dict>")),
    )
}

/// A file of an app.
fn in_app(name: &str) -> Phone {
    Phone::with(&format!("Filesystem/private/var/containers/Bundle/Application/A/a.app/{name}"), *b"0")
}

fn permitted((client, kind): (&str, u8)) -> Phone {
    let rows = database(&format!(
        "CREATE TABLE access (service TEXT, client TEXT, client_type INTEGER, auth_value INTEGER, auth_reason INTEGER, \
         last_modified INTEGER); INSERT INTO access VALUES ('kTCCServiceCamera', '{client}', {kind}, 2, 4, 1718272688);"
    ));
    Phone::with("HomeDomain/Library/TCC/TCC.db", rows)
}

fn in_touch(account: &str) -> Phone {
    let rows = database(&format!(
        "CREATE TABLE ZINTERACTIONS (Z_PK INTEGER PRIMARY KEY, ZSTARTDATE, ZBUNDLEID); CREATE TABLE ZCONTACTS \
         (Z_PK INTEGER PRIMARY KEY, ZIDENTIFIER); INSERT INTO ZCONTACTS VALUES (1, '{account}');"
    ));
    Phone::with("HomeDomain/Library/CoreDuet/People/interactionC.db", rows)
}

fn in_book(account: &str) -> Phone {
    let rows = database(&format!(
        "CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY, First TEXT); CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, \
         record_id INTEGER, value TEXT); INSERT INTO ABMultiValue VALUES (4, 1, '{account}');"
    ));
    Phone::with("HomeDomain/Library/AddressBook/AddressBook.sqlitedb", rows)
}

fn answered(about: &str) -> Phone {
    let answer = format!(
        "<dict><key>LookupResult</key><dict><key>com.example.lamp</key><dict>\
         <key>ApplicationType</key><string>User</string>{about}</dict></dict></dict>"
    );
    Phone::with("PhoneSays/apps.plist", plist(&answer))
}

fn with_right(ending: &str) -> Phone {
    answered(&format!(
        "<key>Entitlements</key><dict><key>com.apple.developer.family-controls{ending}</key><true/></dict>"
    ))
}

fn signed_by(signer: &str) -> Phone {
    answered(&format!("<key>SignerIdentity</key><string>{signer}</string>"))
}
