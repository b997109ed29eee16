//! How each of our records looks as a record of the reference tool: the mapping, artifact by artifact.
//!
//! Names on the left are theirs, those on the right ours. What our record does not hold is left out, or null where
//! their checks ask for it without looking whether it is there.

use engine::{Record, Value};
use indicators::links;
use jiff::Timestamp;
use jiff::tz::Offset;
use serde_json::{Map, json};

/// One of their modules.
pub(super) struct Module {
    /// Our artifact.
    pub(super) artifact: &'static str,
    /// Name of the file.
    pub(super) slug: &'static str,
    /// Name in the timeline.
    pub(super) class: &'static str,
    /// The file holds one record, not a list.
    pub(super) is_single: bool,
    /// Our times and their events; a time that is not here has no event.
    pub(super) events: &'static [(&'static str, &'static str)],
    /// None for a record that they do not have.
    pub(super) shape: fn(&Record) -> Option<Map<String, serde_json::Value>>,
}

/// All of them. `webkit_session_resource_log` is missing: it groups by file what we tell one by one.
pub(super) const MODULES: &[Module] = &[
    Module {
        is_single: true,
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
                .or("service", "Unknown");
            shape.null("phone_number").time("isodate", "created").direction().done()
        },
    ),
    module("ios.whatsapp", "whatsapp", "Whatsapp", &[("sent", "message")], |record| {
        let shape = Shape::of(record).number("Z_PK").text("ZTEXT", "text").field("ZFROMJID", "sender");
        shape.flag("ZISFROMME", "sent_by_owner").time("isodate", "sent").links("text").done()
    }),
    module("ios.whatsapp-contacts", "whatsapp_contacts", "WhatsappContacts", CONTACT_EVENTS, |record| {
        let shape = Shape::of(record).number("row_pk").field("whatsapp_id", "id").field("lid", "lid");
        let shape =
            shape.field("phone_number", "number").field("full_name", "name").field("user_name", "username");
        let shape = shape.field("business_name", "business").field("about_text", "about");
        let shape =
            shape.field("disappearing_mode_label", "disappearing").time("about_timestamp", "about changed");
        let shape = shape.time("about_expiration_timestamp", "about ends").time("last_updated", "updated");
        shape.time("disappearing_mode_timestamp", "disappearing set").done()
    }),
    module("ios.calls", "calls", "Calls", &[("called", "call")], |record| {
        let shape = Shape::of(record).time("isodate", "called").field("duration", "seconds");
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
            shape.null("redirect_source").null("redirect_destination").path("safari_history_db").done()
        },
    ),
    module(
        "ios.safari-browser-state",
        "safari_browser_state",
        "SafariBrowserState",
        &[("viewed", "tab")],
        |record| {
            let shape = Shape::of(record).field("tab_title", "title").text("tab_url", "url");
            let shape = shape.field("tab_visible_url", "visible_url").time("last_viewed_timestamp", "viewed");
            shape.empty_list("session_data").path("safari_browser_state_db").done()
        },
    ),
    module("ios.chrome-history", "chrome_history", "ChromeHistory", &[("visited", "visit")], |record| {
        Shape::of(record).null("id").text("url", "url").number("visit_id").time("isodate", "visited").done()
    }),
    module(
        "ios.chrome-favicons",
        "chrome_favicon",
        "ChromeFavicon",
        &[("renewed", "new_favicon")],
        |record| {
            let page = matches!(field(record, "of"), Some(Value::Text(table)) if table == "icon_mapping");
            let (page, picture) = if page { ("url", "") } else { ("", "url") };
            Shape::of(record).text("url", page).text("icon_url", picture).time("isodate", "renewed").done()
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
        let shape = Shape::of(record).field("service", "service").text("client", "client");
        let shape = shape.field("auth_value", "answer").field("auth_reason_desc", "reason");
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
            shape.time("last_seen_isodate", "last seen").path("path").done()
        },
    ),
    module("ios.shutdown-log", "shutdown_log", "ShutdownLog", &[("shut down", "shutdown")], |record| {
        let shape =
            Shape::of(record).time("isodate", "shut down").field("pid", "pid").text("client", "program");
        shape.field("delay", "delay").field("times_delayed", "looks").done()
    }),
];

type Events = &'static [(&'static str, &'static str)];
const USAGE_EVENTS: Events =
    &[("first used", "first_usage"), ("last used", "current_usage"), ("last counted", "live_usage")];
const CALENDAR_EVENTS: Events = &[
    ("start", "start_date"),
    ("end", "end_date"),
    ("changed", "last_modified"),
    ("created", "creation_date"),
];
const SHORTCUT_EVENTS: Events = &[("created", "shortcut_created"), ("changed", "shortcut_modified")];
const CONTACT_EVENTS: Events = &[
    ("disappearing set", "disappearing_mode_set"),
    ("about changed", "about_changed"),
    ("about ends", "about_expiration"),
    ("updated", "contact_last_updated"),
];

