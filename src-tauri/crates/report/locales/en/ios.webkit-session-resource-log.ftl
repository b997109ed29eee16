# Sites that web pages were sent to and from.

ios-webkit-session-resource-log =
    .name = Sites behind web pages
    .holds = Web sites that pages were sent to, sent from, or loaded parts from

ios-webkit-session-resource-log-site =
    .title = A page used a site that is used in attacks
    .saw = A list of the phone shows that a page from “{ $origin }” used, or was sent to or from, a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It does not show that anything ran.
    .ordinary = An advertisement or a short link on an ordinary page may have led there.
    .next = Please do not clear the history and do not restart the phone. Show this to an expert, from another device.

ios-webkit-session-resource-log-vendor-site =
    .title = A page used the site of a monitoring app
    .saw = A list of the phone shows that a page used the site of a company that sells monitoring apps.
    .meaning = By itself this says little. Advertisements of such companies are found on many pages.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
