# The facts that a backup states about itself.

ios-backup-info =
    .name = About the backup
    .holds = Which phone and system the backup is from, and when it was made

ios-backup-info-older-system =
    .title = The phone runs an older system
    .saw = The backup was made with system version { $version }. When this program was made, { $newest } was the newest.
    .meaning = Older versions may lack repairs against known attacks.
    .ordinary = Some phones cannot take a newer version. Many people wait with updates.
    .next = If nothing else was found, update when it suits you. If something was found, ask an expert first: an update can remove traces.
