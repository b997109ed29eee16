# Shortcuts: small programs that people build from ready-made steps.

ios-shortcuts =
    .name = Shortcuts
    .holds = Shortcuts and automations, with the web addresses in them

ios-shortcuts-link =
    .title = A shortcut uses a web address used in attacks
    .saw = A shortcut holds a web address. Researchers have published this address.
    .meaning = Researchers tie the address to attacks. A shortcut can open or load it each time it runs.
    .ordinary = A shortcut from the internet may hold addresses that its maker did not check. The address may have changed hands.
    .next = Please do not run or delete the shortcut. Show this to an expert, from another device.

ios-shortcuts-automation =
    .title = A shortcut runs by itself when an app opens
    .saw = An automation runs without asking when an app is opened, and loads or opens a web address.
    .meaning = One kind of spyware used this to start again after a restart.
    .ordinary = People build such automations for themselves, to save steps.
    .next = Do you know this automation? If not, leave it there and show it to an expert.

ios-shortcuts-vendor-site =
    .title = A shortcut with the site of a monitoring app
    .saw = A shortcut holds the address of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
