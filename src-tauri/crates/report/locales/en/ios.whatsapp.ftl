# WhatsApp messages.

ios-whatsapp =
    .name = WhatsApp
    .holds = WhatsApp messages, with the links in them

ios-whatsapp-link =
    .title = A WhatsApp message with a web address used in attacks
    .saw = { $direction ->
        [sent] A WhatsApp message that was sent from this phone holds a web address. Researchers have published this address.
        [received] A WhatsApp message that reached this phone holds a web address. Researchers have published this address.
       *[other] WhatsApp keeps a web address whose message is gone. Researchers have published this address.
    }
    .meaning = Researchers tie the address to spyware. Such links often go to chosen people. It does not show that it was opened, or that anything ran.
    .ordinary = Someone may have passed the message on as a warning. Or it came from a training, or from a news story about the attack.
    .next = Leave the message where it is and do not open the link. Show this to an expert, from another device.

ios-whatsapp-vendor-site =
    .title = A WhatsApp message with the site of a monitoring app
    .saw = A WhatsApp message holds the address of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.

ios-whatsapp-missing-messages =
    .title = Some WhatsApp messages are gone
    .saw = { $count } messages in a row are no longer there.
    .meaning = By itself this says little. It is shown because an attacker may also remove messages.
    .ordinary = This is normal. It happens when a chat is deleted, or when messages are set to disappear.
    .next = Nothing to do. If an expert looks at this phone, show it to them.
