# App Privacy Report.

ios-app-privacy-report =
    .name = App Privacy Report
    .holds = Which app spoke to which sites, and what it used, if someone saved it

ios-app-privacy-report-site =
    .title = An app spoke to a site used in attacks
    .saw = The app “{ $app }” spoke to a site. Researchers have published its address.
    .meaning = Researchers tie the address to spyware. It was loaded on this phone. That does not show that anything ran.
    .ordinary = It may have been opened out of curiosity, in a training, or from a news story. A page can also load parts of others without asking.
    .next = Please do not clear anything and do not restart the phone. Show this to an expert, from another device.

ios-app-privacy-report-vendor-site =
    .title = An app spoke to the site of a monitoring app
    .saw = An app spoke to the site of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.

ios-app-privacy-report-known-app =
    .title = A known app was at work on this phone
    .saw = The saved report names the app “{ $app }”. Researchers have published its name inside the system.
    .meaning = Researchers tie this app to spying. Some of these apps send messages, places and pictures to someone else.
    .ordinary = A family, a school or an employer may use a monitoring app openly. Helpers and journalists install it to study it.
    .next = Please do not remove the app yet. Whoever installed it may notice. Talk to someone you trust, or to an expert, from another device.
