//! Crash reports and lists of programs from moments of little memory.

use super::Folder;
use crate::{clock::Moment, phone::Phone, random::Random, scenario::What};

/// Where they lie in a sysdiagnose.
pub(super) const FOLDER: &str = "crashes_and_spins/";

pub(super) fn write(phone: &mut Phone<'_>, folder: &mut Folder) {
    let mut random = phone.random("crash reports");
    let reporter = phone.random("reporter").hex(20);
    for (days, name, path) in [
        (0.4, "Photos", "/Applications/MobileSlideShow.app/MobileSlideShow"),
        (6.1, "Podcasts", "/private/var/containers/Bundle/Application/X/Podcasts.app/Podcasts"),
        (19.3, "Maps", "/Applications/Maps.app/Maps"),
    ] {
        crash(phone, folder, &mut random, &reporter, (phone.end.minus_days(days), name, path));
    }
    for (plant, value) in phone.plants(&[What::CrashedProgram]) {
        let name = value.rsplit('/').next().unwrap_or(&value).to_owned();
        let file = crash(phone, folder, &mut random, &reporter, (Moment::of(plant.when), &name, &value));
        super::planted(phone, plant.what, &value, &file, name);
    }
    for (plant, value) in phone.plants(&[What::CrashCluster]) {
        let file = cluster(phone, folder, &mut random, &reporter, (Moment::of(plant.when), &value));
        super::planted(phone, plant.what, &value, &file, "report".to_owned());
    }
    for days in [1.2, 12.5] {
        memory(phone, folder, &mut random, &reporter, (phone.end.minus_days(days), None));
    }
    for (plant, value) in phone.plants(&[What::JetsamProgram]) {
        let file = memory(phone, folder, &mut random, &reporter, (Moment::of(plant.when), Some(&value)));
        super::planted(phone, plant.what, &value, &file, format!("program {value}"));
    }
    phone.count("crash reports", 5);
}

fn header(phone: &Phone<'_>, kind: u32, at: Moment, name: &str, incident: &str) -> String {
    let facts = &phone.scenario.phone;
    format!(
        "{{\"app_name\":\"{name}\",\"name\":\"{name}\",\"timestamp\":\"{}\",\"bug_type\":\"{kind}\",\
         \"os_version\":\"iPhone OS {} ({})\",\"incident_id\":\"{incident}\"}}\n",
        super::stamp(at),
        facts.version,
        facts.build
    )
}

fn file_name(name: &str, at: Moment) -> String {
    let at = at.text().trim_end_matches('Z').replace('T', "-").replace(':', "");
    format!("{FOLDER}{name}-{at}.ips")
}

fn crash(
    phone: &Phone<'_>,
    folder: &mut Folder,
    random: &mut Random,
    reporter: &str,
    (at, name, path): (Moment, &str, &str),
) -> String {
    let incident = random.uuid();
    let body = format!(
        "{{\n  \"procName\" : \"{name}\",\n  \"procPath\" : \"{path}\",\n  \"parentProc\" : \"launchd\",\n  \"pid\" : {},\n  \
         \"modelCode\" : \"{}\",\n  \"crashReporterKey\" : \"{reporter}\",\n  \"incident\" : \"{incident}\",\n  \
         \"exception\" : {{\"type\":\"EXC_CRASH\",\"signal\":\"SIGABRT\"}}\n}}\n",
        300 + random.below(9000),
        phone.scenario.phone.model
    );
    let file = file_name(name, at);
    folder.add(&file, header(phone, 309, at, name, &incident) + &body);
    file
}

/// The home service six times, an hour later the program that opens messages: the first report.
fn cluster(
    phone: &Phone<'_>,
    folder: &mut Folder,
    random: &mut Random,
    reporter: &str,
    (at, door): (Moment, &str),
) -> String {
    let home = "/System/Library/PrivateFrameworks/HomeKitDaemon.framework/Support/homed";
    let path =
        format!("/System/Library/PrivateFrameworks/IMDPersistence.framework/XPCServices/{door}.xpc/{door}");
    let mut first = None;
    for number in 0..6 {
        let later = f64::from(number) * 300.0;
        let file = crash(phone, folder, random, reporter, (at.plus(later), "homed", home));
        first.get_or_insert(file);
        crash(phone, folder, random, reporter, (at.plus(3_600.0 + later), door, &path));
    }
    first.unwrap_or_default()
}

fn memory(
    phone: &Phone<'_>,
    folder: &mut Folder,
    random: &mut Random,
    reporter: &str,
    (at, planted): (Moment, Option<&str>),
) -> String {
    let incident = random.uuid();
    let program = |(pid, name): (u32, &&str)| {
        format!("    {{\"name\" : \"{name}\", \"pid\" : {pid}, \"rpages\" : 912}}")
    };
    let ordinary = ["launchd", "SpringBoard", "imagent", "mediaserverd", "MobileMail"];
    let programs: Vec<&str> = ordinary.into_iter().chain(planted).collect();
    let programs: Vec<_> = (60..).zip(&programs).map(program).collect();
    let facts = &phone.scenario.phone;
    let body = format!(
        "{{\n  \"build\" : \"iPhone OS {} ({})\",\n  \"product\" : \"{}\",\n  \"crashReporterKey\" : \"{reporter}\",\n  \
         \"processes\" : [\n{}\n  ]\n}}\n",
        facts.version,
        facts.build,
        facts.model,
        programs.join(",\n")
    );
    let file = file_name("JetsamEvent", at);
    folder.add(&file, header(phone, 298, at, "JetsamEvent", &incident) + &body);
    file
}
