//! Facts on a phone, picked out of files of many forms. What is not found is not known, never guessed.

use engine::{ReadAt, Version};
use jiff::Timestamp;
use property_list::{Flow, Limits, Picked, Value, pick};
use std::sync::Arc;

const LONGEST: usize = 120;

/// What tells one phone from another. Never leaves this crate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ids {
    pub(crate) udid: Option<String>,
    pub(crate) serial: Option<String>,
    /// Written into every crash report of one phone.
    pub(crate) reporter: Option<String>,
}

/// The texts and times at these paths of a property list, in their order.
pub(crate) fn plist(file: &Arc<dyn ReadAt>, paths: &[&[&str]]) -> Vec<Option<String>> {
    let mut found = vec![None; paths.len()];
    let mut each = |part: Picked<'_>| {
        let text = match &part.value {
            Value::String(text) => Some(text.clone()),
            other => other.as_int().map(|number| number.to_string()),
        };
        if let Some(place) = found.get_mut(part.path) {
            *place = text.and_then(|text| value(&text));
        }
        Flow::GoOn
    };
    // What came before a damaged part is good.
    let _ = pick(file, paths, &Limits::default(), &mut each);
    found
}

/// The value after `key` in lines such as `ProductType => iPhone14,5`, `Hardware Model: iPhone14,5` or
/// `"modelCode" : "iPhone14,5",`: the first that is not empty.
pub(crate) fn after(text: &str, key: &str) -> Option<String> {
    text.match_indices(key).find_map(|(at, _)| {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_')) {
            return None;
        }
        let rest = text[at + key.len()..].lines().next()?;
        let rest = rest.trim_start_matches('"').trim_start();
        let rest = rest.strip_prefix("=>").or_else(|| rest.strip_prefix([':', '=']))?.trim();
        let rest = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().unwrap_or_default(),
            None => rest.trim_end_matches([',', ';']),
        };
        value(rest)
    })
}

/// A short text without anything odd in it.
fn value(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && text.len() <= LONGEST && !text.contains(char::is_control)).then(|| text.to_owned())
}

/// `iPhone OS 16.5 (20F66)`: version and build; `None` for another system than that of a phone.
pub(crate) fn system(text: &str) -> Option<(Option<Version>, Option<String>)> {
    let rest =
        ["iPhone OS ", "iPadOS ", "iPad OS ", "iOS "].iter().find_map(|name| text.strip_prefix(name))?;
    let build = rest.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    Some((Version::parse(rest), build.and_then(|(build, _)| value(build))))
}

/// True for the model of a phone, a tablet or a pod.
pub(crate) fn is_ours(model: &str) -> bool {
    ["iPhone", "iPad", "iPod"].iter().any(|name| model.starts_with(name))
}

/// `2023-05-24 13:29:15.00 -0700`.
pub(crate) fn moment(text: &str) -> Option<Timestamp> {
    Timestamp::strptime("%Y-%m-%d %H:%M:%S%.f %z", text.trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::{after, moment, system};
    use engine::Version;
    use proptest::prelude::*;

    #[test]
    fn values_are_found_in_their_many_forms() {
        let text = "Local device\n\tProperties: {\n\t\tProductType => iPhone14,5\n\t\tOSVersion => 16.5\n\t}\n\
                    { \"modelCode\" : \"iPhone12,1\", \"x\": 1 }\nHardware Model:      iPhone9,3\nXOSVersion => 1";
        assert_eq!(after(text, "ProductType").as_deref(), Some("iPhone14,5"));
        assert_eq!(after(text, "OSVersion").as_deref(), Some("16.5"));
        assert_eq!(after(text, "modelCode").as_deref(), Some("iPhone12,1"));
        assert_eq!(after(text, "Hardware Model").as_deref(), Some("iPhone9,3"));
        assert_eq!(after(text, "Model"), after("Model: iPhone9,3", "Model"));
        assert_eq!(after(text, "nothing"), None);
    }

    #[test]
    fn a_system_of_a_phone_is_told_from_others() {
        assert_eq!(system("iPhone OS 16.5 (20F66)"), Some((Some(Version(16, 5, 0)), Some("20F66".into()))));
        assert_eq!(system("macOS 14.1 (23B74)"), None);
        assert_eq!(moment("2023-05-24 13:29:15.00 -0700").map(|at| at.as_second()), Some(1_684_960_155));
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in "\\PC{0,60}(=>|:|=|\"|\n)?\\PC{0,30}", key in "[a-zA-Z]{1,3}") {
            let _ = after(&text, &key);
            let _ = system(&text);
            let _ = moment(&text);
        }
    }
}
