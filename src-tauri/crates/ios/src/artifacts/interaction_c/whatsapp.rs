//! Who stands behind an id of WhatsApp. Its newer ids (`…@lid`) hide the number; WhatsApp's own list of people tells it.
//!
//! The list belongs to the artifact `ios.whatsapp-contacts`, which says what cannot be read of it.

use super::super::shared::databases::quietly;
use engine::Case;
use sqlite::{Database, Flow, Row};
use std::collections::BTreeMap;

/// The app's id among the interactions.
pub(super) const APP: &str = "net.whatsapp.WhatsApp";

const PEOPLE: (&str, &str, &[&str]) = (
    "AppDomainGroup-group.net.whatsapp.WhatsApp.shared/ContactsV2.sqlite",
    "ZWAADDRESSBOOKCONTACT",
    &["ZWHATSAPPID", "ZLID", "ZPHONENUMBER", "ZFULLNAME"],
);
const PAIRS: (&str, &str, &[&str]) = (
    "AppDomainGroup-group.net.whatsapp.WhatsApp.shared/LID.sqlite",
    "ZWAPHONENUMBERLIDPAIR",
    &["ZLID", "ZPHONENUMBER"],
);
/// People kept in memory.
const MOST: usize = 200_000;

/// A person: number with `+`, name of the address book.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) number: Option<String>,
    pub(super) name: Option<String>,
}

/// People by number, and numbers by newer id.
#[derive(Default)]
pub(super) struct People {
    names: BTreeMap<String, String>,
    numbers: BTreeMap<String, String>,
}

impl People {
    pub(super) fn of(case: &Case<'_>) -> Self {
        let mut people = Self::default();
        each(case, PAIRS, &mut |row| people.pair(row.text(0).as_deref(), row.text(1).as_deref()));
        each(case, PEOPLE, &mut |row| {
            let number = row.text(2).or_else(|| row.text(0)).and_then(|number| plus(&number));
            people.pair(row.text(1).as_deref(), number.as_deref());
            if let (Some(number), Some(name)) = (number, row.text(3)) {
                people.names.insert(number, name.into_owned());
            }
            people.names.len() < MOST
        });
        people
    }

    fn pair(&mut self, id: Option<&str>, number: Option<&str>) -> bool {
        self.numbers.extend(id.map(str::to_owned).zip(number.and_then(plus)));
        self.numbers.len() < MOST
    }

    /// Who this id belongs to; nobody for a group.
    pub(super) fn find(&self, id: &str) -> Person {
        let number = if id.ends_with("@lid") { self.numbers.get(id).cloned() } else { plus(id) };
        let name = number.as_ref().and_then(|number| self.names.get(number)).cloned();
        Person { number, name }
    }
}

/// `+15550100` of `15550100@s.whatsapp.net`, `15550100` or itself.
fn plus(id: &str) -> Option<String> {
    let id = id.strip_suffix("@s.whatsapp.net").unwrap_or(id);
    let digits: String = id.chars().filter(|character| !matches!(character, ' ' | '-' | '(' | ')')).collect();
    let digits = digits.strip_prefix('+').unwrap_or(&digits);
    (digits.len() >= 5 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| format!("+{digits}"))
}

fn each(
    case: &Case<'_>,
    (path, table, columns): (&str, &str, &[&str]),
    visit: &mut dyn FnMut(&Row<'_>) -> bool,
) {
    quietly(case, path, &mut |database: &Database, _| {
        // Said by the artifact that reads it.
        let _ = database.read_table(table, columns, &mut |row| Flow::from(visit(row)));
    });
}
