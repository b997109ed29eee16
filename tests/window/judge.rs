//! What every screen must be, whatever it shows.

use crate::driver::Window;
use serde_json::{Value, json};

/// Looks of the window, all of which must be readable.
const THEMES: [&str; 4] = ["light", "dark", "contrast", "contrast-dark"];

/// Screens that may scroll: the directory of people, and the report, which is a page of paper.
const MAY_SCROLL: [u64; 2] = [17, 20];

/// axe-core, from the packages of the window's own code.
pub(crate) fn axe() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(path).expect("`cargo xtask setup` installs axe-core")
}

/// Ends every fade, also those that a change of look has just begun: half-faded letters are judged too pale.
pub(crate) fn settle(window: &Window) {
    window.run_async(
        "const done = arguments[arguments.length - 1];
         const end = () => {
           const fades = document.getAnimations()
             .filter((one) => one.effect.getComputedTiming().iterations !== Infinity);
           fades.forEach((one) => one.finish());
           return fades.length;
         };
         const look = (left) => left === 0 || (end() === 0 && left < 8) ? done(0) : setTimeout(look, 30, left - 1);
         look(10);",
    );
}

/// Everything that is wrong with the screen now, one sentence each.
pub(crate) fn faults(window: &Window, axe: &str, lang: &str, number: u64) -> Vec<String> {
    let mut faults = layout(window, lang, number);
    if window.run("return typeof window.axe", &[]) != json!("object") {
        window.run(axe, &[]);
    }
    let chosen = window.run("return document.documentElement.dataset.theme", &[]);
    for theme in THEMES {
        window.run("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]);
        settle(window);
        faults.extend(accessibility(window).into_iter().map(|fault| format!("{theme}: {fault}")));
    }
    window.run("document.documentElement.dataset.theme = arguments[0]", &[chosen]);
    faults
}

fn accessibility(window: &Window) -> Vec<String> {
    let found = window.run_async(
        "const done = arguments[arguments.length - 1];
         axe.run(document, { resultTypes: ['violations'] }).then(
           (result) => done(result.violations.flatMap((rule) =>
             rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`))),
           (error) => done([`axe: ${error}`]));",
    );
    strings(&found)
}

fn layout(window: &Window, lang: &str, number: u64) -> Vec<String> {
    let scroll = MAY_SCROLL.contains(&number);
    let script = r#"
        const [lang, number, mayScroll] = arguments;
        const root = document.documentElement, faults = [];
        const say = (holds, fault) => { if (!holds) faults.push(fault); };
        const page = document.querySelector('.page:not([hidden] *)');
        const main = page.querySelector('.main');
        say(root.lang === lang, `the page says lang=${root.lang}`);
        say(root.dir === (lang === 'ar' ? 'rtl' : 'ltr'), `the page says dir=${root.dir}`);
        say(document.title.includes(String(number)), `the window's title lacks the number: ${document.title}`);
        say(main.innerText.trim().length > 20, 'the screen is empty');
        say(root.scrollWidth <= root.clientWidth, 'the page is wider than the window');
        say(main.scrollWidth <= main.clientWidth + 1, 'the step is wider than its place');
        say(mayScroll || root.scrollHeight <= root.clientHeight + 1, `the page is ${root.scrollHeight} high`);
        say(mayScroll || main.scrollHeight <= main.clientHeight + 1,
          `the step is ${main.scrollHeight} high, its place ${main.clientHeight}`);
        for (const one of page.querySelectorAll('h1, h2, p, li, dd, td, button, label, .tag, .step')) {
          if (one.closest('.vh')) continue;
          if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
            faults.push(`cut off: ${one.textContent.trim().slice(0, 60)}`);
        }
        return faults;"#;
    strings(&window.run(script, &[json!(lang), json!(number), json!(scroll)]))
}

fn strings(list: &Value) -> Vec<String> {
    let all = list.as_array().map_or(&[][..], Vec::as_slice);
    all.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}
