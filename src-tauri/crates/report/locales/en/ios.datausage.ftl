# Which programs used mobile data.

ios-datausage =
    .name = Mobile data use
    .holds = Which programs used mobile data, and when

ios-datausage-process =
    .title = A program with a known name used mobile data
    .saw = A program named “{ $process }” used mobile data on this phone. Researchers have published this name.
    .meaning = Researchers found a program with this name on phones that were attacked. Data use is a sign that it really ran.
    .ordinary = An app may carry the same name by chance. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-datausage-backup-agent =
    .title = An old system program used mobile data
    .saw = A program named “BackupAgent” used mobile data on this phone. Apple’s own program has had another name for years.
    .meaning = Researchers found this name, together with data use, on phones that were attacked through messages.
    .ordinary = On a very old system the name belonged to Apple. This is rare today.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-datausage-live-without-process =
    .title = The name of a program was removed from a list
    .saw = The phone noted that program number { $number } used data. The entry that says which program it was is gone.
    .meaning = The phone normally removes both entries together. Researchers saw half-removed entries where an attacker had wiped its traces.
    .ordinary = A damaged file, or a mistake in the system while it tidied up, can leave the same gap.
    .next = Please do not restart, update or erase the phone. Show this to an expert.

ios-datausage-removed-processes =
    .title = Some programs are no longer in the list
    .saw = Entries are missing from the numbered list of programs that used mobile data: { $count }.
    .meaning = By itself this says little. It is shown because an attacker may also remove entries.
    .ordinary = This is normal. The phone removes an entry when an app is deleted.
    .next = Nothing to do. If an expert looks at this phone, show it to them.
