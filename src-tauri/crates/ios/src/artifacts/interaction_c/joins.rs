//! The tables between interactions and their recipients, and their attachments. Core Data puts the numbers of the
//! entities into their names and into those of their columns, and gives other numbers in other systems:
//! `Z_2INTERACTIONRECIPIENT (Z_2RECIPIENTS, Z_3INTERACTIONRECIPIENT)`,
//! `Z_1INTERACTIONS (Z_1ATTACHMENTS, Z_3INTERACTIONS)`.

use sqlite::Database;
use sqlite::rusqlite::Statement;

/// Recipients that are told of one interaction.
const MOST: usize = 20;

/// Looks up what belongs to an interaction; without the table there is nothing.
#[derive(Default)]
pub(super) struct Joined<'a>(Option<Statement<'a>>);

impl<'a> Joined<'a> {
    pub(super) fn recipients(database: &'a Database) -> Self {
        Self::of(database, "INTERACTIONRECIPIENT", "RECIPIENTS")
    }

    pub(super) fn attachments(database: &'a Database) -> Self {
        Self::of(database, "INTERACTIONS", "ATTACHMENTS")
    }

    /// `table` is also the name of the column of interactions.
    fn of(database: &'a Database, table: &str, what: &str) -> Self {
        Self(statement(database, table, what).and_then(|sql| database.connection().prepare(&sql).ok()))
    }

    /// Numbers, in the order in which they lie.
    pub(super) fn of_interaction(&mut self, number: i64) -> Vec<i64> {
        let Some(statement) = &mut self.0 else { return Vec::new() };
        let Ok(mut rows) = statement.query([number]) else { return Vec::new() };
        let mut found = Vec::new();
        while let Ok(Some(row)) = rows.next() {
            found.extend(row.get::<_, i64>(0));
            if found.len() == MOST {
                break;
            }
        }
        found
    }
}

/// Names come from the evidence; only digits in them vary, so they cannot say anything else in SQL.
fn statement(database: &Database, table: &str, what: &str) -> Option<String> {
    let found = database.tables().find(|name| is(name, table))?;
    let columns = database.columns(found);
    let named = |what: &str| columns.iter().map(|column| column.name.as_str()).find(|name| is(name, what));
    let (what, interaction) = (named(what)?, named(table)?);
    Some(format!("SELECT {what} FROM {found} WHERE {interaction} = ?1 LIMIT {MOST}"))
}

/// `Z_`, digits, `what`.
fn is(name: &str, what: &str) -> bool {
    let number = name.strip_prefix("Z_").and_then(|rest| rest.strip_suffix(what));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::is;

    #[test]
    fn only_the_numbers_vary() {
        assert!(is("Z_2INTERACTIONRECIPIENT", "INTERACTIONRECIPIENT"));
        assert!(is("Z_14RECIPIENTS", "RECIPIENTS"));
        assert!(!is("Z_INTERACTIONRECIPIENT", "INTERACTIONRECIPIENT"));
        assert!(!is("Z_2;DROP TABLE xRECIPIENTS", "RECIPIENTS"));
        assert!(!is("Z_3INTERACTIONRECIPIENT", "RECIPIENTS"));
    }
}
