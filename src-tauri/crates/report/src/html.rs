//! The printed report: one HTML file that opens anywhere, prints well, and holds no script and no link.

mod windows;

use crate::groups;
use crate::view::{CoverageView, Fact, FindingView, View};
use crate::words::{Argument, Words};
use std::fmt::{self, Display, Write as _};

/// The window's own sheets, so that page and window look alike.
const SHEETS: &[&str] = &[
    include_str!("../../../../ui/src/styles/tokens.css"),
    include_str!("../../../../ui/src/styles/letters.css"),
    include_str!("../../../../ui/src/styles/parts.css"),
    include_str!("../../../../ui/src/styles/windows.css"),
    include_str!("../../../../ui/src/styles/report.css"),
];

/// What only a page needs.
const PAGE: &str = "body{background:var(--sunk);padding:var(--s5) var(--s3)}\
.report{margin-inline:auto}\
.r-windows{inline-size:9rem}.r-windows rect{stroke-width:1;stroke-dasharray:none}\
@media screen and (max-width:40rem){section{overflow-x:auto}}\
@media print{body{background:none;padding:0}}";

/// The whole report as one file.
pub fn html(view: &View, expert: bool) -> String {
    let words = Words::new(&view.lang);
    let mut page = String::with_capacity(64 << 10);
    // Writing to a string cannot fail.
    let _ = write_page(&mut page, view, &words, expert);
    page
}

/// Text for HTML: nothing of the evidence can become markup.
struct Safe<'a>(&'a str);

impl Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

fn write_page(out: &mut String, view: &View, words: &Words, expert: bool) -> fmt::Result {
    let title = words.say("report-title");
    write!(
        out,
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<style>\n",
        Safe(&view.lang),
        Safe(&view.dir),
        Safe(&title)
    )?;
    SHEETS.iter().for_each(|sheet| out.push_str(sheet));
    writeln!(out, "{PAGE}\n</style>\n</head>\n<body>\n<main class=\"report\">")?;
    head(out, view, words, &title)?;
    section(out, &words.say("heading-seen"), |out| findings(out, view, words, expert))?;
    section(out, &words.say("heading-coverage"), |out| coverage(out, view, words))?;
    if !view.timeline.is_empty() {
        section(out, &words.say("heading-timeline"), |out| timeline(out, view, words))?;
    }
    section(out, &words.say("heading-next"), |out| next(out, view))?;
    section(out, &words.say("heading-expert"), |out| technical(out, view))?;
    write!(out, "<footer class=\"r-foot small soft\"><p>{}</p>", Safe(&words.say("closing")))?;
    if view.partly_english {
        write!(out, "<p>{}</p>", Safe(&words.say("partly-english")))?;
    }
    out.push_str("</footer>\n</main>\n</body>\n</html>\n");
    Ok(())
}

fn section(out: &mut String, title: &str, body: impl FnOnce(&mut String) -> fmt::Result) -> fmt::Result {
    write!(out, "<section><h2>{}</h2>", Safe(title))?;
    body(out)?;
    out.push_str("</section>\n");
    Ok(())
}

fn head(out: &mut String, view: &View, words: &Words, title: &str) -> fmt::Result {
    write!(
        out,
        "<header class=\"r-head\"><div><p class=\"small soft\">{}</p><h1>{}</h1></div>{}</header>\n<p class=\"lead\">{}</p>\n",
        Safe(title),
        Safe(&view.title),
        windows::picture(view, words),
        Safe(&view.lead)
    )?;
    out.push_str("<ul class=\"list\">");
    for item in &view.for_now {
        write!(out, "<li>{}</li>", Safe(item))?;
    }
    write!(out, "</ul>\n<p>{}</p>\n<dl class=\"r-facts\">", Safe(&view.comfort))?;
    for fact in &view.about {
        write!(out, "<div><dt>{}</dt><dd>{}</dd></div>", Safe(&fact.name), value(fact))?;
    }
    writeln!(
        out,
        "</dl>\n<p class=\"small\">{} {}</p>",
        Safe(&view.indicators.sentence),
        Safe(&words.say("left-out"))
    )
}

/// Technical values keep their own direction.
fn value(fact: &Fact) -> String {
    match fact.technical {
        true => format!("<bdi dir=\"ltr\"><code>{}</code></bdi>", Safe(&fact.value)),
        false => format!("<bdi>{}</bdi>", Safe(&fact.value)),
    }
}

fn findings(out: &mut String, view: &View, words: &Words, expert: bool) -> fmt::Result {
    if view.findings.is_empty() {
        write!(out, "<p>{}</p>", Safe(&words.say("nothing-to-show")))?;
    }
    for finding in &view.findings {
        one_finding(out, finding, words, expert)?;
    }
    if view.notes.is_empty() {
        return Ok(());
    }
    write!(
        out,
        "<div class=\"r-finding\"><h3>{}</h3><ul class=\"list\">",
        Safe(&words.say("heading-notes"))
    )?;
    for note in &view.notes {
        write!(
            out,
            "<li><b>{}</b>{} {} {}",
            Safe(&note.title),
            times(note, words),
            Safe(&note.saw),
            Safe(&note.ordinary)
        )?;
        details(out, note, expert)?;
        out.push_str("</li>");
    }
    out.push_str("</ul></div>");
    Ok(())
}

fn times(finding: &FindingView, words: &Words) -> String {
    if finding.count < 2 {
        return String::new();
    }
    let count = [("count", Argument::Count(u64::from(finding.count)))];
    format!(" <span class=\"soft\">· {}</span>", Safe(&words.say_with("times-seen", &count)))
}

