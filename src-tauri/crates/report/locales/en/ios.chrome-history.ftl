# Pages that were opened in Chrome.

ios-chrome-history =
    .name = Chrome history
    .holds = Pages that were opened in Chrome, and when

ios-chrome-history-visit =
    .title = A web address used in attacks was opened in Chrome
    .saw = Chrome’s history holds a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It shows that the address was loaded in Chrome. It does not show that anything ran.
    .ordinary = It may have been opened out of curiosity, in a training, or from a news story. If Chrome is also used on a computer, it may have been opened there.
    .next = Please do not clear the history and do not restart the phone. Show this to an expert, from another device.

ios-chrome-history-vendor-site =
    .title = The site of a monitoring app was opened in Chrome
    .saw = Chrome’s history holds the address of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.

ios-chrome-history-download-or-link =
    .title = Chrome noted an address used in attacks
    .saw = Chrome noted that a file was loaded from a web address, or a link was followed on it. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It was loaded on this phone. That does not show that anything ran.
    .ordinary = It may have been opened out of curiosity, in a training, or from a news story. A page can also load parts of others without asking.
    .next = Please do not clear anything and do not restart the phone. Show this to an expert, from another device.

ios-chrome-history-other-vendor-site =
    .title = Chrome noted the site of a monitoring app
    .saw = Chrome noted a file or a link of the site of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
