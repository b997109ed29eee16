# Web pages on the home screen.

ios-web-clips =
    .name = Pages on the home screen
    .holds = Web pages that stand on the home screen like an app

ios-web-clips-link =
    .title = A page used in attacks is on the home screen
    .saw = A picture on the home screen leads to a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It does not show that it was opened, or that anything ran.
    .ordinary = Someone may have passed it on as a warning. Or it came from a training, or from a news story about the attack.
    .next = Do not open it, and leave it where it is. Show this to an expert, from another device.

ios-web-clips-vendor-site =
    .title = The site of a monitoring app is on the home screen
    .saw = A picture on the home screen leads to the site of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
