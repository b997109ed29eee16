# Mail.

ios-mail =
    .name = Mail
    .holds = Messages of the Mail app, with the links in them and who sent them

ios-mail-link =
    .title = A mail with a web address used in attacks
    .saw = A mail on this phone holds a web address. Researchers have published this address.
    .meaning = Researchers tie the address to spyware. Such links often go to chosen people. It does not show that it was opened, or that anything ran.
    .ordinary = Someone may have passed the address on as a warning. Newsletters write about attacks too.
    .next = Leave the mail where it is and do not open the link. Show this to an expert, from another device.

ios-mail-sender =
    .title = A mail from a known account
    .saw = { $count ->
        [0] This phone knows a mail account that researchers have published. No mail from it is left.
        [one] One mail came from an account that researchers have published.
       *[other] { $count } mails came from an account that researchers have published.
    }
    .meaning = Researchers tie the account to attacks. It does not show that an attack worked.
    .ordinary = You may know this account from elsewhere. The sender of a mail can be forged, and an account can change hands.
    .next = Please do not delete or answer the mail. Show this to an expert, from another device.

ios-mail-threat-notification =
    .title = A mail that warns of a targeted attack
    .saw = A mail came from an account that Apple uses to warn people of targeted attacks.
    .meaning = Apple sends this to people whom it believes to be a target. A warning from Apple counts more than the result of this check, whatever else we found.
    .ordinary = The sender of a mail can be forged. A real one never asks you to open a link, to install anything, or to give a password.
    .next = Sign in at account.apple.com by typing the address yourself. A real warning is shown at the top of the page. Then talk to people who help, from another device.

ios-mail-vendor-site =
    .title = A mail with the site of a monitoring app
    .saw = A mail holds the address of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = Such companies send advertisements. People share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
