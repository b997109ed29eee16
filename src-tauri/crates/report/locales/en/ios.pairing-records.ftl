# Computers that the phone trusts.

ios-pairing-records =
    .name = Trusted computers
    .holds = Computers that were let in with “Trust this computer”

ios-pairing-records-extraction-tool =
    .title = A tool that copies phones was connected
    .saw = A computer that was let in carries the number of a tool that copies whole phones.
    .meaning = Police forces and others use this tool to copy everything on a phone. It is not spyware. It shows that someone had this phone in hand, unlocked.
    .ordinary = Repair shops and experts use the tool too, with the owner’s consent.
    .next = When was the phone out of your hands? Write it down. Then talk to a lawyer or to an organisation that helps, from another device.

ios-pairing-records-computers =
    .title = Computers that the phone trusts
    .saw = { $count ->
        [one] The phone trusts one computer.
       *[other] The phone trusts { $count } computers.
    }
    .meaning = A trusted computer can copy much of a phone while it is unlocked.
    .ordinary = These are computers that the phone was once connected to, also cars and some accessories.
    .next = Nothing to do. To forget them all: Settings, General, Transfer or Reset, Reset Location & Privacy.
