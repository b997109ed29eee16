# Pages that were opened in Safari.

ios-safari-history =
    .name = Safari history
    .holds = Pages that were opened in Safari, and when

ios-safari-history-visit =
    .title = A web address used in attacks was opened
    .saw = Safari’s history holds a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It shows that the address was loaded in Safari. It does not show that anything ran.
    .ordinary = It may have been opened out of curiosity, in a training, or from a news story. A page can also send a visitor there without asking.
    .next = Please do not clear the history and do not restart the phone. Show this to an expert, from another device.

ios-safari-history-vendor-site =
    .title = The site of a monitoring app was opened
    .saw = Safari’s history holds the address of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.

ios-safari-history-removed-visit =
    .title = A web address used in attacks was removed from the history
    .saw = Safari noted that a web address was removed from its history. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It was opened on this phone, or on another device of the same account, and removed later.
    .ordinary = People clear their history for many reasons. Safari also forgets old entries by itself.
    .next = Please do not restart or erase the phone. Show this to an expert, from another device.

ios-safari-history-removed-vendor-site =
    .title = The site of a monitoring app was removed from the history
    .saw = Safari noted that the address of a company that sells monitoring apps was removed from its history.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit such sites out of interest, for work, or to find help. Safari also forgets old entries by itself.
    .next = Nothing to do. If this surprises you, show it to someone you trust.

ios-safari-history-fast-redirect =
    .title = A page sent Safari on to another site very quickly
    .saw = An unprotected web address sent Safari on to another site within a second.
    .meaning = By itself this says little. Someone who controls the network can send visitors to another site like this.
    .ordinary = Short links, advertisements and sign-in pages of public Wi-Fi work like this every day.
    .next = Nothing to do. If an expert looks at this phone, show it to them.

ios-safari-history-network-injection =
    .title = Safari was sent on to an address that looks made for one person
    .saw = An unprotected web address sent Safari on, within a second, to a random-looking address with an unusual door number.
    .meaning = Researchers saw this form when someone on the network sent a chosen person to a page with spyware. It does not show that it worked.
    .ordinary = Some sign-in pages of public Wi-Fi, and devices at home that are reached from outside, have odd addresses too.
    .next = Please do not clear the history and do not restart the phone. Show this to an expert, from another device.
