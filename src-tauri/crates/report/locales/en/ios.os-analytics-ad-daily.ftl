# The daily summary of network use per program.

ios-os-analytics-ad-daily =
    .name = Daily network summary
    .holds = Which programs used the network, one line for each

ios-os-analytics-ad-daily-process =
    .title = A program with a known name used the network
    .saw = A program named “{ $process }” is in the phone’s daily network summary. Researchers have published this name.
    .meaning = Researchers found a program with this name on phones that were attacked. Network use is a sign that it really ran.
    .ordinary = An app may carry the same name by chance. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-os-analytics-ad-daily-backup-agent =
    .title = An old system program used the network
    .saw = A program named “BackupAgent” is in the phone’s daily network summary. Apple’s own program has had another name for years.
    .meaning = Researchers found this name, together with network use, on phones that were attacked through messages.
    .ordinary = On a very old system the name belonged to Apple. This is rare today.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.
