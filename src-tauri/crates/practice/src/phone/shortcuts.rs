//! `Shortcuts.sqlite`.

use super::Phone;
use crate::{
    archive::{binary, dictionary},
    backup::{Backup, Entry},
    clock::Moment,
    database::Database,
    error::PracticeError,
    scenario::What,
    words,
};
use plist::Value;
use rusqlite::params;

const FILE: (&str, &str) = ("HomeDomain", "Library/Shortcuts/Shortcuts.sqlite");

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let database = Database::create(backup, include_str!("../schema/shortcuts.sql"), phone.release)?;
    let mut random = phone.random("shortcuts");
    let mut shortcuts: Vec<(String, Moment)> =
        (0..4).map(|number| (words::page(number, &mut random), phone.any_moment(&mut random))).collect();
    for (plant, value) in phone.plants(&[What::ShortcutLink]) {
        shortcuts.push((words::link(&value, &mut random), Moment::of(plant.when)));
        phone.planted(What::ShortcutLink, &value, FILE, format!("ZSHORTCUT {}", shortcuts.len()));
    }
    for (row, (url, when)) in (1_u32..).zip(&shortcuts) {
        let parameters = dictionary([
            ("WFURL", url.as_str().into()),
            ("WFHTTPMethod", "GET".into()),
            ("UUID", random.uuid().into()),
        ]);
        let actions = Value::Array(vec![
            action(
                "is.workflow.actions.comment",
                dictionary([("WFCommentActionText", words::title(&mut random).into())]),
            ),
            action("is.workflow.actions.downloadurl", parameters),
        ]);
        database.run(
            "INSERT INTO ZSHORTCUT (Z_PK,Z_ENT,Z_OPT,ZACTIONCOUNT,ZDELETED,ZTOMBSTONED,ZACTIONS,ZCREATIONDATE,\
             ZMODIFICATIONDATE,ZACTIONSDESCRIPTION,ZNAME,ZWORKFLOWID) VALUES (?,7,1,2,0,0,?,?,?,\
             'Comment, Get Contents of URL',?,?)",
            params![row, row, when.apple(), when.apple(), words::title(&mut random), random.uuid()],
        )?;
        database
            .run("INSERT INTO ZSHORTCUTACTIONS VALUES (?,8,1,?,?)", params![row, row, binary(&actions)?])?;
    }
    phone.count("shortcuts", shortcuts.len() as u64);
    database.core_data(&[("Shortcut", shortcuts.len() as u64)], &mut random)?;
    database.finish(backup, Entry::new(FILE.0, FILE.1, phone.end))
}

fn action(identifier: &str, parameters: Value) -> Value {
    dictionary([
        ("WFWorkflowActionIdentifier", identifier.into()),
        ("WFWorkflowActionParameters", parameters),
    ])
}
