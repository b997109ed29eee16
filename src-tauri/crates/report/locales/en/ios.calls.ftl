# Calls.

ios-calls =
    .name = Calls
    .holds = Telephone and FaceTime calls, with whom and when

ios-calls-known-account =
    .title = A call with a known account
    .saw = { $count ->
        [one] The list of calls names an account once. Researchers have published this account.
       *[other] The list of calls names an account { $count } times. Researchers have published this account.
    }
    .meaning = Researchers tie the account to attacks. It does not show that an attack worked.
    .ordinary = You may know this account from elsewhere. An account can also change hands.
    .next = Please do not delete or answer anything from it. Show this to an expert, from another device.
