//! What browsers and other apps kept of the web.
//!
//! Otherwise than there: files are named as in the backup, not by their hashes, and tabs without a session are told.

use super::module::{Form, Module};
use super::shape::{Shape, chrome, field, kind_of};
use engine::Value;
use serde_json::json;

/// Those of the web.
pub(super) const MODULES: &[Module] = &[
    Module::new(
        "ios.safari-history",
        "safari_history",
        "SafariHistory",
        &[("visited", "safari_history")],
        |record| {
            let shape = Shape::of(record).number("visit_id").text("url", "url").named(&[
                ("id", "history_item"),
                ("timestamp", "visit_time"),
                ("redirect_source", "redirect_source"),
                ("redirect_destination", "redirect_destination"),
            ]);
            shape.time("isodate", "visited").path("safari_history_db").done()
        },
    ),
    Module::new(
        "ios.safari-browser-state",
        "safari_browser_state",
        "SafariBrowserState",
        &[("viewed", "tab")],
        |record| {
            // The pages that a tab came through stand with it there; those of a lost tab stand alone.
            if kind_of(record) == "earlier" {
                return Vec::new();
            }
            let page = |page: &String| json!({ "entry_title": "", "entry_url": page, "data_length": 0 });
            let lost = match field(record, "pages") {
                Some(Value::List(pages)) => pages.iter().map(page).collect(),
                _ => json!([]),
            };
            let session = record.stored.get("@session_data").filter(|pages| pages.is_array());
            let session = session.cloned().unwrap_or(lost);
            let visible = if field(record, "visible_url").is_some() { "visible_url" } else { "url" };
            let shape = Shape::of(record).text("tab_title", "title").text("tab_url", "url");
            let shape = shape.text("tab_visible_url", visible).time("last_viewed_timestamp", "viewed");
            shape.put("session_data", session).path("safari_browser_state_db").done()
        },
    ),
    Module::new("ios.chrome-history", "chrome_history", "ChromeHistory", &[("visited", "visit")], |record| {
        let shape = Shape::of(record).number("visit_id").named(&[
            ("id", "url"),
            ("timestamp", "visit_time"),
            ("redirect_source", "from_visit"),
        ]);
        shape.text("url", "url").time("isodate", "visited").done()
    }),
    Module::new(
        "ios.chrome-favicons",
        "chrome_favicon",
        "ChromeFavicon",
        &[("renewed", "new_favicon")],
        |record| {
            // A picture stands with each of its pages there; one without a page alone.
            if record.stored.get("@page") == Some(&json!(true)) {
                return Vec::new();
            }
            let shape = if kind_of(record) == "page" {
                Shape::of(record).text("url", "url").column("icon_url", "@favicons.url")
            } else {
                Shape::of(record).text("url", "").text("icon_url", "url")
            };
            shape.counted("timestamp", "renewed", chrome).time("isodate", "renewed").done()
        },
    ),
    Module::new(
        "ios.firefox-history",
        "firefox_history",
        "FirefoxHistory",
        &[("visited", "firefox_history")],
        |record| {
            let shape = Shape::of(record).number("id").time("isodate", "visited").text("url", "url");
            // The misspelt name is theirs.
            let named = [("title", "@history.title"), ("i1000000s_local", "is_local"), ("type", "type")];
            shape.named(&named).done()
        },
    ),
    Module::new(
        "ios.firefox-favicons",
        "firefox_favicon",
        "FirefoxFavicon",
        &[("kept", "firefox_history")],
        |record| {
            let shape = Shape::of(record).number("id").text("url", "url").text("history_url", "page");
            let shape = shape.named(&[
                ("width", "width"),
                ("height", "height"),
                ("type", "type"),
                ("history_id", "@history.id"),
            ]);
            shape.time("isodate", "kept").done()
        },
    ),
    Module::new(
        "ios.webkit-resource-load-statistics",
        "webkit_resource_load_statistics",
        "WebkitResourceLoadStatistics",
        &[("last seen", "visit")],
        |record| {
            let shape = Shape::of(record).number("domain_id").text("registrable_domain", "domain");
            let shape = shape.field("domain", "app").field("had_user_interaction", "touched");
            let mut shape = shape.column("last_seen", "lastSeen").time("last_seen_isodate", "last seen");
            for (theirs, column, ours) in [
                ("most_recent_user_interaction_time", "mostRecentUserInteractionTime", "touched"),
                (
                    "most_recent_web_push_interaction_time",
                    "mostRecentWebPushInteractionTime",
                    "notification touched",
                ),
            ] {
                // Columns of newer systems.
                if record.stored.has(column) {
                    shape = shape.column(theirs, column);
                }
                if record.times.iter().any(|(what, _)| what == ours) {
                    shape = shape.time(&format!("{theirs}_isodate"), ours);
                }
            }
            shape.relative("path").done()
        },
    ),
    Module::new(
        "ios.webkit-session-resource-log",
        "webkit_session_resource_log",
        "WebkitSessionResourceLog",
        &[],
        |record| {
            let shape = Shape::of(record).text("origin", "origin");
            let shape = [
                ("redirect_source", "topFrameUniqueRedirectsFrom", ("sent_from", "domain")),
                ("redirect_destination", "topFrameUniqueRedirectsTo", ("sent_to", "domain")),
                ("subframe_under_origin", "subframeUnderTopFrameOrigins", ("frame_under", "origin")),
                ("subresource_under_origin", "subresourceUnderTopFrameOrigins", ("part_of", "origin")),
            ]
            .into_iter()
            .fold(shape, |shape, (theirs, column, ours)| shape.sites(theirs, column, ours));
            let shape = shape.put("user_interaction", json!(false)).field("user_interaction", "touched");
            shape.time("most_recent_interaction", "touched").time("last_seen", "last seen").done()
        },
    )
    .form(Form::ByFile),
    Module::new(
        "ios.shortcuts",
        "shortcuts",
        "Shortcuts",
        &[("created", "shortcut_created"), ("changed", "shortcut_modified")],
        |record| {
            // Automations and actions are records of their own here.
            if field(record, "name").is_none() {
                return Vec::new();
            }
            let shape = Shape::of(record).number("shortcut_id").field("shortcut_name", "name");
            let shape = shape.field("description", "description");
            let shape =
                shape.column("parsed_actions", "@parsed_actions").column("action_urls", "@action_urls");
            shape.time("isodate", "created").time("modified_date", "changed").done()
        },
    ),
];
