//! How each of our records looks as a record of the reference tool: the mapping, artifact by artifact, of what a
//! backup holds. See [`super::whole`] for the rest of a phone.
//!
//! Left out, because our records do not hold it: raw columns that nothing is read from (of messages, WhatsApp and
//! attachments some dozens each), file ids, bytes (`attributedBody`, profiles' certificates), links inside steps of
//! shortcuts. WhatsApp is told in [`super::whatsapp`].

use super::shape::{Made, Shape, apple, apple_nanos, chrome, date, field, unix};
use engine::{Record, Value};
use serde_json::json;

/// One of their modules.
pub(super) struct Module {
    /// Our artifact.
    pub(super) artifact: &'static str,
    /// Name of the file.
    pub(super) slug: &'static str,
    /// Name in the timeline.
    pub(super) class: &'static str,
    /// How the file holds its records.
    pub(super) form: Form,
    /// Our times and their events; a time that is not here has no event.
    pub(super) events: &'static [(&'static str, &'static str)],
    /// None for a record that they do not have.
    pub(super) shape: fn(&Record) -> Option<Made>,
}

/// How a file holds its records.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `[ … ]`
    List,
    /// The first record alone.
    Single,
    /// `{ "path": [ … ], … }`
    ByFile,
}

/// Those of a backup.
pub(super) const MODULES: &[Module] = &[
    Module {
        form: Form::Single,
        ..module("ios.backup-info", "backup_info", "BackupInfo", &[], |record| {
            let shape =
                Shape::of(record).field("Product Type", "product").field("Product Version", "version");
            shape.field("Build Version", "build").time("Last Backup Date", "backup made").done()
        })
    },
    module("ios.manifest", "manifest", "Manifest", &[], manifest),
    module("ios.sms", "sms", "SMS", &[("sent", "sms_received"), ("read", "sms_read")], |record| {
        let shape = Shape::of(record).number("ROWID").text("text", "text").field("subject", "subject");
        let shape = shape
            .field("service", "service")
            .field("phone_number", "sender")
            .flag("is_from_me", "sent_by_owner");
        let shape = shape.clock("date", "sent", apple_nanos).clock("date_read", "read", apple_nanos);
        shape.time("isodate", "sent").time("isodate_read", "read").direction().links("text").done()
    }),
    module(
        "ios.sms-attachments",
        "sms_attachments",
        "SMSAttachments",
        &[("created", "sms_attachment")],
        |record| {
            let shape =
                Shape::of(record).number("attachment_id").number("ROWID").field("filename", "filename");
            let shape =
                shape.or("filename", "NULL").field("transfer_name", "name").field("mime_type", "type");
            let shape = shape
                .field("total_bytes", "bytes")
                .flag("is_outgoing", "sent_by_owner")
                .or("service", "Unknown")
                .clock("created_date", "created", apple_nanos);
            shape.null("phone_number").time("isodate", "created").direction().done()
        },
    ),
    module("ios.calls", "calls", "Calls", &[("called", "call")], |record| {
        let shape = Shape::of(record).time("isodate", "called").field("duration", "seconds").null("location");
        shape.field("location", "location").field("number", "number").field("provider", "provider").done()
    }),
    module("ios.contacts", "contacts", "Contacts", &[], |record| {
        let shape =
            Shape::of(record).field("value", "value").field("First", "first").field("Middle", "middle");
        shape.field("Last", "last").field("Organization", "organization").done()
    }),
    module(
        "ios.safari-history",
        "safari_history",
        "SafariHistory",
        &[("visited", "safari_history")],
        |record| {
            let shape =
                Shape::of(record).null("id").text("url", "url").number("visit_id").time("isodate", "visited");
            let shape = shape.clock("timestamp", "visited", apple);
            shape.null("redirect_source").null("redirect_destination").path("safari_history_db").done()
        },
    ),
    module(
        "ios.safari-browser-state",
        "safari_browser_state",
        "SafariBrowserState",
        &[("viewed", "tab")],
        |record| {
            let shape = Shape::of(record).text("tab_title", "title").text("tab_url", "url");
            let visible = if field(record, "visible_url").is_some() { "visible_url" } else { "url" };
            let shape = shape.text("tab_visible_url", visible).time("last_viewed_timestamp", "viewed");
            // What a tab came through is a record of its own here: it stands as a tab without an address.
            let pages = match field(record, "pages") {
                Some(Value::List(pages)) => pages.as_slice(),
                _ => &[],
            };
            let page = |page| json!({ "entry_title": "", "entry_url": page, "data_length": 0 });
            let shape = shape.put("session_data", pages.iter().map(page).collect());
            shape.path("safari_browser_state_db").done()
        },
    ),
    module("ios.chrome-history", "chrome_history", "ChromeHistory", &[("visited", "visit")], |record| {
        let shape = Shape::of(record).null("id").text("url", "url").number("visit_id");
        shape.clock("timestamp", "visited", chrome).time("isodate", "visited").done()
    }),
    module(
        "ios.chrome-favicons",
        "chrome_favicon",
        "ChromeFavicon",
        &[("renewed", "new_favicon")],
        |record| {
            let page = matches!(field(record, "of"), Some(Value::Text(of)) if of == "page");
            let (page, picture) = if page { ("url", "") } else { ("", "url") };
            Shape::of(record)
                .text("url", page)
                .text("icon_url", picture)
                .clock("timestamp", "renewed", chrome)
                .time("isodate", "renewed")
                .done()
        },
    ),
    module(
        "ios.firefox-history",
        "firefox_history",
        "FirefoxHistory",
        &[("visited", "firefox_history")],
        |record| Shape::of(record).number("id").time("isodate", "visited").text("url", "url").done(),
    ),
    module(
        "ios.firefox-favicons",
        "firefox_favicon",
        "FirefoxFavicon",
        &[("kept", "firefox_history")],
        |record| {
            let shape = Shape::of(record).number("id").text("url", "url").text("history_url", "page");
            shape.time("isodate", "kept").done()
        },
    ),
    module("ios.datausage", "datausage", "Datausage", USAGE_EVENTS, datausage),
    module(
        "ios.os-analytics-ad-daily",
        "os_analytics_ad_daily",
        "OSAnalyticsADDaily",
        &[("counted", "osanalytics_addaily")],
        |record| {
            let shape = Shape::of(record)
                .text("package", "process")
                .time("ts", "counted")
                .field("wifi_in", "wifi_in");
            let shape = shape.field("wifi_out", "wifi_out").field("wwan_in", "mobile_in");
            shape.field("wwan_out", "mobile_out").done()
        },
    ),
    module(
        "ios.configuration-profiles",
        "configuration_profiles",
        "ConfigurationProfiles",
        &[("installed", "configuration_profile_install")],
        profile,
    ),
    module(
        "ios.profile-events",
        "profile_events",
        "ProfileEvents",
        &[("happened", "profile_operation")],
        |record| {
            let shape = Shape::of(record).field("profile_id", "profile").time("timestamp", "happened");
            shape.field("operation", "operation").field("process", "process").done()
        },
    ),
    module("ios.applications", "applications", "Applications", &[("bought", "app_installed")], |record| {
        let shape = Shape::of(record).field("name", "app").field("softwareVersionBundleId", "shop_id");
        let shape =
            shape.field("itemName", "name").field("artistName", "seller").field("sourceApp", "source");
        shape.field("bundleShortVersionString", "version").time("isodate", "bought").done()
    }),
    module("ios.tcc", "tcc", "TCC", &[("answer changed", "AccessRequest")], |record| {
        let is_path = matches!(field(record, "client"), Some(Value::Text(client)) if client.starts_with('/'));
        let kind = if is_path { "absolute_path" } else { "bundle_id" };
        let shape = Shape::of(record).field("service", "service").text("client", "client");
        let shape = shape.put("client_type", json!(kind)).field("auth_reason_desc", "reason");
        // Up to iOS 13 there is no reason, and the answer has another name.
        let answer = if field(record, "reason").is_some() { "auth_value" } else { "allowed_value" };
        let shape = shape.field(answer, "answer");
        shape.field("prompt_count", "prompts").time("last_modified", "answer changed").done()
    }),
    module("ios.locationd-clients", "locationd_clients", "LocationdClients", &[], |record| {
        let mut shape = Shape::of(record).text("package", "client").field("BundleId", "bundle");
        for (what, when) in &record.times {
            shape = shape.put(what, json!(date(*when)));
        }
        shape.done()
    }),
    module("ios.id-status-cache", "id_status_cache", "IDStatusCache", &[("looked up", "lookup")], |record| {
        let shape = Shape::of(record).field("package", "service").text("user", "account");
        shape.time("isodate", "looked up").field("idstatus", "status").done()
    }),
    module("ios.calendar", "calendar", "Calendar", CALENDAR_EVENTS, |record| {
        let shape =
            Shape::of(record).field("id", "item").number("id").null("summary").field("summary", "title");
        let shape = shape.null("description").field("description", "note").field("url", "url").null("uuid");
        let shape =
            shape.null("participant_email").field("participant_email", "email").time("start_date", "start");
        shape.time("end_date", "end").time("last_modified", "changed").time("creation_date", "created").done()
    }),
    module("ios.shortcuts", "shortcuts", "Shortcuts", SHORTCUT_EVENTS, |record| {
        // Automations and actions are records of their own here.
        field(record, "name")?;
        let shape = Shape::of(record).number("shortcut_id").field("shortcut_name", "name");
        let shape = shape.field("description", "description").empty_list("action_urls");
        shape.time("isodate", "created").time("modified_date", "changed").done()
    }),
    module("ios.global-preferences", "global_preferences", "GlobalPreferences", &[], |record| {
        Shape::of(record).field("entry", "key").field("value", "value").done()
    }),
    module(
        "ios.webkit-resource-load-statistics",
        "webkit_resource_load_statistics",
        "WebkitResourceLoadStatistics",
        &[("last seen", "visit")],
        |record| {
            let shape = Shape::of(record).number("domain_id").text("registrable_domain", "domain");
            let shape = shape.field("domain", "app").field("had_user_interaction", "touched");
            let shape = shape.clock("last_seen", "last seen", unix).time("last_seen_isodate", "last seen");
            shape.relative("path").done()
        },
    ),
    Module {
        form: Form::ByFile,
        ..module(
            "ios.webkit-session-resource-log",
            "webkit_session_resource_log",
            "WebkitSessionResourceLog",
            &[],
            |record| {
                let shape = Shape::of(record).text("origin", "origin").sites(
                    "redirect_source",
                    "sent_from",
                    "domain",
                );
                let shape = shape.sites("redirect_destination", "sent_to", "domain");
                let shape = shape.sites("subframe_under_origin", "frame_under", "origin");
                let shape = shape.sites("subresource_under_origin", "part_of", "origin");
                let shape = shape.put("user_interaction", json!(false)).field("user_interaction", "touched");
                shape.time("most_recent_interaction", "touched").time("last_seen", "last seen").done()
            },
        )
    },
    module("ios.interaction-c", "interaction_c", "InteractionC", INTERACTION_EVENTS, |record| {
        // People and attachments are records of their own here.
        if !at(record, "interaction") {
            return None;
        }
        let shape =
            Shape::of(record).time("start_date", "began").time("end_date", "ended").field("bundle_id", "app");
        let shape = shape.field("account", "account").field("target_bundle_id", "target_app");
        let shape = match field(record, "direction") {
            Some(Value::Text(direction)) => shape.put("direction", json!(direction.to_uppercase())),
            _ => shape,
        };
        let shape = match field(record, "recipients") {
            Some(Value::List(accounts)) => shape.put("recipient_identifier", json!(accounts.first())),
            _ => shape.null("recipient_identifier"),
        };
        let shape = shape.field("sender_identifier", "sender").field("recipient_count", "recipient_count");
        let shape = shape.field("sender_resolved_phone_number", "sender_number");
        let shape = shape.field("sender_resolved_name", "sender_name");
        let shape = shape.field("domain_resolved_phone_number", "conversation_number");
        let shape = shape.field("domain_resolved_name", "conversation_name");
        let shape = shape.field("domain_identifier", "conversation").field("group_name", "group");
        let shape = shape.field("interaction_content_url", "url").time("interactions_creation_date", "noted");
        shape.number("table_id").done()
    }),
];

