# Pictures, passes and other files that came with messages.

ios-sms-attachments =
    .name = Files in messages
    .holds = Pictures, passes and other files that came with messages

ios-sms-attachments-known-file =
    .title = A file with a known name came with a message
    .saw = A message came with a file named “{ $name }”. Researchers have published this name.
    .meaning = Researchers found a file with this name in attacks. It does not show that the attack worked.
    .ordinary = Another file may carry the same name by chance.
    .next = Please do not open or delete the message. Show this to an expert, from another device.

ios-sms-attachments-temporary-copy =
    .title = A file came from an unusual folder
    .saw = A message came with the file “{ $name }”, which was kept in a folder for temporary files.
    .meaning = Files from messages normally lie elsewhere. Some attacks left copies in such a folder.
    .ordinary = The phone may have kept a copy there by mistake while it handled the message.
    .next = Do you know this file? If not, leave the message where it is and show this to an expert.

ios-sms-attachments-disguised-picture =
    .title = A picture is something else inside
    .saw = The file “{ $name }” is named like a moving picture. Inside it is a { $inside } file.
    .meaning = One kind of attack sent such files, and the phone opened them by itself. It does not show that it worked.
    .ordinary = A program that saved a file under the wrong name can do this. This is rare.
    .next = Please do not open or delete the message. Show this to an expert, from another device.

ios-sms-attachments-odd-pass =
    .title = A ticket or card holds something unusual
    .saw = { $sign ->
        [large] The pass “{ $name }” holds a picture that is far larger than a pass needs.
        [other-format] The pass “{ $name }” holds a very large file that is named like a picture and is none.
       *[other] The pass “{ $name }” holds a picture with program parts inside.
    }
    .meaning = One kind of attack hid its code in pictures of passes for the Wallet. It does not show that it worked.
    .ordinary = A shop or a club that made its own pass may have used a picture that is too large.
    .next = Please do not open or delete the message. Show this to an expert, from another device.

ios-sms-attachments-many-passes =
    .title = Many passes came from a stranger within minutes
    .saw = { $count } passes named “{ $name }” came within minutes, from an account that was never written to.
    .meaning = One kind of attack began like this, and nobody had to tap anything. It does not show that it worked.
    .ordinary = A ticket service may have sent the tickets of a whole group under one name.
    .next = Do you know who sent them? If not, please do not open or delete the messages. Show this to an expert, from another device.
