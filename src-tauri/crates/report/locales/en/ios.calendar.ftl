# Calendar entries and invitations.

ios-calendar =
    .name = Calendar
    .holds = Calendar entries and invitations, with who sent them

ios-calendar-email =
    .title = A known account sent a calendar invitation
    .saw = A calendar entry names an account. Researchers have published it, or the domain that it writes from.
    .meaning = Researchers tie the account to attacks. Some attacks came as calendar invitations. It does not show that an attack worked.
    .ordinary = You may know this account from elsewhere. An account can also change hands.
    .next = Please do not delete or answer the invitation. Show this to an expert, from another device.

ios-calendar-link =
    .title = A calendar entry with a web address used in attacks
    .saw = A calendar entry holds a web address. Researchers have published this address.
    .meaning = Researchers tie the address to attacks. It does not show that it was opened.
    .ordinary = Someone may have passed it on as a warning. Or it came from a training or a news story.
    .next = Leave the entry where it is and do not open the link. Show this to an expert, from another device.

ios-calendar-meeting-notes =
    .title = A calendar entry with a known pattern
    .saw = A calendar entry has the title “Meeting” and the note “Notes”.
    .meaning = One kind of attack used invisible invitations with exactly these words.
    .ordinary = These are everyday words. Many people have such an entry.
    .next = Do you know this entry? If you made it, there is nothing to do. If not, leave it there and show it to an expert.

ios-calendar-backdated-invitation =
    .title = A calendar invitation looks like a known attack
    .saw = A calendar entry has the title “Meeting” and the note “Notes”. It was also made long after its own end, overlaps another one, or holds hidden code.
    .meaning = One kind of attack used invitations that lie in the past or overlap, so that the phone shows nothing.
    .ordinary = An invitation that was moved from an old calendar can look similar. This is rare.
    .next = Please do not delete the entry and do not restart the phone. Show this to an expert, from another device.

ios-calendar-vendor-site =
    .title = A calendar entry with the site of a monitoring app
    .saw = A calendar entry holds the address of a company that sells monitoring apps.
    .meaning = By itself this says little. The address is the company’s public site.
    .ordinary = People visit or share such sites out of interest, for work, or to find help.
    .next = Nothing to do. If this surprises you, show it to someone you trust.
