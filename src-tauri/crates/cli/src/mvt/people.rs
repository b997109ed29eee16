//! Messages, calls, contacts and whom the phone dealt with.
//!
//! Otherwise than there: texts that lie in `attributedBody` only stand in `text` too, times keep their fraction, and a
//! WhatsApp message whose links lie beside it has them as well.

use super::module::{Events, Form, Module};
use super::shape::{Made, Shape, field, kind_of};
use engine::{Record, Value};
use serde_json::{Value as Json, json};

/// Those of people.
pub(super) const MODULES: &[Module] = &[
    Module::new("ios.sms", "sms", "SMS", &[("sent", "sms_received"), ("read", "sms_read")], |record| {
        let shape = Shape::of(record).columns().text("text", "text").field("phone_number", "sender");
        shape.time("isodate", "sent").time("isodate_read", "read").direction().links(&["text"]).done()
    }),
    Module::new(
        "ios.sms-attachments",
        "sms_attachments",
        "SMSAttachments",
        &[("created", "sms_attachment")],
        |record| {
            let shape = Shape::of(record).number("attachment_id").columns().time("isodate", "created");
            let shape = shape.clock("start_date", "start_date").direction().or("filename", "NULL");
            let shape = shape.column("service", "@message.service").or("service", "Unknown");
            let informed = !shape.is_null("user_info");
            shape.column("phone_number", "@handle.id").put("has_user_info", json!(informed)).done()
        },
    ),
    Module::new("ios.calls", "calls", "Calls", &[("called", "call")], |record| {
        let shape = Shape::of(record).time("isodate", "called").field("duration", "seconds").null("location");
        shape.field("location", "location").field("number", "number").field("provider", "provider").done()
    }),
    Module::new("ios.contacts", "contacts", "Contacts", &[], |record| {
        let shape = Shape::of(record).field("value", "value").null("First").field("First", "first");
        let shape = shape.null("Middle").field("Middle", "middle").null("Last").field("Last", "last");
        shape.null("Organization").field("Organization", "organization").done()
    }),
    Module::new("ios.whatsapp", "whatsapp", "Whatsapp", WHATSAPP_EVENTS, |record| {
        if kind_of(record) == "chat" { chat(record) } else { message(record) }
    }),
    Module::new("ios.whatsapp-contacts", "whatsapp_contacts", "WhatsappContacts", CONTACT_EVENTS, contact),
    Module::new(
        "ios.whatsapp-contacts",
        "whatsapp",
        "Whatsapp",
        &[("paired", "lid_pair_recorded")],
        |record| {
            if kind_of(record) != "pair" {
                return Vec::new();
            }
            let shape = Shape::of(record).put("record_type", json!("lid_phone_number_pair"));
            let shape = shape.column("lid", "ZLID").column("phone_number", "ZPHONENUMBER");
            shape.time("pair_timestamp", "paired").done()
        },
    )
    .form(Form::Behind),
    Module::new("ios.interaction-c", "interaction_c", "InteractionC", INTERACTION_EVENTS, interactions),
    Module::new("ios.calendar", "calendar", "Calendar", CALENDAR_EVENTS, |record| {
        // Guests are records of their own here; theirs has the organiser beside the entry.
        if kind_of(record) != "CalendarItem" {
            return Vec::new();
        }
        let shape = Shape::of(record).number("id").named(&CALENDAR);
        let shape = shape.time("start_date", "start").time("end_date", "end");
        let shape = shape.time("last_modified", "changed").time("creation_date", "created");
        let changed = "@Participant.last_modified";
        shape.clock("participant_last_modified", changed).done()
    }),
];

const WHATSAPP_EVENTS: Events = &[
    ("sent", "message"),
    ("group made", "group_created"),
    ("first stored message", "chat_first_message"),
    ("last message", "chat_last_message"),
];
const CONTACT_EVENTS: Events = &[
    ("disappearing set", "disappearing_mode_set"),
    ("about changed", "about_changed"),
    ("about ends", "about_expiration"),
    ("updated", "contact_last_updated"),
];
const INTERACTION_EVENTS: Events =
    &[("began", "start_date"), ("ended", "end_date"), ("noted", "interactions_creation_date")];
const CALENDAR_EVENTS: Events = &[
    ("start", "start_date"),
    ("end", "end_date"),
    ("changed", "last_modified"),
    ("created", "creation_date"),
];

