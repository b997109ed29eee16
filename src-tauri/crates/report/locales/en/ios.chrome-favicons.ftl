# Small pictures of sites that Chrome keeps.

ios-chrome-favicons =
    .name = Chrome site pictures
    .holds = Small pictures of sites that were opened in Chrome

ios-chrome-favicons-icon =
    .title = Chrome kept the picture of a site used in attacks
    .saw = Chrome kept a small picture for a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. A picture is kept when a page from there was opened. It does not show that anything ran.
    .ordinary = The page may have been opened out of curiosity, in a training, or from a news story about the attack.
    .next = Please do not clear the history and do not restart the phone. Show this to an expert, from another device.

ios-chrome-favicons-vendor-site =
    .title = Chrome kept the picture of a monitoring app’s site
    .saw = Chrome kept a small picture for the site of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
