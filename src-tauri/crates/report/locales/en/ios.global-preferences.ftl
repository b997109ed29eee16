# Settings that hold for the whole phone.

ios-global-preferences =
    .name = General settings
    .holds = Languages and other settings of the whole phone, and Lockdown Mode

ios-global-preferences-lockdown-on =
    .title = Lockdown Mode is on
    .saw = Lockdown Mode was on when the backup was made.
    .meaning = It closes many ways in that attacks have used.
    .ordinary = People who may be targets switch it on themselves.
    .next = Nothing to do. Leave it on.

ios-global-preferences-lockdown-off =
    .title = Lockdown Mode was switched off
    .saw = Lockdown Mode was off when the backup was made, and the phone holds a setting for it.
    .meaning = While it is off, some ways in are open that it would close.
    .ordinary = Most people have it off. It makes some apps and websites work less well.
    .next = If someone may want to attack your phone, think about switching it on in Settings, under Privacy.