const fn module(
    artifact: &'static str,
    slug: &'static str,
    class: &'static str,
    events: Events,
    shape: fn(&Record) -> Option<Map<String, serde_json::Value>>,
) -> Module {
    Module { artifact, slug, class, is_single: false, events, shape }
}

fn manifest(record: &Record) -> Option<Map<String, serde_json::Value>> {
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
fn datausage(record: &Record) -> Option<Map<String, serde_json::Value>> {
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

fn profile(record: &Record) -> Option<Map<String, serde_json::Value>> {
    let (domain, relative) = record.cite.path.split_once('/').unwrap_or((&record.cite.path, ""));
    let inside = Shape::of(record).text("PayloadUUID", "uuid").field("PayloadIdentifier", "identifier");
    let mut inside = inside.field("PayloadDisplayName", "name").field("PayloadOrganization", "organization");
    if let Some(Value::List(kinds)) = field(record, "payloads") {
        let contents: Vec<_> = kinds.iter().map(|kind| json!({ "PayloadType": kind })).collect();
        inside = inside.put("PayloadContent", json!(contents));
    }
    let shape = Shape::of(record).put("relative_path", json!(relative)).put("domain", json!(domain));
    shape.put("plist", serde_json::Value::Object(inside.0)).time("install_date", "installed").done()
}

fn field<'a>(record: &'a Record, name: &str) -> Option<&'a Value> {
    record.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
}

/// Their way to write a time.
pub(super) fn date(when: Timestamp) -> String {
    let civil = Offset::UTC.to_datetime(when);
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:06}",
        civil.year(),
        civil.month(),
        civil.day(),
        civil.hour(),
        civil.minute(),
        civil.second(),
        civil.subsec_nanosecond() / 1000
    )
}

/// A record of theirs in the making.
struct Shape<'a>(Map<String, serde_json::Value>, &'a Record);

impl<'a> Shape<'a> {
    fn of(record: &'a Record) -> Self {
        Self(Map::new(), record)
    }

    fn done(self) -> Option<Map<String, serde_json::Value>> {
        Some(self.0)
    }

    fn put(mut self, theirs: &str, value: serde_json::Value) -> Self {
        self.0.insert(theirs.to_owned(), value);
        self
    }

    /// Ours, if the record has it.
    fn field(self, theirs: &str, ours: &str) -> Self {
        match field(self.1, ours) {
            Some(value) => {
                let value = crate::records::json(value);
                self.put(theirs, value)
            }
            None => self,
        }
    }

    /// Ours as text, empty if the record lacks it.
    fn text(self, theirs: &str, ours: &str) -> Self {
        let text = match field(self.1, ours) {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        self.put(theirs, json!(text))
    }

    /// A yes or no as 1 or 0.
    fn flag(self, theirs: &str, ours: &str) -> Self {
        let yes = matches!(field(self.1, ours), Some(Value::Bool(true)));
        self.put(theirs, json!(i32::from(yes)))
    }

    fn time(self, theirs: &str, ours: &str) -> Self {
        let when = self.1.times.iter().find(|(what, _)| what == ours).map(|(_, when)| date(*when));
        // Nothing is an empty text there: their checks sort by it.
        self.put(theirs, json!(when.unwrap_or_default()))
    }

    /// The number in the place (`message 4711`), if there is one.
    fn number(self, theirs: &str) -> Self {
        let number = self.1.cite.place.rsplit(' ').next().and_then(|last| last.parse::<i64>().ok());
        match number {
            Some(number) => self.put(theirs, json!(number)),
            None => self,
        }
    }

    fn path(self, theirs: &str) -> Self {
        let path = self.1.cite.path.clone();
        self.put(theirs, json!(path))
    }

    fn null(self, theirs: &str) -> Self {
        self.put(theirs, serde_json::Value::Null)
    }

    fn empty_list(self, theirs: &str) -> Self {
        self.put(theirs, json!([]))
    }

    /// A value where nothing stands yet.
    fn or(self, theirs: &str, value: &str) -> Self {
        if self.0.contains_key(theirs) { self } else { self.put(theirs, json!(value)) }
    }

    fn direction(self) -> Self {
        let sent = matches!(field(self.1, "sent_by_owner"), Some(Value::Bool(true)));
        self.put("direction", json!(if sent { "sent" } else { "received" }))
    }

    /// Links with a scheme, which is what their checks expect.
    fn links(self, ours: &str) -> Self {
        let found: Vec<String> = match field(self.1, ours) {
            Some(Value::Text(text)) => {
                links::in_text(text).filter(|link| link.contains("://")).map(str::to_owned).collect()
            }
            _ => Vec::new(),
        };
        self.put("links", json!(found))
    }
}
