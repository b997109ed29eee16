# State of the keychain and of trust.

ios-security-state =
    .name = State of the keychain and of trust
    .holds = When the system’s own keychain entries were made, events of its trust service, and models of the devices that the account’s keychain trusts. No passwords
