//! The few words of WebDriver that driving one window takes, spoken to WebKit's own driver.
//!
//! The protocol: <https://www.w3.org/TR/webdriver2/>. Every failure ends the test with what was asked.

use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The key under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// After this long without what was waited for, something is broken: it bounds a hang, it judges nothing.
const PATIENCE: Duration = Duration::from_secs(120);

/// An app that was asked to end has ended after so long; later it is left to the system.
const LAST_MOMENTS: Duration = Duration::from_secs(10);

/// The app, running, with its window under control. Ends with this value.
pub(crate) struct Window {
    driver: Child,
    port: u16,
    session: String,
}

impl Window {
    /// Starts `app` as a person does who has just installed it: with an empty home folder. `phones` says
    /// where phones are, as `USBMUXD_SOCKET_ADDRESS` does; without it the computer has none.
    pub(crate) fn open(app: &Path, home: &Path, phones: Option<&str>) -> Self {
        let port = free_port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true") // the app lets itself be driven
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", home)
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CACHE_HOME")
            // Nothing listens on port 9 here: a phone that lies on the tester's table stays out of it.
            .env("USBMUXD_SOCKET_ADDRESS", phones.unwrap_or("127.0.0.1:9"))
            .env("LANG", "C.UTF-8")
            .env("LC_ALL", "C.UTF-8")
            .env("LIBGL_ALWAYS_SOFTWARE", "1") // a display in memory has no graphics card
            .env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1") // Mesa's software card fell under the page's painters
            .stdin(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver starts: `cargo xtask setup --tests` installs it");
        let mut window = Self { driver, port, session: String::new() };
        window.wait_for_driver();
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": { "binary": app, "args": [] },
            // WebKit's driver gives up on a window that takes long to load; we wait ourselves.
            "timeouts": { "pageLoad": 300_000, "script": 300_000 },
        }}});
        let session = window.ask("POST", "/session", Some(&wanted));
        window.session = session["sessionId"].as_str().expect("a session has an id").to_owned();
        window
    }

    fn wait_for_driver(&self) {
        let started = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            assert!(started.elapsed() < PATIENCE, "the driver does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Runs `script`, the body of a function, in the page and returns what it returns.
    pub(crate) fn run(&self, script: &str, args: &[Value]) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": args }))
    }

    /// As [`Window::run`], for a script that calls its last argument with the result.
    pub(crate) fn run_async(&self, script: &str) -> Value {
        self.post("/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Waits until something in the page fits `css`.
    pub(crate) fn wait_for(&self, css: &str) {
        self.wait_until(css, |window| window.has(css));
    }

    /// Waits until `holds`; `what` is said if it never does.
    pub(crate) fn wait_until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        let started = Instant::now();
        while !holds(self) {
            let page = || self.run("return document.body.innerText", &[]);
            assert!(started.elapsed() < PATIENCE, "waited in vain for {what}; the page says: {}", page());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Whether something in the page fits `css`.
    pub(crate) fn has(&self, css: &str) -> bool {
        self.run("return document.querySelector(arguments[0]) !== null", &[json!(css)]) == json!(true)
    }

    /// Clicks the first thing that fits `css`, as a person does with a mouse.
    pub(crate) fn click(&self, css: &str) {
        self.wait_for(css);
        let element = self.element(css);
        self.post(&format!("/element/{element}/click"), &json!({}));
    }

    /// Types `text` into the first field that fits `css`.
    pub(crate) fn fill(&self, css: &str, text: &str) {
        self.wait_for(css);
        let element = self.element(css);
        self.post(&format!("/element/{element}/clear"), &json!({}));
        self.post(&format!("/element/{element}/value"), &json!({ "text": text }));
    }

    /// What the window shows now, as a PNG file.
    pub(crate) fn picture(&self) -> Vec<u8> {
        let text = self.get("/screenshot");
        base64(text.as_str().expect("a picture is text")).expect("a picture is base64")
    }

    fn element(&self, css: &str) -> String {
        let found = self.post("/element", &json!({ "using": "css selector", "value": css }));
        found[ELEMENT].as_str().unwrap_or_else(|| panic!("no element for {css}: {found}")).to_owned()
    }

    fn get(&self, path: &str) -> Value {
        self.ask("GET", &format!("/session/{}{path}", self.session), None)
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.ask("POST", &format!("/session/{}{path}", self.session), Some(body))
    }

    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        for again in (0..3).rev() {
            let (status, answer) = exchange(self.port, method, path, body).expect("the driver answers");
            let answer: Value = serde_json::from_str(&answer).expect("the driver answers in JSON");
            let value = &answer["value"];
            // WebKit's driver now and then loses the answer of a script that waits. Ours may run twice.
            if again > 0 && value["message"] == "Could not parse script result" {
                continue;
            }
            assert!(status == 200, "{method} {path}: {} {}", value["error"], value["message"]);
            return value.clone();
        }
        unreachable!("the last round answers or fails")
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // Closing the session ends the app. An error means that it has ended already.
        if !self.session.is_empty() {
            let _ = exchange(self.port, "DELETE", &format!("/session/{}", self.session), None);
        }
        // A driver that is gone ends nothing any more, so it has the time that it takes.
        let asked = Instant::now();
        while !children(self.driver.id()).is_empty() && asked.elapsed() < LAST_MOMENTS {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Processes that this one started and that still run.
fn children(of: u32) -> String {
    std::fs::read_to_string(format!("/proc/{of}/task/{of}/children")).unwrap_or_default()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    listener.local_addr().expect("a listener has an address").port()
}

/// One HTTP request on a connection of its own: status and body of the answer.
fn exchange(port: u16, method: &str, path: &str, body: Option<&Value>) -> std::io::Result<(u16, String)> {
    let body = body.map(Value::to_string).unwrap_or_default();
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((answer.as_str(), ""));
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(0);
    Ok((status, body.to_owned()))
}

/// RFC 4648, with or without padding; `None` for anything else.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for letter in text.trim_end_matches('=').bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits).to_be_bytes()[3]);
            held &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}
