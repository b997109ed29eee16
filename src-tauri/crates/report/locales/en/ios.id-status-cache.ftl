# Accounts that the phone looked up with Apple (iOS 14.6 and older).

ios-id-status-cache =
    .name = Looked-up accounts
    .holds = Accounts that the phone looked up for iMessage and FaceTime

ios-id-status-cache-email =
    .title = A known account reached the phone
    .saw = The phone looked up an account. Researchers have published it, or the domain that it writes from.
    .meaning = Researchers tie the account to attacks. A look-up happens when the account writes, calls or is written to. It does not show that an attack worked.
    .ordinary = You may have had contact with this account in another way. An account can also change hands.
    .next = Please do not delete anything. Show this to an expert, from another device.

ios-id-status-cache-null-bytes =
    .title = A looked-up account has a broken name
    .saw = The phone looked up an account. Its name holds invisible characters that no real account has.
    .meaning = Researchers saw such names after attacks that used broken messages.
    .ordinary = A fault in an app or in the network is possible, but rare.
    .next = Please do not restart, update or erase the phone. Show this to an expert.
