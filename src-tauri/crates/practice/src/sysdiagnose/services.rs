//! What services of the system wrote down: activation, the App Store, who may handle traffic, keychain and trust.

use super::Folder;
use crate::{
    archive::{self, Archive},
    clock::Moment,
    phone::Phone,
    scenario::What,
};
use rusqlite::{Connection, params};
use std::fmt::Write;

const NETWORK: &str = "logs/Networking/com.apple.networkextension.plist";

pub(super) fn write(phone: &mut Phone<'_>, folder: &mut Folder) {
    activation(phone, folder);
    store(phone, folder);
    network(phone, folder);
    trust(phone, folder);
}

/// A start of the service, and the move to the build that the phone has.
fn activation(phone: &Phone<'_>, folder: &mut Folder) {
    let facts = &phone.scenario.phone;
    let mut log = String::new();
    let started = phone.end.minus_days(3.0);
    let mut line = |when: Moment, words: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(log, "{} [135] <debug> (0x16f1db000) MA: {words}", when.spelled());
    };
    let moved = format!("perform_data_migration: Migrating from 16A366 to {}", facts.build);
    line(phone.end.minus_days(40.0), &moved);
    line(started, "main: ____________________ Mobile Activation Startup _____________________");
    line(started, &format!("main: build_version: {}", facts.build));
    line(started, &format!("main: product_type: {}", facts.model));
    line(started, "main: device_class: iPhone");
    line(started, "main: ____________________________________________________________________");
    line(started.plus(1.0), "dealwith_activation: Activation State: Activated");
    folder.add("logs/MobileActivation/mobileactivationd.log.0", log);
}

/// The store's record. That newer systems leave it out is known, since when is not: here from iOS 18 on.
fn store(phone: &Phone<'_>, folder: &mut Folder) {
    let (path, table) = match phone.release.0 {
        ..13 => (
            "logs/appinstallation/AppUpdates.sqlitedb",
            "CREATE TABLE app_updates (pid INTEGER PRIMARY KEY, bundle_id TEXT, install_date REAL)",
        ),
        13..18 => (
            "logs/appinstallation/appstored.sqlitedb",
            "CREATE TABLE job_software (pid INTEGER PRIMARY KEY, bundle_id TEXT, timestamp INTEGER, store_account_name TEXT)",
        ),
        _ => return,
    };
    let fill = || -> rusqlite::Result<Vec<u8>> {
        let mut store = Connection::open_in_memory()?;
        store.execute_batch(table)?;
        let mut random = phone.random("store");
        for app in &phone.scenario.apps {
            let when = phone.any_moment(&mut random);
            if phone.release.0 < 13 {
                store.execute("INSERT INTO app_updates VALUES (NULL, ?, ?)", params![app, when.apple()])?;
            } else {
                let sql = "INSERT INTO job_software VALUES (NULL, ?, ?, 'owner@example.com')";
                store.execute(sql, params![app, when.unix()])?;
            }
        }
        Ok(store.serialize("main")?.to_vec())
    };
    folder.add(path, fill().unwrap_or_default());
}

/// A configuration of the system's own, and planted apps that filter.
fn network(phone: &mut Phone<'_>, folder: &mut Folder) {
    let plants = phone.plants(&[What::NetworkFilter]);
    let mut list = Archive::new();
    let class = list.class(&["NEConfiguration", "NSObject"]);
    let mut all = Vec::new();
    let own = ("System", "com.apple.example.service", "DNSSettings", 2);
    let planted = plants.iter().map(|(_, app)| (app.as_str(), app.as_str(), "ContentFilter", 1));
    for (name, app, part, grade) in std::iter::once(own).chain(planted) {
        let (name, app) = (list.add(name), list.add(app));
        let part_of = list.add(archive::dictionary([("Enabled", plist::Value::from(true))]));
        let fields = [
            ("$class", class.clone()),
            ("Name", name),
            ("Application", app),
            ("Grade", plist::Value::from(grade)),
            (part, part_of),
        ];
        all.push(list.add(archive::dictionary(fields)));
    }
    let class = list.class(&["NSArray", "NSObject"]);
    let root = archive::dictionary([("$class", class), ("NS.objects", plist::Value::Array(all))]);
    folder.add(NETWORK, list.finish(root).unwrap_or_default());
    for (plant, value) in &plants {
        super::planted(phone, plant.what, value, NETWORK, format!("configuration {value}"));
    }
}

/// Entries of the keychain and events of the service for trust.
fn trust(phone: &Phone<'_>, folder: &mut Folder) {
    let mut random = phone.random("trust");
    let (made, failed) = (phone.end.minus_days(90.0), phone.end.minus_days(1.4));
    let stamp = |when: Moment| super::stamp(when).replace(".00", "");
    folder.add(
        "security-sysdiagnose.txt",
        format!(
            "ccstatus: In Circle (0)\n\nHomeKit keychain state:\n\nRapport keychain state:\n\
             rapport: accc=<SecAccessControlRef: ck>,acct={},agrp=com.apple.rapport,cdat={made},gena={{length = 2, bytes = 0x0102}},\
             invi=1,mdat={made},svce=RPIdentity-SameAccountDevice,sync=1,tomb=0\n\
             Analytics sysdiagnose\n\nClient: trust\n\
             {} EventSoftFailure: OTAPKIEvent - Attributes: {{product : iPhone OS, build : {}, errorDomain : NSOSStatusErrorDomain, errorCode : -67694 }}\n\
             Client: cloudservices\nNo data\n",
            random.uuid(),
            stamp(failed),
            phone.scenario.phone.build,
            made = stamp(made),
        ),
    );
    let (_, serial) = crate::phone::identity(phone.scenario.seed);
    let facts = &phone.scenario.phone;
    folder.add(
        "otctl_status.txt",
        format!(
            "{{\"contextDump\":{{\"peers\":[\
             {{\"permanentInfo\":{{\"model_id\":\"{}\"}},\"stableInfo\":{{\"os_version\":\"iPhone OS {} ({})\",\"serial_number\":\"{serial}\"}}}},\
             {{\"permanentInfo\":{{\"model_id\":\"MacBookAir10,1\"}},\"stableInfo\":{{\"os_version\":\"macOS 14.5 (23F79)\"}}}}\
             ]}},\"lastOctagonPush\":\"{}\"}}",
            facts.model, facts.version, facts.build, stamp(failed),
        ),
    );
}