fn one_finding(out: &mut String, finding: &FindingView, words: &Words, expert: bool) -> fmt::Result {
    let when = finding.when.iter().map(|when| format!(" · {}", Safe(when))).collect::<String>();
    write!(
        out,
        "<article class=\"r-finding\"><h3>{}</h3><p class=\"small soft\">{} · {}{when}{}</p><dl>",
        Safe(&finding.title),
        Safe(&finding.weight_name),
        Safe(&finding.class_name),
        times(finding, words)
    )?;
    for (heading, text) in [
        ("heading-saw", &finding.saw),
        ("heading-meaning", &finding.meaning),
        ("heading-ordinary", &finding.ordinary),
        ("heading-do", &finding.next),
    ] {
        write!(out, "<dt>{}</dt><dd>{}</dd>", Safe(&words.say(heading)), Safe(text))?;
    }
    out.push_str("</dl>");
    details(out, finding, expert)?;
    out.push_str("</article>");
    Ok(())
}

fn details(out: &mut String, finding: &FindingView, expert: bool) -> fmt::Result {
    if !expert || finding.expert.is_empty() {
        return Ok(());
    }
    out.push_str("<table class=\"table small\"><tbody>");
    for fact in &finding.expert {
        write!(out, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", Safe(&fact.name), value(fact))?;
    }
    out.push_str("</tbody></table>");
    Ok(())
}

fn coverage(out: &mut String, view: &View, words: &Words) -> fmt::Result {
    out.push_str("<table class=\"table\"><thead><tr>");
    for heading in ["heading-kind", "heading-looked", "heading-why", "heading-help"] {
        write!(out, "<th scope=\"col\">{}</th>", Safe(&words.say(heading)))?;
    }
    out.push_str("</tr></thead>");
    for group in groups::ORDER {
        let rows: Vec<&CoverageView> = view.coverage.iter().filter(|row| row.group == *group).collect();
        let Some(first) = rows.first() else { continue };
        let looked = rows.iter().filter(|row| is_lit(row)).count();
        let count = [("looked", Argument::Count(looked as u64)), ("all", Argument::Count(rows.len() as u64))];
        let of = words.say_with("looked-of", &count);
        let name = Safe(&first.group_name);
        write!(out, "<tbody><tr><th scope=\"rowgroup\" colspan=\"4\">{name} · {}</th></tr>", Safe(&of))?;
        for row in rows {
            let state = match row.state.as_str() {
                "examined" => "looked-yes",
                "partly" => "looked-partly",
                _ => "looked-no",
            };
            let count = [("count", Argument::Count(u64::from(row.records)))];
            let records = if row.records > 0 {
                format!(" · {}", words.say_with("records", &count))
            } else {
                String::new()
            };
            write!(
                out,
                "<tr><td>{}</td><td>{}{}</td><td>{}</td><td>{}</td></tr>",
                Safe(&row.name),
                Safe(&words.say(state)),
                Safe(&records),
                Safe(&row.why),
                Safe(&row.next)
            )?;
        }
        out.push_str("</tbody>");
    }
    out.push_str("</table>");
    Ok(())
}

pub(crate) fn is_lit(row: &CoverageView) -> bool {
    matches!(row.state.as_str(), "examined" | "partly")
}

fn timeline(out: &mut String, view: &View, words: &Words) -> fmt::Result {
    write!(
        out,
        "<table class=\"table\"><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
        Safe(&words.say("heading-date")),
        Safe(&words.say("heading-what"))
    )?;
    for moment in &view.timeline {
        write!(out, "<tr><td>{}</td><td>{}</td></tr>", Safe(&moment.when), Safe(&moment.what))?;
    }
    out.push_str("</tbody></table>");
    Ok(())
}

fn next(out: &mut String, view: &View) -> fmt::Result {
    out.push_str("<ol class=\"num\">");
    for step in &view.next {
        write!(out, "<li><b>{}</b> {}</li>", Safe(&step.title), Safe(&step.text))?;
    }
    for step in &view.widen {
        write!(out, "<li>{}</li>", Safe(step))?;
    }
    out.push_str("</ol>");
    Ok(())
}

fn technical(out: &mut String, view: &View) -> fmt::Result {
    write!(
        out,
        "<p>Lucerna {}. {}</p><table class=\"table small\"><tbody>",
        Safe(&view.tool_version),
        Safe(&view.confinement)
    )?;
    for pack in &view.indicators.packs {
        write!(
            out,
            "<tr><th scope=\"row\"><bdi dir=\"ltr\">{}</bdi></th><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            Safe(&pack.id),
            Safe(&pack.publisher),
            Safe(&pack.published),
            pack.count
        )?;
    }
    out.push_str("</tbody></table>");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{PAGE, SHEETS};

    #[test]
    fn every_class_of_the_page_has_its_rule() {
        let sheets = format!("{}{PAGE}", SHEETS.concat());
        let ends_name = |letter: Option<char>| !letter.is_some_and(|one| one.is_alphanumeric() || one == '-');
        let has_rule = |class: &str| {
            let rule = format!(".{class}");
            sheets.match_indices(&rule).any(|(at, _)| ends_name(sheets[at + rule.len()..].chars().next()))
        };
        let sources = [include_str!("html.rs"), include_str!("html/windows.rs")];
        let written = sources.iter().flat_map(|source| source.split("class=\\\"").skip(1));
        let names = written.filter_map(|rest| rest.split_once('\\')).map(|(names, _)| names);
        let mut classes: Vec<&str> = names.flat_map(str::split_whitespace).collect();
        classes.extend(["win", "win-dark"]);
        classes.retain(|class| !class.contains('{'));
        assert!(classes.len() > 20, "{classes:?}");
        let bare: Vec<_> = classes.into_iter().filter(|class| !has_rule(class)).collect();
        assert!(bare.is_empty(), "no rule for {bare:?}");
    }
}