/// Their names and the columns.
const CALENDAR: [(&str, &str); 17] = [
    ("summary", "summary"),
    ("description", "description"),
    ("all_day", "all_day"),
    ("calendar_id", "calendar_id"),
    ("organizer_id", "organizer_id"),
    ("url", "url"),
    ("external_id", "external_id"),
    ("external_mod_tag", "external_mod_tag"),
    ("unique_identifier", "unique_identifier"),
    ("hidden", "hidden"),
    ("uuid", "UUID"),
    ("action", "action"),
    ("created_by_id", "created_by_id"),
    ("participant_uuid", "@Participant.UUID"),
    ("participant_email", "@Participant.email"),
    ("participant_phone", "@Participant.phone_number"),
    ("participant_comment", "@Participant.comment"),
];

/// What lies beside a message under the names that it has there.
const BESIDE: [(&str, &str); 7] = [
    ("ZAUTHORNAME", "@ZWAMEDIAITEM.ZAUTHORNAME"),
    ("ZMEDIAURL", "@ZWAMEDIAITEM.ZMEDIAURL"),
    ("ZCONTENT1", "@ZWAMESSAGEDATAITEM.ZCONTENT1"),
    ("ZCONTENT2", "@ZWAMESSAGEDATAITEM.ZCONTENT2"),
    ("ZMATCHEDTEXT", "@ZWAMESSAGEDATAITEM.ZMATCHEDTEXT"),
    ("ZSUMMARY", "@ZWAMESSAGEDATAITEM.ZSUMMARY"),
    ("ZTITLE", "@ZWAMESSAGEDATAITEM.ZTITLE"),
];

fn message(record: &Record) -> Vec<Made> {
    let shape = Shape::of(record).columns().text("ZTEXT", "text").named(&BESIDE).time("isodate", "sent");
    shape.links(&["ZTEXT", "ZMATCHEDTEXT", "ZMEDIAURL", "ZCONTENT1", "ZCONTENT2"]).done()
}

fn chat(record: &Record) -> Vec<Made> {
    let shape = Shape::of(record).put("record_type", json!("chat_session")).number("session_pk").named(&[
        ("contact_jid", "ZCONTACTJID"),
        ("partner_name", "ZPARTNERNAME"),
        ("session_type", "ZSESSIONTYPE"),
        ("archived", "ZARCHIVED"),
        ("removed", "ZREMOVED"),
        ("message_counter", "ZMESSAGECOUNTER"),
    ]);
    let shape = shape.moment("last_message_date", "last message");
    let shape = shape.moment("group_creation_date", "group made");
    let shape = shape.moment("first_stored_message_date", "first stored message");
    let shape = shape.moment("last_stored_message_date", "last stored message");
    shape.field("stored_message_count", "stored").null("partner_resolved_phone_number").done()
}

fn contact(record: &Record) -> Vec<Made> {
    if kind_of(record) != "contact" {
        return Vec::new();
    }
    let shape = Shape::of(record).number("row_pk").named(&[
        ("whatsapp_id", "ZWHATSAPPID"),
        ("lid", "ZLID"),
        ("phone_number", "ZPHONENUMBER"),
        ("localized_phone_number", "ZLOCALIZEDPHONENUMBER"),
        ("full_name", "ZFULLNAME"),
        ("given_name", "ZGIVENNAME"),
        ("last_name", "ZLASTNAME"),
        ("user_name", "ZUSERNAME"),
        ("business_name", "ZBUSINESSNAME"),
        ("about_text", "ZABOUTTEXT"),
        ("about_emoji", "ZABOUTEMOJI"),
        ("notes", "ZNOTES"),
        ("disappearing_mode_duration", "ZDISAPPEARINGMODEDURATION"),
        ("phone_status", "ZPHONENUMBERSTATUS"),
        ("sync_policy", "ZSYNCPOLICY"),
    ]);
    let shape = match record.stored.get("ZPHONESTATUS") {
        Some(status) => shape.put("phone_status", status.clone()),
        None => shape,
    };
    let is_on = !matches!(field(record, "disappearing"), Some(Value::Text(off)) if off == "off");
    let is_on = field(record, "disappearing").map_or(Json::Null, |_| json!(is_on));
    let shape = shape.null("disappearing_mode_label").field("disappearing_mode_label", "disappearing");
    let shape = shape.put("disappearing_mode_is_on", is_on);
    let shape = shape.moment("disappearing_mode_timestamp", "disappearing set");
    let shape = shape.moment("about_timestamp", "about changed");
    shape.moment("about_expiration_timestamp", "about ends").moment("last_updated", "updated").done()
}

