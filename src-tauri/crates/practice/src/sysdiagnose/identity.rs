//! What the phone is, in the files that name it.

use super::Folder;
use crate::{archive, phone::Phone};

/// The tree of the hardware, as far as it is needed: its root, and the node with the variables of the NVRAM.
const HARDWARE: &str = "+-o Root  <class IORegistryEntry, id 0x100000100, retain 20>
  | {
  |   \"IOKitBuildVersion\" = \"Darwin Kernel Version\"
  | }
  |
  +-o options  <class IODTNVRAM, id 0x10000011a, registered, matched, active, busy 0 (3 ms), retain 12>
      {
        \"auto-boot\" = <74727565>
        \"backlight-level\" = <313530>
      }
";

pub(super) fn write(phone: &mut Phone<'_>, folder: &mut Folder) {
    folder.add("ioreg/IODeviceTree.txt", HARDWARE);
    let scenario = phone.scenario;
    let facts = &scenario.phone;
    let (udid, serial) = crate::phone::identity(scenario.seed);
    let name = super::own_name(scenario);
    let at = super::stamp(phone.end);
    folder.add(
        "sysdiagnose.log",
        format!(
            "{at} sysdiagnose: starting, triggered by buttons\n\
             {at} sysdiagnose: output /private/var/mobile/Library/Logs/CrashReporter/DiagnosticLogs/sysdiagnose/IN_PROGRESS_{name}.tar.gz\n\
             {at} sysdiagnose: done\n"
        ),
    );
    folder.add(
        "remotectl_dumpstate.txt",
        format!(
            "Local device\n\tUUID: {}\n\tProperties: {{\n\t\tBuildVersion => {}\n\t\tDeviceClass => iPhone\n\
             \t\tOSVersion => {}\n\t\tProductType => {}\n\t\tSerialNumber => {serial}\n\
             \t\tUniqueDeviceID => {udid}\n\t}}\n\tServices:\n\t\tcom.apple.sysdiagnose.remote\n\
             \t\tcom.apple.mobile.lockdown.remote.trusted\n",
            phone.random("remotectl").uuid(),
            facts.build,
            facts.version,
            facts.model
        ),
    );
    folder.add(
        "logs/MobileActivation/collection_oob_request.txt",
        format!(
            "HEADERS: {{}}\nBODY: {{\"productType\":\"{}\",\"os-version\":\"{}\",\"os-build\":\"{}\",\
             \"serial-number\":\"{serial}\",\"udid\":\"{udid}\"}}\nEND\n",
            facts.model, facts.version, facts.build
        ),
    );
    let system = archive::dictionary([
        ("ProductBuildVersion", plist::Value::from(facts.build.as_str())),
        ("ProductName", "iPhone OS".into()),
        ("ProductVersion", facts.version.as_str().into()),
    ]);
    folder.add("logs/SystemVersion/SystemVersion.plist", archive::xml(&system).unwrap_or_default());
}
