# Every byte of every file, on request.

ios-deep-sweep =
    .name = Deep check of all files
    .holds = Every byte of every file in the copy; looked at only when asked for

ios-deep-sweep-site =
    .title = A known address stands in some file
    .saw = The file holds this address: { $name }. { $publisher } ties it to { $campaign }.
    .meaning = Something on this phone knew the address. The deep check does not tell what it was there for.
    .ordinary = News and reports name such addresses, and browsers keep pages. Security apps carry whole lists of them.
    .next = Do not open it. An expert can tell from the place what it was. Look at the other findings first.

ios-deep-sweep-account =
    .title = A known account stands in some file
    .saw = The file holds the account { $email }. { $publisher } ties it to { $campaign }.
    .meaning = Something on this phone knew the account. The deep check does not tell what it was there for.
    .ordinary = Reports and security apps name such accounts.
    .next = Do not write to it. An expert can tell from the place what it was.

ios-deep-sweep-name =
    .title = A known name stands in some file
    .saw = The file holds the name “{ $name }”. { $publisher } ties it to { $campaign }.
    .meaning = It may be the name of a program, a file or an app. The deep check does not tell what it was there for.
    .ordinary = Other programs may carry the same name. Reports and security apps name it too.
    .next = An expert can tell from the place what it was. Look at the other findings first.
