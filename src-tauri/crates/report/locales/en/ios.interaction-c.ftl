# Who was in touch with whom.

ios-interaction-c =
    .name = Who was in touch
    .holds = Contacts between people through apps, without the words

ios-interaction-c-known-account =
    .title = A known account was in touch with this phone
    .saw = The phone noted contact with an account that researchers have published.
    .meaning = Researchers tie the account to attacks. It does not show that an attack worked.
    .ordinary = You may know this account from elsewhere. An account can also change hands.
    .next = Please do not delete or answer anything from it. Show this to an expert, from another device.

ios-interaction-c-link =
    .title = A shared web address used in attacks
    .saw = The phone noted that a web address was passed on. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It does not show that it was opened, or that anything ran.
    .ordinary = Someone may have passed it on as a warning. Or it came from a training, or from a news story about the attack.
    .next = Leave it where it is and do not open the link. Show this to an expert, from another device.

ios-interaction-c-vendor-site =
    .title = The site of a monitoring app was shared
    .saw = The phone noted that the address of a company that sells monitoring apps was passed on.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
