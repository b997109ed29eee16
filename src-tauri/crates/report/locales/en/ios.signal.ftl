# Messages of Signal.

ios-signal =
    .name = Signal
    .holds = Messages in Signal, with the links in them

ios-signal-link =
    .title = A Signal message with a web address used in attacks
    .saw = A message in Signal holds a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It does not show that it was opened, or that anything ran.
    .ordinary = Someone may have passed it on as a warning. Or it came from a training, or from a news story about the attack.
    .next = Leave it where it is and do not open the link. Show this to an expert, from another device.

ios-signal-vendor-site =
    .title = A Signal message with the site of a monitoring app
    .saw = A message in Signal holds the address of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