pub(super) type Events = &'static [(&'static str, &'static str)];
pub(super) const USAGE_EVENTS: Events =
    &[("first used", "first_usage"), ("last used", "current_usage"), ("last counted", "live_usage")];
const INTERACTION_EVENTS: Events =
    &[("began", "start_date"), ("ended", "end_date"), ("noted", "interactions_creation_date")];
const CALENDAR_EVENTS: Events = &[
    ("start", "start_date"),
    ("end", "end_date"),
    ("changed", "last_modified"),
    ("created", "creation_date"),
];
const SHORTCUT_EVENTS: Events = &[("created", "shortcut_created"), ("changed", "shortcut_modified")];
pub(super) const fn module(
    artifact: &'static str,
    slug: &'static str,
    class: &'static str,
    events: Events,
    shape: fn(&Record) -> Option<Made>,
) -> Module {
    Module { artifact, slug, class, form: Form::List, events, shape }
}

/// Whether the record cites a place of this kind.
pub(super) fn at(record: &Record, kind: &str) -> bool {
    record.cite.place.split(' ').next() == Some(kind)
}

fn manifest(record: &Record) -> Option<Made> {
    let (domain, relative) = record.cite.path.split_once('/').unwrap_or((&record.cite.path, ""));
    let flags = match field(record, "kind") {
        Some(Value::Text(kind)) if kind == "folder" => 2,
        Some(Value::Text(kind)) if kind == "link" => 4,
        _ => 1,
    };
    let mut shape = Shape::of(record).put("domain", json!(domain)).put("relative_path", json!(relative));
    shape = shape.put("flags", json!(flags)).time("created", "born").time("modified", "modified");
    shape = shape.time("status_changed", "changed").field("owner", "owner").field("size", "size");
    if let Some(Value::Text(mode)) = field(record, "mode") {
        shape = shape.put("mode", json!(format!("0o{mode}")));
    }
    if matches!(field(record, "stored"), Some(Value::Bool(false))) {
        shape = shape.put("missing", json!(true));
    }
    shape.done()
}

