# Variables that outlast a restart.

ios-nvram =
    .name = Settings of the start-up chip
    .holds = The names of settings that outlast a restart and the erasing of the phone

ios-nvram-extraction-tool =
    .title = A tool for copying phones left a setting behind
    .saw = The phone keeps a setting named { $name }. Research ties such names to a tool for copying locked phones.
    .meaning = Such tools are used by police and border guards. This is not spyware, but someone had the phone in hand. When it was set cannot be seen.
    .ordinary = We know of these names through a summary only. A repair shop or your own expert may have used such a tool.
    .next = Think back: who had the phone, and when? Talk to a lawyer or an expert you trust, from another device.
