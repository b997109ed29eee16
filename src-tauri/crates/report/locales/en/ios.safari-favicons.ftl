# Pictures of sites that Safari keeps.

ios-safari-favicons =
    .name = Safari site pictures
    .holds = Small pictures of the sites that were opened in Safari

ios-safari-favicons-icon =
    .title = Safari keeps a picture of a site used in attacks
    .saw = Safari keeps a small picture of a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. It was loaded on this phone. That does not show that anything ran.
    .ordinary = It may have been opened out of curiosity, in a training, or from a news story. A page can also load parts of others without asking.
    .next = Please do not clear anything and do not restart the phone. Show this to an expert, from another device.

ios-safari-favicons-vendor-site =
    .title = Safari keeps a picture of the site of a monitoring app
    .saw = Safari keeps a small picture of the site of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