/// Their names and the columns of an interaction and its sender.
const INTERACTION: [(&str, &str); 18] = [
    ("account", "ZACCOUNT"),
    ("bundle_id", "ZBUNDLEID"),
    ("target_bundle_id", "ZTARGETBUNDLEID"),
    ("recipient_count", "ZRECIPIENTCOUNT"),
    ("domain_identifier", "ZDOMAINIDENTIFIER"),
    ("is_response", "ZISRESPONSE"),
    ("interaction_content_url", "ZCONTENTURL"),
    ("location_uuid", "ZLOCATIONUUID"),
    ("group_name", "ZGROUPNAME"),
    ("derivied_intent_id", "ZDERIVEDINTENTIDENTIFIER"),
    ("table_id", "Z_PK"),
    ("sender_display_name", "@ZCONTACTS.ZDISPLAYNAME"),
    ("sender_identifier", "@ZCONTACTS.ZIDENTIFIER"),
    ("sender_personid", "@ZCONTACTS.ZPERSONID"),
    ("custom_id", "@ZCONTACTS.ZCUSTOMIDENTIFIER"),
    ("incoming_recipient_count", "@ZCONTACTS.ZINCOMINGRECIPIENTCOUNT"),
    ("incoming_sender_count", "@ZCONTACTS.ZINCOMINGSENDERCOUNT"),
    ("outgoing_recipient_count", "@ZCONTACTS.ZOUTGOINGRECIPIENTCOUNT"),
];
/// Their names and the times of an interaction and its sender.
const INTERACTION_TIMES: [(&str, &str); 10] = [
    ("start_date", "ZSTARTDATE"),
    ("end_date", "ZENDDATE"),
    ("interactions_creation_date", "ZCREATIONDATE"),
    ("contacts_creation_date", "@ZCONTACTS.ZCREATIONDATE"),
    ("first_incoming_recipient_date", "@ZCONTACTS.ZFIRSTINCOMINGRECIPIENTDATE"),
    ("first_incoming_sender_date", "@ZCONTACTS.ZFIRSTINCOMINGSENDERDATE"),
    ("first_outgoing_recipient_date", "@ZCONTACTS.ZFIRSTOUTGOINGRECIPIENTDATE"),
    ("last_incoming_sender_date", "@ZCONTACTS.ZLASTINCOMINGSENDERDATE"),
    ("last_incoming_recipient_date", "@ZCONTACTS.ZLASTINCOMINGRECIPIENTDATE"),
    ("last_outgoing_recipient_date", "@ZCONTACTS.ZLASTOUTGOINGRECIPIENTDATE"),
];
const RECIPIENT: [(&str, &str); 3] = [
    ("recipient_display_name", "ZDISPLAYNAME"),
    ("recipient_identifier", "ZIDENTIFIER"),
    ("recipient_personid", "ZPERSONID"),
];
const ATTACHMENT: [(&str, &str); 6] = [
    ("content", "ZCONTENTTEXT"),
    ("uti", "ZUTI"),
    ("attachment_content_url", "ZCONTENTURL"),
    ("size", "ZSIZEINBYTES"),
    ("photo_local_id", "ZPHOTOLOCALIDENTIFIER"),
    ("cloud_id", "ZCLOUDIDENTIFIER"),
];

/// One of theirs for each attachment and recipient; people and attachments are records of their own here.
fn interactions(record: &Record) -> Vec<Made> {
    if kind_of(record) != "interaction" {
        return Vec::new();
    }
    let direction = match field(record, "direction") {
        Some(Value::Text(direction)) => json!(direction.to_uppercase()),
        _ => Json::Null,
    };
    let shape = Shape::of(record).named(&INTERACTION).put("direction", direction);
    let shape = INTERACTION_TIMES.iter().fold(shape, |shape, (theirs, ours)| shape.clock(theirs, ours));
    let shape = shape.field("sender_resolved_phone_number", "sender_number");
    let shape = shape.field("sender_resolved_name", "sender_name");
    let shape = shape.field("domain_resolved_phone_number", "conversation_number");
    let base = shape.field("domain_resolved_name", "conversation_name").done().remove(0);
    let rows = |name: &str| match record.stored.get(name).and_then(Json::as_array) {
        Some(rows) if !rows.is_empty() => rows.clone(),
        _ => vec![Json::Null],
    };
    let mut made = Vec::new();
    for attachment in rows("@attachments") {
        for recipient in rows("@recipients") {
            let mut one = base.clone();
            let mut take = |row: &Json, names: &[(&str, &str)]| {
                let entry = |(theirs, ours): &(&str, &str)| ((*theirs).to_owned(), row[*ours].clone());
                one.extend(names.iter().map(entry));
            };
            take(&attachment, &ATTACHMENT);
            take(&recipient, &RECIPIENT);
            one.set("attachment_id", json!(hex_of(&attachment["ZIDENTIFIER"])));
            made.push(one);
        }
    }
    made
}

/// Bytes, which we hold as base64, as they write them here: `HEX` of SQL.
fn hex_of(bytes: &Json) -> String {
    let bytes = bytes.as_str().and_then(super::shape::from_base64).unwrap_or_default();
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}
