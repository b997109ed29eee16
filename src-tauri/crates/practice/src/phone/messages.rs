//! `sms.db`: messages, people, chats and attachments.

use super::Phone;
use crate::{
    archive::{attributed_body, binary, dictionary, rich_link},
    backup::{Backup, Entry},
    clock::Moment,
    database::Database,
    error::PracticeError,
    random::Random,
    scenario::{Plant, What},
    words,
};
use rusqlite::params;
use std::collections::BTreeMap;

const FILE: (&str, &str) = ("HomeDomain", "Library/SMS/sms.db");
const SCHEMA: &str = include_str!("../schema/sms.sql");
const PLANTS: &[What] = &[
    What::SmsLink,
    What::SmsAttributedLink,
    What::SmsRichLink,
    What::SmsHandlelessLink,
    What::SmsDeletedLink,
    What::SmsText,
    What::SmsSender,
    What::SmsAttachment,
];

/// One message before it becomes a row.
struct Message {
    when: Moment,
    text: Option<String>,
    body: Option<Vec<u8>>,
    preview: Option<Vec<u8>>,
    /// 0 when the row has none.
    handle: u64,
    chat: u64,
    from_me: bool,
    service: &'static str,
    deleted: bool,
    attachment: bool,
}

/// The tables while they are being filled.
struct Writer<'a> {
    database: Database,
    random: Random,
    account: String,
    number: &'a str,
    insert: String,
    messages: u64,
    handles: u64,
    attachments: u64,
    /// Senders of plants that have a handle already.
    senders: BTreeMap<String, u64>,
}

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    if !phone.has(FILE.1) {
        return Ok(());
    }
    let scenario = phone.scenario;
    let mut random = phone.random("messages");
    let mut writer = Writer {
        database: Database::create(backup, SCHEMA, phone.release)?,
        account: random.uuid(),
        random,
        number: &scenario.phone.number,
        insert: insert_statement(phone),
        messages: 0,
        handles: 0,
        attachments: 0,
        senders: BTreeMap::new(),
    };
    for (key, value) in [("_ClientVersion", "19010"), ("counter_in_all", "0")] {
        writer.database.run("INSERT INTO _SqliteDatabaseProperties VALUES (?,?)", params![key, value])?;
    }
    for person in &phone.people {
        writer.person(&person.number)?;
    }
    let notices = writer.person("NorthParcel")?;

    let total = u64::from(scenario.sizes.messages);
    let late_from = total.saturating_sub(u64::from(scenario.sizes.late_rows));
    let mut plants = phone.plants(PLANTS).into_iter().peekable();
    let mut times = phone.random("message times");
    for number in 0..total {
        let when = phone.moment(number, total, &mut times);
        while let Some((plant, value)) = plants.next_if(|(plant, _)| Moment::of(plant.when) <= when) {
            writer.plant(phone, &plant, &value)?;
        }
        if number == late_from && late_from > 0 && scenario.sizes.late_rows > 0 {
            writer.database.late()?;
        }
        let message = writer.ordinary(phone, when, notices)?;
        let row = writer.message(&message)?;
        if message.attachment {
            writer.attachment(phone, backup, row, when)?;
        }
    }
    for (plant, value) in plants {
        writer.plant(phone, &plant, &value)?;
    }
    phone.count("message", writer.messages);
    phone.count("attachment", writer.attachments);
    writer.database.finish(backup, Entry::new(FILE.0, FILE.1, phone.end))
}

fn insert_statement(phone: &Phone<'_>) -> String {
    let part_count = if phone.release.has_recently_deleted() { (", part_count", ",1") } else { ("", "") };
    format!(
        "INSERT INTO message (guid,text,handle_id,attributedBody,version,service,account,account_guid,date,date_read,\
         date_delivered,is_delivered,is_finished,is_from_me,is_read,is_sent,cache_has_attachments,balloon_bundle_id,\
         payload_data,message_summary_info,destination_caller_id{}) VALUES (?,?,?,?,10,?,?,?,?,?,?,1,1,?,?,?,?,?,?,?,?{})",
        part_count.0, part_count.1
    )
}

