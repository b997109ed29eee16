# Sites that were loaded inside any app.

ios-webkit-resource-load-statistics =
    .name = Sites loaded in apps
    .holds = Web sites that any app loaded something from, kept by the phone against tracking

ios-webkit-resource-load-statistics-domain =
    .title = A site used in attacks was loaded in an app
    .saw = The app “{ $app }” loaded something from a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. Something was loaded from there, perhaps as a part of another page. It does not show that anything ran.
    .ordinary = A page or an advertisement may have loaded a part from there. Or the address was opened in a training, or from a news story.
    .next = Please do not clear the history and do not restart the phone. Show this to an expert, from another device.

ios-webkit-resource-load-statistics-vendor-site =
    .title = The site of a monitoring app was loaded
    .saw = The app “{ $app }” loaded something from the site of a company that sells monitoring apps.
    .meaning = By itself this says little. Advertisements of such companies are found on many pages.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
