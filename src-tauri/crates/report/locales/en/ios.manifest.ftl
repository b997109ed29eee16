# The list of everything in the copy.

ios-manifest =
    .name = List of files
    .holds = The names of all files in the copy, and which of them are missing

ios-manifest-known-file =
    .title = A file with a known name is on this phone
    .saw = The copy holds “{ $name }” at a place or under a name that researchers have published.
    .meaning = Researchers found this file on phones with spyware.
    .ordinary = Another program may use the same name by chance. Some published names are close to names that Apple uses.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-manifest-known-site =
    .title = A site used in attacks kept something on this phone
    .saw = A folder on the phone is named after a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. A folder like this appears when a page from there was loaded. It does not show that anything ran.
    .ordinary = The page may have been opened out of curiosity, in a training, or from a news story about the attack.
    .next = Please do not clear the history. Show this to an expert, from another device.

ios-manifest-vendor-site =
    .title = The site of a monitoring app kept something on this phone
    .saw = A folder on the phone is named after a company that sells monitoring apps.
    .meaning = By itself this says little. It means that a page of the company’s public site was loaded.
    .ordinary = People visit such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.

ios-manifest-site-on-odd-port =
    .title = A site with an unusual address kept something on this phone
    .saw = A folder on the phone belongs to a site that was reached through door number { $port }, not through the usual one.
    .meaning = By itself this says little. Some attacks used such addresses.
    .ordinary = Devices at home, such as routers and cameras, and pages for testing use such addresses all the time.
    .next = Nothing to do. If an expert looks at this phone, show it to them.

ios-manifest-missing-files =
    .title = Some files of the copy are missing
    .saw = { $missing ->
        [one] The list names { $files } files. One of them is not in the copy.
       *[other] The list names { $files } files. { $missing } of them are not in the copy.
    }
    .meaning = What is missing could not be looked at.
    .ordinary = A few are often missing, because files come and go while the phone is copied. Many are missing if the copy was stopped or moved.
    .next = If many are missing, make the copy once more.
