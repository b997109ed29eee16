# Pages that were opened in Firefox, and small pictures of sites.

ios-firefox-history =
    .name = Firefox history
    .holds = Pages that were opened in Firefox, and small pictures of sites

ios-firefox-history-visit =
    .title = A web address used in attacks was opened in Firefox
    .saw = Firefox keeps a web address in its history, or a picture for it. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It shows that the address was loaded in Firefox. It does not show that anything ran.
    .ordinary = It may have been opened out of curiosity, in a training, or from a news story. If Firefox is also used on a computer, it may have been opened there.
    .next = Please do not clear the history and do not restart the phone. Show this to an expert, from another device.

ios-firefox-history-vendor-site =
    .title = The site of a monitoring app was opened in Firefox
    .saw = Firefox’s history holds the address of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.

ios-firefox-history-synced-tab =
    .title = A tab of another device shows an address used in attacks
    .saw = Firefox knows an open tab of another device with the same account. Researchers have published its address.
    .meaning = Researchers tie the address to spyware. It was open on another device that shares the account.
    .ordinary = It may have been opened out of curiosity, in a training, or from a news story. A page can also load parts of others without asking.
    .next = Please do not clear anything and do not restart the phone. Show this to an expert, from another device.

ios-firefox-history-synced-vendor-site =
    .title = A tab of another device shows the site of a monitoring app
    .saw = Firefox knows an open tab of another device with the same account: the site of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
