//! The report for a terminal or a plain file.

use crate::view::{CoverageView, FindingView, View};
use crate::words::{Words, is_mark};

/// Columns of a line.
const WIDTH: usize = 78;

/// The whole report as plain text. Marks of direction are left out where the language runs left to right.
pub fn text(view: &View, expert: bool) -> String {
    let words = Words::new(&view.lang);
    let mut page = Page(String::new());
    page.line(&view.title);
    page.line(&"=".repeat(view.title.chars().count().min(WIDTH)));
    page.paragraph(&view.lead, "");
    for item in &view.for_now {
        page.paragraph(item, "- ");
    }
    page.paragraph(&view.comfort, "");
    page.blank();
    for fact in &view.about {
        page.paragraph(&format!("{}: {}", fact.name, fact.value), "");
    }
    page.paragraph(&view.indicators.sentence, "");
    page.heading(&words.say("heading-seen"));
    if view.findings.is_empty() {
        page.paragraph(&words.say("nothing-to-show"), "");
    }
    for finding in &view.findings {
        page.finding(finding, &words, expert);
    }
    if !view.notes.is_empty() {
        page.heading(&words.say("heading-notes"));
        for note in &view.notes {
            page.note(note, expert);
        }
    }
    page.heading(&words.say("heading-coverage"));
    for row in &view.coverage {
        page.row(row, &words);
    }
    if !view.timeline.is_empty() {
        page.heading(&words.say("heading-timeline"));
        for moment in &view.timeline {
            page.paragraph(&format!("{}: {}", moment.when, moment.what), "- ");
        }
    }
    page.heading(&words.say("heading-next"));
    for step in &view.next {
        page.paragraph(&format!("{}. {}", step.title.trim_end_matches('.'), step.text), "- ");
    }
    for step in &view.widen {
        page.paragraph(step, "- ");
    }
    page.heading(&words.say("heading-expert"));
    page.paragraph(&format!("Lucerna {}. {}", view.tool_version, view.confinement), "");
    for pack in &view.indicators.packs {
        page.paragraph(
            &format!("{} ({}, {}): {}", pack.id, pack.publisher, pack.published, pack.count),
            "- ",
        );
    }
    page.blank();
    page.paragraph(&words.say("closing"), "");
    if view.partly_english {
        page.paragraph(&words.say("partly-english"), "");
    }
    if view.dir == "ltr" {
        page.0.retain(|character| !is_mark(character));
    }
    page.0
}

struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push_str(text.trim_end());
        self.0.push('\n');
    }

    fn blank(&mut self) {
        if !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    fn heading(&mut self, text: &str) {
        self.blank();
        self.line(text);
        self.line(&"-".repeat(text.chars().count().min(WIDTH)));
    }

    /// Wrapped at blanks; lines after the first are set in by the width of `mark`.
    fn paragraph(&mut self, text: &str, mark: &str) {
        let inset = " ".repeat(mark.chars().count());
        let mut line = mark.to_owned();
        let mut used = inset.len();
        for word in text.split_whitespace() {
            let len = word.chars().filter(|letter| !is_mark(*letter)).count();
            if used + len > WIDTH && used > inset.len() {
                self.line(&line);
                line.clone_from(&inset);
                used = inset.len();
            }
            line.push_str(word);
            line.push(' ');
            used += len + 1;
        }
        if !line.trim().is_empty() {
            self.line(&line);
        }
    }

    fn finding(&mut self, finding: &FindingView, words: &Words, expert: bool) {
        self.blank();
        let times = if finding.count > 1 { format!(" (×{})", finding.count) } else { String::new() };
        self.paragraph(&format!("{}{times}", finding.title), "* ");
        let when = finding.when.iter().map(|when| format!(" · {when}")).collect::<String>();
        self.paragraph(&format!("{} · {}{when}", finding.weight_name, finding.class_name), "  ");
        for (heading, text) in [
            ("heading-saw", &finding.saw),
            ("heading-meaning", &finding.meaning),
            ("heading-ordinary", &finding.ordinary),
            ("heading-do", &finding.next),
        ] {
            self.paragraph(&format!("{}: {text}", words.say(heading)), "  ");
        }
        self.expert(finding, expert);
    }

    fn note(&mut self, note: &FindingView, expert: bool) {
        let times = if note.count > 1 { format!(" (×{})", note.count) } else { String::new() };
        self.paragraph(
            &format!("{}{times}. {} {}", note.title.trim_end_matches('.'), note.saw, note.ordinary),
            "- ",
        );
        self.expert(note, expert);
    }

    fn expert(&mut self, finding: &FindingView, expert: bool) {
        for fact in finding.expert.iter().filter(|_| expert) {
            self.line(&format!("    {}: {}", fact.name, fact.value));
        }
    }

    fn row(&mut self, row: &CoverageView, words: &Words) {
        let sign = match row.state.as_str() {
            "examined" => "[x]",
            "partly" => "[~]",
            _ => "[ ]",
        };
        let records = if row.records > 0 {
            let count = [("count", crate::words::Argument::Count(u64::from(row.records)))];
            format!(" · {}", words.say_with("records", &count))
        } else {
            String::new()
        };
        let why = [row.why.as_str(), row.next.as_str()].join(" ");
        let why = if why.trim().is_empty() { String::new() } else { format!(": {}", why.trim()) };
        self.paragraph(&format!("{}{records}{why}", row.name), &format!("{sign} "));
    }
}
