# What lies in space of databases that no row uses any more.

ios-deleted-rows =
    .name = Remains of deleted entries
    .holds = Space in the phone’s databases that is no longer in use

ios-deleted-rows-link =
    .title = A known bad link lies in deleted space
    .saw = In space that the database no longer uses lies this address: { $url }. { $publisher } ties it to { $campaign }.
    .meaning = The address was in this database once. It does not show that anybody opened it, or when it was deleted.
    .ordinary = Deleting messages and history is ordinary. Somebody may have passed the link on as a warning.
    .next = Do not open it. Keep this copy, and show it to an expert from another device.

ios-deleted-rows-vendor-site =
    .title = The site of a seller lies in deleted space
    .saw = In space that the database no longer uses lies this address: { $url }. It belongs to somebody who sells monitoring apps.
    .meaning = By itself this says little.
    .ordinary = Journalists, helpers and curious people go to such sites.
    .next = Nothing to do. If an expert looks at this phone, show it to them.

ios-deleted-rows-account =
    .title = A known account lies in deleted space
    .saw = In space that the database no longer uses lies the account { $email }. { $publisher } ties it to { $campaign }.
    .meaning = The account was in this database once: it may have written to this phone.
    .ordinary = Deleting messages is ordinary. Nothing tells when the entry was deleted, or by whom.
    .next = Do not write to the account. Keep this copy, and show it to an expert from another device.

ios-deleted-rows-program =
    .title = A known name lies in deleted space
    .saw = In space that the database no longer uses lies the name “{ $name }”. { $publisher } ties it to { $campaign }.
    .meaning = A program or app of this name was in this list once. The entry was removed later.
    .ordinary = An app may carry the same name by chance. The phone removes entries of deleted apps.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-deleted-rows-file =
    .title = A known file name lies in deleted space
    .saw = In space that the database no longer uses lies the name “{ $name }”. { $publisher } ties it to { $campaign }.
    .meaning = A file or profile of this name was in this database once.
    .ordinary = Another file may carry the same name by chance.
    .next = Keep this copy, and show it to an expert from another device.
