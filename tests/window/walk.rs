//! A way through the window, as a person goes it; every screen on it is judged and can be pictured.

use crate::driver::Window;
use crate::judge;
use serde_json::json;
use std::path::PathBuf;
use tempfile::TempDir;

/// The main button of a step.
const PRIMARY: &str = ".page:not([hidden] *) .actions button[type=submit]";

/// The number that a person says on the telephone.
const NUMBER: &str = ".page:not([hidden] *) .screen-no b";

/// A file's name with nothing to break a line at: this browser breaks a path after a slash by itself.
const LONG: &str =
    "«com.apple.WebKit.Networking.roleaccountd.staging.subridged.launchdaemon.configuration.plist»";

/// One person at the window.
pub(crate) struct Walk {
    window: Window,
    lang: String,
    axe: String,
    pictures: Option<PathBuf>,
    faults: Vec<String>,
    // Removed after the window is closed: fields drop in order.
    home: TempDir,
}

impl Walk {
    /// Opens the window and chooses the language.
    pub(crate) fn begin(lang: &str) -> Self {
        Self::begin_beside(lang, None)
    }

    /// As [`Walk::begin`], on a computer whose phones are reached at this address.
    pub(crate) fn begin_beside(lang: &str, phones: Option<&str>) -> Self {
        Self::begin_in(tempfile::tempdir().expect("a folder for a new person"), lang, phones)
    }

    /// Closes the window, as a person does in the middle of something, and opens it again another day.
    pub(crate) fn close_and_open(self, phones: Option<&str>) -> Self {
        let Self { window, home, lang, faults, .. } = self;
        drop(window);
        Self { faults, ..Self::begin_in(home, &lang, phones) }
    }

    fn begin_in(home: TempDir, lang: &str, phones: Option<&str>) -> Self {
        let app = std::env::var_os("LUCERNA_APP").expect("LUCERNA_APP says where the app stands");
        let pictures = std::env::var_os("LUCERNA_PICTURES").map(PathBuf::from);
        if let Some(folder) = &pictures {
            std::fs::create_dir_all(folder).expect("a folder for the pictures");
        }
        let window = Window::open(app.as_ref(), home.path(), phones);
        let walk =
            Self { window, lang: lang.to_owned(), axe: judge::axe(), pictures, faults: Vec::new(), home };
        walk.choose("language", lang);
        walk.window.wait_until("the language", |window| {
            window.run("return document.documentElement.lang", &[]) == json!(lang)
        });
        walk
    }

    /// Waits for the screen `number`, judges it, and pictures it as `name`.
    pub(crate) fn look(&mut self, number: u64, name: &str) {
        self.arrive(number);
        judge::settle(&self.window);
        self.picture(number, name);
        let faults = judge::faults(&self.window, &self.axe, &self.lang, number);
        let place = format!("{} {number} {name}", self.lang);
        self.faults.extend(faults.into_iter().map(|fault| format!("{place}: {fault}")));
    }

    /// As [`Walk::look`], for a screen that goes away by itself: what can be seen of it is pictured.
    pub(crate) fn glimpse(&self, number: u64, name: &str) {
        let seen =
            || self.window.run("return document.querySelector(arguments[0])?.textContent", &[json!(NUMBER)]);
        self.window.wait_until(&format!("screen {number} or the next"), |_| {
            seen().as_str().and_then(|text| text.parse().ok()).is_some_and(|now: u64| now >= number)
        });
        if seen() == json!(number.to_string()) {
            self.picture(number, name);
        }
    }

    /// Presses the main button, once it does not wait for an answer any more.
    pub(crate) fn go_on(&self) {
        self.click(&format!("{PRIMARY}:not([aria-disabled])"));
    }

    /// Presses "back".
    pub(crate) fn back(&self) {
        self.click(".actions > .btn-quiet");
    }

    /// Picks an answer.
    pub(crate) fn choose(&self, question: &str, answer: &str) {
        // The round mark is drawn by the label, which is what a person clicks.
        let radio = format!("input[name='{question}'][value='{answer}']");
        self.click(&format!("{radio} + label"));
        self.wait_for(&format!("{radio}:checked"));
    }

    /// Clicks what fits `css`.
    pub(crate) fn click(&self, css: &str) {
        self.window.click(css);
    }

    /// Types into the field that fits `css`.
    pub(crate) fn fill(&self, css: &str, text: &str) {
        self.window.fill(css, text);
    }

    /// Enters a day as the field's calendar does: what a keyboard types depends on the computer's language.
    pub(crate) fn enter_day(&self, field: &str, day: &str) {
        let script = "const field = document.querySelector(arguments[0]); field.value = arguments[1];
            field.dispatchEvent(new Event('input', { bubbles: true })); return field.value";
        let kept = self.window.run(script, &[json!(format!("input[name='{field}']")), json!(day)]);
        assert_eq!(kept, json!(day), "the field does not take a day");
    }