/// They join each count with its program; a count without one is how they see a removed program.
pub(super) fn datausage(record: &Record) -> Option<Made> {
    let is_live = record.cite.place.starts_with("ZLIVEUSAGE");
    let shape = Shape::of(record).null("proc_name").field("proc_name", "process").null("bundle_id");
    let mut shape = shape.field("bundle_id", "bundle").null("proc_id");
    if field(record, "process").is_some() {
        shape = shape.field("proc_id", "number");
    }
    shape = shape.time("first_isodate", "first used").time("isodate", "last used");
    for (theirs, ours) in [
        ("wifi_in", "wifi_in"),
        ("wifi_out", "wifi_out"),
        ("wwan_in", "mobile_in"),
        ("wwan_out", "mobile_out"),
    ] {
        shape = shape.null(theirs).field(theirs, ours);
    }
    shape = shape.null("live_id").null("live_proc_id").time("live_isodate", "last counted");
    if is_live { shape.number("live_id").field("live_proc_id", "number").done() } else { shape.done() }
}

fn profile(record: &Record) -> Option<Made> {
    let (domain, relative) = record.cite.path.split_once('/').unwrap_or((&record.cite.path, ""));
    let inside = Shape::of(record).text("PayloadUUID", "uuid").field("PayloadIdentifier", "identifier");
    let mut inside = inside.field("PayloadDisplayName", "name").field("PayloadOrganization", "organization");
    if let Some(Value::List(kinds)) = field(record, "payloads") {
        let contents: Vec<_> = kinds.iter().map(|kind| json!({ "PayloadType": kind })).collect();
        inside = inside.put("PayloadContent", json!(contents));
    }
    let shape = Shape::of(record).put("relative_path", json!(relative)).put("domain", json!(domain));
    shape.put("plist", json!(inside.done())).time("install_date", "installed").done()
}
