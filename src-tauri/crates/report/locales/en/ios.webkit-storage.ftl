# Sites that kept something on the phone.

ios-webkit-storage =
    .name = What sites kept
    .holds = Sites that kept something on the phone, in Safari and in apps

ios-webkit-storage-site =
    .title = A site used in attacks kept something on this phone
    .saw = A web address kept something on the phone. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It was loaded on this phone. That does not show that anything ran.
    .ordinary = It may have been opened out of curiosity, in a training, or from a news story. A page can also load parts of others without asking.
    .next = Please do not clear anything and do not restart the phone. Show this to an expert, from another device.

ios-webkit-storage-vendor-site =
    .title = The site of a monitoring app kept something on this phone
    .saw = The site of a company that sells monitoring apps kept something on the phone.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.

ios-webkit-storage-odd-port =
    .title = A site with an unusual address kept something on this phone
    .saw = A site kept something on the phone that was reached through door number { $port }, not through the usual one.
    .meaning = By itself this says little. Some attacks used such addresses.
    .ordinary = Devices at home, such as routers and cameras, and pages for testing use such addresses all the time.
    .next = Nothing to do. If an expert looks at this phone, show it to them.

ios-webkit-storage-made-up-site =
    .title = A site that looks made for one person kept something
    .saw = A site with a random-looking name kept something on the phone. It was reached through door number { $port }.
    .meaning = Researchers saw this shape where someone on the network sent a chosen person to a page with spyware. It does not show that it worked.
    .ordinary = Some devices at home that are reached from outside, and some pages of companies, have odd names too.
    .next = Please do not clear the history and do not restart the phone. Show this to an expert, from another device.