impl Writer<'_> {
    /// A handle and its chat; both have the same row number.
    fn person(&mut self, address: &str) -> Result<u64, PracticeError> {
        self.handles += 1;
        let service = if address.starts_with('+') { "iMessage" } else { "SMS" };
        self.database.run(
            "INSERT INTO handle (ROWID,id,country,service,uncanonicalized_id) VALUES (?,?,'us',?,?)",
            params![self.handles, address, service, address],
        )?;
        let properties = binary(&dictionary([("pv", 2.into())]))?;
        self.database.run(
            "INSERT INTO chat (ROWID,guid,style,state,account_id,properties,chat_identifier,service_name,account_login,\
             group_id) VALUES (?,?,45,3,?,?,?,?,?,?)",
            params![
                self.handles,
                format!("{service};-;{address}"),
                self.account,
                properties,
                address,
                service,
                format!("P:{}", self.number),
                self.random.uuid()
            ],
        )?;
        self.database
            .run("INSERT INTO chat_handle_join VALUES (?,?)", params![self.handles, self.handles])?;
        Ok(self.handles)
    }

    fn ordinary(&mut self, phone: &Phone<'_>, when: Moment, notices: u64) -> Result<Message, PracticeError> {
        let random = &mut self.random;
        let handle = 1 + random.below(phone.people.len() as u64);
        let mut message = Message {
            when,
            text: None,
            body: None,
            preview: None,
            handle,
            chat: handle,
            from_me: random.chance(9, 20),
            service: "iMessage",
            deleted: false,
            attachment: random.chance(1, 40),
        };
        if random.chance(1, 45) {
            let (text, _) = words::notice(random);
            (message.handle, message.chat, message.from_me, message.service) =
                (notices, notices, false, "SMS");
            message.text = Some(text);
        } else if random.chance(1, 60) {
            let url = words::page(self.messages, random);
            message.preview = Some(rich_link(&url, &words::title(random))?);
            message.text = Some(url);
        } else {
            message.text = Some(words::sentence(&phone.scenario.phone.language, random));
        }
        message.body = message.text.as_deref().map(attributed_body);
        // Since iOS 16 the text of many messages is only in the attributed body.
        if phone.release.has_recently_deleted() && message.service == "iMessage" && random.chance(1, 4) {
            message.text = None;
        }
        if random.chance(1, 80) {
            // System rows and messages to oneself have no handle.
            message.handle = 0;
        }
        message.deleted = phone.release.has_recently_deleted()
            && phone.end.apple() - when.apple() < 2_000_000.0
            && random.chance(1, 12);
        Ok(message)
    }

    fn message(&mut self, message: &Message) -> Result<u64, PracticeError> {
        self.messages += 1;
        let date = message.when.apple_nanos();
        let summary = match message.preview {
            Some(_) => Some(binary(&dictionary([("amc", 0.into()), ("ust", true.into())]))?),
            None => None,
        };
        self.database.run(
            &self.insert,
            params![
                self.random.uuid(),
                message.text,
                message.handle,
                message.body,
                message.service,
                format!("P:{}", self.number),
                self.account,
                date,
                if message.from_me { 0 } else { date + 60_000_000_000 },
                if message.from_me { date + 1_000_000_000 } else { 0 },
                message.from_me,
                !message.from_me,
                message.from_me,
                message.attachment,
                message.preview.as_ref().map(|_| "com.apple.messages.URLBalloonProvider"),
                message.preview,
                summary,
                self.number,
            ],
        )?;
        if message.deleted {
            let deleted = message.when.plus(86_400.0).apple_nanos();
            self.database.run(
                "INSERT INTO chat_recoverable_message_join (chat_id,message_id,delete_date) VALUES (?,?,?)",
                params![message.chat, self.messages, deleted],
            )?;
        } else {
            self.database.run(
                "INSERT INTO chat_message_join VALUES (?,?,?)",
                params![message.chat, self.messages, date],
            )?;
        }
        Ok(self.messages)
    }

    /// A picture; the first ones are stored, later ones are still in the cloud.
    fn attachment(
        &mut self,
        phone: &Phone<'_>,
        backup: &mut Backup,
        message: u64,
        when: Moment,
    ) -> Result<(), PracticeError> {
        self.attachments += 1;
        let guid = self.random.uuid();
        let name = format!("IMG_{:04}.JPG", 1 + self.attachments % 9999);
        let path = format!(
            "Library/SMS/Attachments/{}/{:02}/{guid}/{name}",
            self.random.hex(1),
            self.attachments % 16
        );
        let stored = self.attachments <= u64::from(phone.scenario.sizes.files);
        let size = 400 + self.random.index(4000);
        if stored {
            let picture = words::picture(size, &mut self.random);
            backup.store(Entry::new("MediaDomain", &path, when), &picture)?;
        }
        self.database.run(
            "INSERT INTO attachment (guid,created_date,start_date,filename,uti,mime_type,transfer_state,is_outgoing,\
             transfer_name,total_bytes,original_guid) VALUES (?,?,?,?,'public.jpeg','image/jpeg',?,0,?,?,?)",
            params![
                guid,
                when.apple_nanos(),
                when.apple_nanos() / 1_000_000_000,
                format!("~/{path}"),
                if stored { 5 } else { 0 },
                name,
                size as u64,
                guid
            ],
        )?;
        self.database
            .run("INSERT INTO message_attachment_join VALUES (?,?)", params![message, self.attachments])
    }

    fn plant(&mut self, phone: &mut Phone<'_>, plant: &Plant, value: &str) -> Result<(), PracticeError> {
        let url = words::link(value, &mut self.random);
        let words = plant.text.as_deref().unwrap_or("Have you seen this? {}").replace("{}", &url);
        let sender = match plant.what {
            What::SmsSender => value,
            _ => plant.from.as_deref().unwrap_or("+15550100999"),
        };
        let handle = match self.senders.get(sender) {
            Some(&handle) => handle,
            None => {
                let handle = self.person(sender)?;
                self.senders.insert(sender.to_owned(), handle);
                handle
            }
        };
        let text = match plant.what {
            What::SmsText => value.to_owned(),
            What::SmsRichLink => "Link".to_owned(),
            What::SmsSender => plant.text.clone().unwrap_or_else(|| "Hello".to_owned()),
            What::SmsAttachment => "\u{fffc}".to_owned(),
            _ => words,
        };
        let attributed = plant.what == What::SmsAttributedLink;
        let message = Message {
            when: Moment::of(plant.when),
            body: (attributed || plant.what != What::SmsHandlelessLink).then(|| attributed_body(&text)),
            preview: match plant.what {
                What::SmsRichLink => Some(rich_link(&url, "Preview")?),
                _ => None,
            },
            text: (!attributed).then_some(text),
            handle: if plant.what == What::SmsHandlelessLink { 0 } else { handle },
            chat: handle,
            from_me: false,
            service: "SMS",
            deleted: plant.what == What::SmsDeletedLink && phone.release.has_recently_deleted(),
            attachment: plant.what == What::SmsAttachment,
        };
        let row = self.message(&message)?;
        let place = if plant.what == What::SmsAttachment {
            self.planted_attachment(row, message.when, value)?;
            format!("attachment {}", self.attachments)
        } else {
            format!("message {row}")
        };
        phone.planted(plant.what, value, FILE, place);
        Ok(())
    }

    fn planted_attachment(&mut self, message: u64, when: Moment, file: &str) -> Result<(), PracticeError> {
        self.attachments += 1;
        let guid = self.random.uuid();
        self.database.run(
            "INSERT INTO attachment (guid,created_date,start_date,filename,uti,mime_type,transfer_state,transfer_name,\
             total_bytes,original_guid) VALUES (?,?,?,?,'public.data','application/octet-stream',5,?,748,?)",
            params![
                guid,
                when.apple_nanos(),
                when.apple_nanos() / 1_000_000_000,
                file,
                file.rsplit('/').next(),
                guid
            ],
        )?;
        self.database
            .run("INSERT INTO message_attachment_join VALUES (?,?)", params![message, self.attachments])
    }
}
