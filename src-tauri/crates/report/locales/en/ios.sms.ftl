# Texts and iMessages.

ios-sms =
    .name = Messages
    .holds = Texts and iMessages, with the links in them and who sent them

ios-sms-link =
    .title = A message with a web address used in attacks
    .saw = { $direction ->
        [sent] A message that was sent from this phone holds a web address. Researchers have published this address.
       *[other] A message that reached this phone holds a web address. Researchers have published this address.
    }
    .meaning = Researchers tie the address to spyware. Such links often go to chosen people. It does not show that it was opened, or that anything ran.
    .ordinary = Someone may have passed the message on as a warning. Or it came from a training, or from a news story about the attack.
    .next = Leave the message where it is and do not open the link. Show this to an expert, from another device.

ios-sms-sender =
    .title = A known account wrote to this phone
    .saw = { $count ->
        [0] This phone knows an account that researchers have published. No message from it is left.
        [one] One message was exchanged with an account that researchers have published.
       *[other] { $count } messages were exchanged with an account that researchers have published.
    }
    .meaning = Researchers tie the account to attacks. Some attacks came as messages that nobody saw. It does not show that an attack worked.
    .ordinary = You may know this account from elsewhere. An account can also change hands.
    .next = Please do not delete or answer the messages. Show this to an expert, from another device.

ios-sms-threat-notification =
    .title = A warning from Apple about a targeted attack
    .saw = { $sign ->
        [sender] A message came from the account that Apple uses to warn people of targeted attacks.
       *[other] A message begins with the words that Apple uses to warn people of targeted attacks.
    }
    .meaning = Apple sends this to people whom it believes to be a target. A warning from Apple counts more than the result of this check, whatever else we found.
    .ordinary = Someone may have sent you a copy of the words. Criminals imitate them too. A real one never asks you to open a link, to install anything, or to give a password.
    .next = Sign in at account.apple.com by typing the address yourself. A real warning is shown at the top of the page. Then talk to people who help, from another device.

ios-sms-vendor-site =
    .title = A message with the site of a monitoring app
    .saw = A message holds the address of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
