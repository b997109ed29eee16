# Tabs that are open in Safari.

ios-safari-browser-state =
    .name = Safari tabs
    .holds = Pages in open tabs, and the pages that each tab came through

ios-safari-browser-state-tab =
    .title = A tab with a web address used in attacks
    .saw = An open tab in Safari holds a web address, or came through it. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It shows that the address was loaded in Safari. It does not show that anything ran.
    .ordinary = It may have been opened out of curiosity, in a training, or from a news story about the attack.
    .next = Leave the tab as it is and do not load it again. Show this to an expert, from another device.

ios-safari-browser-state-vendor-site =
    .title = A tab with the site of a monitoring app
    .saw = An open tab in Safari holds the address of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
