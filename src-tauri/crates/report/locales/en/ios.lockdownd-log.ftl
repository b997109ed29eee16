# Computers that asked to be trusted by the phone.

ios-lockdownd-log =
    .name = Log of connections to computers
    .holds = Computers that asked this phone to trust them, and when

ios-lockdownd-log-extraction-tool =
    .title = A tool for copying phones asked to be trusted
    .saw = A computer asked this phone to trust it. It named itself with the number { $number }. Research ties this number to a tool for copying phones.
    .meaning = Such tools are used by police and border guards. This is not spyware, but someone had the phone in hand. The time is the phone’s local time.
    .ordinary = We know of this number through a summary only. A repair shop or your own expert may have used such a tool.
    .next = Think back: who had the phone at that time? Talk to a lawyer or an expert you trust, from another device.
