//! The modules of WhatsApp, as [`super::shapes`] has those of the rest of a backup. Pairs of numbers, which stand among
//! their messages, are left out: ours come of another artifact than the messages.

use super::shape::{Made, Shape, apple, field};
use super::shapes::{Events, Module, at, module};
use engine::{Record, Value};
use serde_json::json;

/// Messages with chats, and people.
pub(super) const MODULES: &[Module] = &[
    module("ios.whatsapp", "whatsapp", "Whatsapp", WHATSAPP_EVENTS, |record| {
        if at(record, "chat") {
            return chat(record);
        }
        let by_owner = matches!(field(record, "sent_by_owner"), Some(Value::Bool(true)));
        let other = if by_owner { "ZTOJID" } else { "ZFROMJID" };
        let shape = Shape::of(record).number("Z_PK").text("ZTEXT", "text").null("ZTOJID").null("ZFROMJID");
        let shape = shape.field(other, "sender").clock("ZMESSAGEDATE", "sent", apple);
        shape.flag("ZISFROMME", "sent_by_owner").time("isodate", "sent").links("text").done()
    }),
    module("ios.whatsapp-contacts", "whatsapp_contacts", "WhatsappContacts", CONTACT_EVENTS, |record| {
        if !at(record, "contact") {
            return None;
        }
        let shape = Shape::of(record).number("row_pk").field("whatsapp_id", "id").field("lid", "lid");
        let shape =
            shape.field("phone_number", "number").field("full_name", "name").field("user_name", "username");
        let shape = shape.field("business_name", "business").field("about_text", "about");
        let is_on = !matches!(field(record, "disappearing"), Some(Value::Text(off)) if off == "off");
        let shape = shape.field("disappearing_mode_label", "disappearing").put(
            "disappearing_mode_is_on",
            field(record, "disappearing").map_or(serde_json::Value::Null, |_| json!(is_on)),
        );
        let shape = shape.time("about_timestamp", "about changed");
        let shape = shape.time("about_expiration_timestamp", "about ends").time("last_updated", "updated");
        shape.time("disappearing_mode_timestamp", "disappearing set").done()
    }),
];

const WHATSAPP_EVENTS: Events = &[
    ("sent", "message"),
    ("group made", "group_created"),
    ("first stored message", "chat_first_message"),
    ("last message", "chat_last_message"),
];

fn chat(record: &Record) -> Option<Made> {
    let shape = Shape::of(record).put("record_type", json!("chat_session")).number("session_pk");
    let shape = shape.field("contact_jid", "chat").field("partner_name", "name");
    let shape = shape.field("session_type", "session_type").flag("archived", "archived");
    let shape = shape.flag("removed", "removed").field("message_counter", "messages");
    let shape = shape.time("last_message_date", "last message").time("group_creation_date", "group made");
    let shape = shape.time("first_stored_message_date", "first stored message");
    let shape = shape.time("last_stored_message_date", "last stored message");
    shape.field("stored_message_count", "stored").null("partner_resolved_phone_number").done()
}

const CONTACT_EVENTS: Events = &[
    ("disappearing set", "disappearing_mode_set"),
    ("about changed", "about_changed"),
    ("about ends", "about_expiration"),
    ("updated", "contact_last_updated"),
];