    /// Waits for what fits `css`.
    pub(crate) fn wait_for(&self, css: &str) {
        self.window.wait_for(css);
    }

    /// The text of what fits `css`.
    pub(crate) fn text(&self, css: &str) -> String {
        self.wait_for(css);
        let text = self.window.run("return document.querySelector(arguments[0]).textContent", &[json!(css)]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until `holds`, which may move things meanwhile; `what` is said if it never does.
    pub(crate) fn wait_until(&self, what: &str, holds: impl Fn() -> bool) {
        self.window.wait_until(what, |_| holds());
    }

    /// Puts a text where another stands, as other evidence would.
    fn put(&self, css: &str, text: &str) {
        let script = "document.querySelector(arguments[0]).textContent = arguments[1]";
        self.window.run(script, &[json!(css), json!(text)]);
    }

    /// Whether something in the page fits `css`.
    pub(crate) fn has(&self, css: &str) -> bool {
        self.window.has(css)
    }

    /// Presses what fits `css`, if it is there now.
    pub(crate) fn press_if_there(&self, css: &str) {
        self.window.run("document.querySelector(arguments[0])?.click()", &[json!(css)]);
    }

    /// The number of the present screen.
    pub(crate) fn number(&self) -> u64 {
        let seen =
            self.window.run("return document.querySelector(arguments[0])?.textContent", &[json!(NUMBER)]);
        seen.as_str().and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    /// Whether the home folder of this person holds a copy of a phone.
    pub(crate) fn holds_copies(&self) -> bool {
        let copies = self.home.path().join(".local/share/org.lucerna.app/copies");
        std::fs::read_dir(copies).is_ok_and(|mut entries| entries.next().is_some())
    }

    /// Whether a backup was begun in the home folder of this person.
    pub(crate) fn holds_begun_backup(&self) -> bool {
        let copies = self.home.path().join(".local/share/org.lucerna.app/copies");
        let begun = |copy: std::fs::DirEntry| {
            std::fs::read_dir(copy.path().join("backup")).is_ok_and(|mut inside| inside.next().is_some())
        };
        std::fs::read_dir(copies).is_ok_and(|copies| copies.flatten().any(begun))
    }

    /// From the first screen to the question what to check.
    pub(crate) fn straight_to_bring(&self) {
        for number in [1, 2] {
            self.arrive(number);
            self.go_on();
        }
        self.arrive(3);
        self.choose("watching", "no");
        self.go_on();
        self.arrive(5);
        self.choose("whose", "me");
        self.click("main input[type=checkbox]");
        self.go_on();
        self.arrive(22);
        self.go_on();
        self.arrive(6);
    }

    /// From the first screen to the result of a pretend phone that has no password.
    pub(crate) fn straight_to_result(&self, scenario: &str) {
        self.straight_to_bring();
        self.choose("bring", "practice");
        self.go_on();
        self.choose("practice", scenario);
        self.go_on();
        self.arrive(11);
        self.go_on();
        self.arrive(12);
    }

    /// Everything that can be reached from a result with findings, and the cover.
    pub(crate) fn side_rooms(&mut self) {
        self.click("main .finding");
        self.look(13, "finding");
        self.put("main .quad p", LONG);
        self.look(13, "finding-long");
        self.click("main details summary");
        self.picture(13, "finding-expert");
        self.back();
        self.arrive(12);
        for (place, number, name) in [(1, 14, "coverage"), (2, 15, "timeline"), (3, 17, "people")] {
            self.click(&format!("main .links-down .linklike:nth-of-type({place})"));
            self.look(number, name);
            self.back();
            self.arrive(12);
        }
        self.click("[aria-keyshortcuts=F9]");
        self.look(11, "cover");
        self.go_on();
        self.arrive(12);
        self.click("main .finding");
        self.arrive(13);
        self.go_on();
        self.look(16, "next");
        self.go_on();
        self.arrive(17);
        self.go_on();
        self.look(18, "save");
        self.click("main .linklike");
        self.look(20, "report");
        self.back();
        self.arrive(18);
        self.click(".actions > .btn-line");
        self.look(19, "finish");
        self.go_on();
        self.wait_for("main [role=status]:not(:empty)");
        self.look(19, "finish-erased");
        self.go_on();
        self.arrive(2);
    }

    /// Closes the window and hands over what was wrong on the way.
    pub(crate) fn faults(self) -> Vec<String> {
        self.faults
    }

    pub(crate) fn arrive(&self, number: u64) {
        self.window.wait_until(&format!("screen {number}"), |window| {
            let script = "return document.querySelector(arguments[0])?.textContent ?? ''";
            window.run(script, &[json!(NUMBER)]) == json!(number.to_string())
        });
    }

    fn picture(&self, number: u64, name: &str) {
        let Some(folder) = &self.pictures else { return };
        let file = folder.join(format!("{}-{number:02}-{name}.png", self.lang));
        std::fs::write(&file, self.window.picture()).expect("a picture can be written");
    }
}
