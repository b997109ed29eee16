# Network use.

ios-netusage =
    .name = Network use
    .holds = Programs that used the network, and when

ios-netusage-process =
    .title = A program with a known name used the network
    .saw = A program named “{ $process }” used the network on this phone. Researchers have published this name.
    .meaning = Researchers found a program with this name on phones that were attacked. Network use is a sign that it really ran.
    .ordinary = An app may carry the same name by chance. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-netusage-backup-agent =
    .title = An old system program used the network
    .saw = A program named “BackupAgent” used the network on this phone. Apple’s own program has had another name for years.
    .meaning = Researchers found this name with network use on phones that were attacked through messages.
    .ordinary = On a very old system the name was Apple’s. This is rare today.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-netusage-live-without-process =
    .title = The name of a program was removed from a list
    .saw = The phone noted that program number { $number } used the network. The entry that says which program it was is gone.
    .meaning = The phone normally removes both entries together. Researchers saw half-removed entries where an attacker had wiped its traces.
    .ordinary = A damaged file, or a mistake in the system while it tidied up, can leave the same gap.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-netusage-removed-processes =
    .title = Some programs are no longer in the list
    .saw = Entries are missing from the numbered list of programs that used the network: { $count }.
    .meaning = By itself this says little. It is shown because an attacker can remove entries too.
    .ordinary = This is normal. The phone removes an entry when an app is deleted.
    .next = Nothing to do. If an expert looks at this phone, show it to them.
