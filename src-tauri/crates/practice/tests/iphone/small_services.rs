//! Apps, profiles, media files, hardware.

use crate::client::{Afc, Client, dictionary};
use crate::quick;
use practice::iphone::serve;

#[test]
fn apps_and_their_facts() {
    let serving = serve(quick()).unwrap();
    let mut lockdown = Client::of(&serving).trusted();
    let mut wire = lockdown.open("com.apple.mobile.installation_proxy");
    wire.send(&dictionary([("Command", "Browse".into())]));
    let mut apps = Vec::new();
    loop {
        let answer = wire.list().unwrap().into_dictionary().unwrap();
        if answer["Status"].as_string() == Some("Complete") {
            break;
        }
        apps.extend(answer["CurrentList"].as_array().unwrap().clone());
    }
    assert_eq!(apps.len(), serving_apps());
    let first = apps[0].as_dictionary().unwrap();
    assert!(first.contains_key("CFBundleIdentifier") && !first.contains_key("ApplicationSINF"));

    let id = first["CFBundleIdentifier"].as_string().unwrap();
    let wanted = ["CFBundleIdentifier", "ApplicationSINF", "iTunesMetadata"].map(plist::Value::from);
    let options = dictionary([("ReturnAttributes", plist::Value::Array(wanted.to_vec()))]);
    wire.send(&dictionary([("Command", "Lookup".into()), ("ClientOptions", options)]));
    let answer = wire.list().unwrap().into_dictionary().unwrap();
    let app = answer["LookupResult"].as_dictionary().unwrap()[id].as_dictionary().unwrap();
    assert!(app.contains_key("ApplicationSINF") && app.len() == 3);

    let mut wire = lockdown.open("com.apple.springboardservices");
    wire.send(&dictionary([("command", "getIconPNGData".into()), ("bundleId", id.into())]));
    let answer = wire.list().unwrap().into_dictionary().unwrap();
    assert!(!answer["pngData"].as_data().unwrap().is_empty());
}

fn serving_apps() -> usize {
    practice::scenario("ordinary").unwrap().apps.len()
}

#[test]
fn profiles_that_the_scenario_plants() {
    let mut options = quick();
    options.scenario = practice::scenario("hidden-profile").unwrap();
    let serving = serve(options).unwrap();
    let mut wire = Client::of(&serving).trusted().open("com.apple.mobile.MCInstall");
    wire.send(&dictionary([("RequestType", "GetProfileList".into())]));
    let answer = wire.list().unwrap().into_dictionary().unwrap();
    let order = answer["OrderedIdentifiers"].as_array().unwrap();
    assert!(!order.is_empty());
    let metadata = answer["ProfileMetadata"].as_dictionary().unwrap();
    let first = metadata[order[0].as_string().unwrap()].as_dictionary().unwrap();
    assert!(first["PayloadUUID"].as_string().is_some_and(|uuid| !uuid.is_empty()));
}

#[test]
fn a_lock_file_can_be_written_and_removed() {
    let serving = serve(quick()).unwrap();
    let mut afc = Afc::new(Client::of(&serving).trusted().open("com.apple.afc"));
    let open = [&3_u64.to_le_bytes()[..], b"/lock\0"].concat();
    let (operation, head, _) = afc.ask(13, &open);
    assert_eq!(operation, 14);
    let number: [u8; 8] = head.try_into().unwrap();
    let written = afc.ask(16, &[&number[..], b"held"].concat());
    assert_eq!((written.0, written.1), (1, 0_u64.to_le_bytes().to_vec()));
    assert_eq!(afc.read("/lock").unwrap(), b"held");
    assert_eq!(afc.ask(8, b"/lock\0").1, 0_u64.to_le_bytes());
    assert_eq!(afc.read("/lock"), Err(8));
    assert_eq!(afc.read("/iTunes_Control"), Err(9));
}

#[test]
fn hardware_is_told() {
    let serving = serve(quick()).unwrap();
    let mut wire = Client::of(&serving).trusted().open("com.apple.mobile.diagnostics_relay");
    let keys = plist::Value::Array(vec!["PasswordConfigured".into()]);
    wire.send(&dictionary([("Request", "MobileGestalt".into()), ("MobileGestaltKeys", keys)]));
    let answer = wire.list().unwrap().into_dictionary().unwrap();
    let facts = answer["Diagnostics"].as_dictionary().unwrap()["MobileGestalt"].as_dictionary().unwrap();
    assert_eq!(facts["PasswordConfigured"].as_boolean(), Some(false));
}
