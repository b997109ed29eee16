# What several records say together.

ios-across =
    .name = Several records together
    .holds = What different records say about the same hours or days

ios-across-attempt =
    .title = Something odd came, and a program fell over near it
    .saw = “{ $name }” came by message, or something left this folder. Within three hours the phone noted that “{ $process }” fell over.
    .meaning = Attacks that need no tap have looked like this. It does not show that the attack worked.
    .ordinary = Programs fall over for many reasons, and test versions of iOS do it often. Folders change when messages are deleted, by you or by age. Both may have come together by chance.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-across-crash-then-folder =
    .title = Messages fell over, and something disappeared right after
    .saw = A part of Messages fell over. Within a minute something left a folder for attachments: { $path }
    .meaning = Researchers saw this on a few phones of people at risk. Apple says that it was an ordinary mistake of the system.
    .ordinary = Messages can fall over while it deletes an attachment.
    .next = Do you expect that somebody powerful is after you? Then show this to an expert. If not, update the phone.

ios-across-large-transfer =
    .title = Many files came in through Messages around that time
    .saw = Around the time of another sign that is told here, Messages had brought in { $megabytes } megabytes by the mobile network.
    .meaning = In one published attack, about that much came in within minutes. Alone it says nothing.
    .ordinary = Videos and albums that friends send are as large. The phone adds up what came in over a longer time.
    .next = Nothing to do about this alone. An expert who looks at the other sign will want to know it.

ios-across-attempt-then-program =
    .title = After signs of an attack, something ran
    .saw = First “{ $name }” came and a program fell over. Later the phone noted a program that is hard to explain: “{ $process }”.
    .meaning = An attack that worked would look like this: first the attempt, then a program that does not belong there.
    .ordinary = The two may have nothing to do with each other. An expert can tell more from the copy.
    .next = Please do not restart, update or erase the phone. Show this to an expert, from another device.

ios-across-traces-removed =
    .title = Traces were removed, and nothing else was seen
    .saw = { $count ->
        [one] One kind of record shows that entries were removed. No attack and no odd program was seen in the records that were looked at.
       *[other] { $count } kinds of record show that entries were removed. No attack and no odd program was seen in the records that were looked at.
    }
    .meaning = An attacker who tidies up leaves little else. So the silence of the other records says less than usual.
    .ordinary = The phone tidies up by itself, after updates, and when it lacks space.
    .next = Keep this copy. Show it to an expert, together with the finding about the removed entries.

ios-across-computer-around-day =
    .title = { $occasion ->
        [border] A computer was connected around the day of the border
       *[other] A computer was connected around the day the phone was taken
    }
    .saw = You named { $day }. On that day, or the day before or after, the phone noted that a computer was connected or asked to be.
    .meaning = Whoever holds a phone can connect it to a computer and copy it, or put something on it.
    .ordinary = It may have been your own computer, or the one that made this copy.
    .next = Did you connect the phone yourself in those days? If not, tell an expert, and write down who had the phone and for how long.

ios-across-appeared-around-day =
    .title = { $occasion ->
        [border] Something came onto the phone around the day of the border
       *[other] Something came onto the phone around the day it was taken
    }
    .saw = You named { $day }. On that day, or the day before or after, this appeared on the phone or ran on it: “{ $name }”.
    .meaning = Spyware has been put on phones while other people held them.
    .ordinary = You may have installed it yourself in those days.
    .next = Do you know it? If not, do not remove it. Show this to an expert, from another device.

ios-across-reached-only =
    .title = Something reached the phone; nothing that ran was seen
    .saw = { $count ->
        [one] One finding says that a published link, account or warning reached the phone. No attack and no odd program was seen in the records that were looked at.
       *[other] { $count } findings say that published links, accounts or warnings reached the phone. No attack and no odd program was seen in the records that were looked at.
    }
    .meaning = Somebody may have chosen this phone as a target. Whether more happened cannot be told from these records alone.
    .ordinary = People also pass such links on as a warning, or look them up.
    .next = Talk to an expert about the findings above. Do not open the links.
