//! Columns are probed, values are read as what they are worth.

use super::*;

#[test]
fn columns_are_probed_and_missing_ones_are_null() {
    let main = made(
        "CREATE TABLE t(ROWID INTEGER PRIMARY KEY AUTOINCREMENT, Text TEXT, \"odd \"\"name\" BLOB);
         INSERT INTO t VALUES(7,'a',x'0102');",
    );
    let database = open(&main, None);
    let columns = database.columns("T");
    assert!(columns.has("text") && columns.has("rowid") && !columns.has("absent"));
    assert_eq!(columns.iter().map(|c| c.declared.as_str()).collect::<Vec<_>>(), ["INTEGER", "TEXT", "BLOB"]);
    assert!(database.columns("absent").is_empty());
    let mut rows = 0;
    database
        .read_table("t", &["absent", "rowid", "TEXT", "odd \"name"], &mut |row| {
            rows += 1;
            assert_eq!((row.rowid(), row.int(0), row.int(1)), (Some(7), None, Some(7)));
            assert_eq!((row.text(2).as_deref(), row.blob(3)), (Some("a"), Some(&[1, 2][..])));
            assert_eq!(row.int(99), None);
            Flow::GoOn
        })
        .unwrap();
    assert_eq!(rows, 1);
}

#[test]
fn the_rowid_is_found_behind_columns_that_took_its_name() {
    let main = made(
        "CREATE TABLE t(rowid TEXT, oid TEXT); INSERT INTO t VALUES('x','y'),('z',NULL);
                     CREATE TABLE k(a TEXT PRIMARY KEY, b); INSERT INTO k VALUES('q',1);",
    );
    let database = open(&main, None);
    let mut found = Vec::new();
    database
        .read_table("t", &["rowid", "oid", "_rowid_"], &mut |row| {
            let text = |column| row.text(column).map(|text| text.into_owned());
            found.push((row.rowid(), text(0), text(1), row.int(2)));
            Flow::GoOn
        })
        .unwrap();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(found, [(Some(1), text("x"), text("y"), Some(1)), (Some(2), text("z"), None, Some(2))]);
    let read = database.read_table("k", &["a"], &mut |row| {
        assert_eq!((row.rowid(), row.text(0).as_deref()), (Some(1), Some("q")));
        Flow::GoOn
    });
    assert_eq!(read.unwrap().rows, 1);
}

#[test]
fn values_of_another_type_are_read_as_what_they_are_worth() {
    let main = made(
        "CREATE TABLE t(a); INSERT INTO t VALUES(' 12 '),(x'6869ff'),(3.9),(NULL),('1e3'),(9e999),('no');",
    );
    let mut found = Vec::new();
    open(&main, None)
        .read_table("t", &["a"], &mut |row| {
            found.push((
                row.int(0),
                row.real(0),
                row.text(0).map(|text| text.into_owned()),
                row.blob(0).is_some(),
            ));
            Flow::GoOn
        })
        .unwrap();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        found,
        [
            (Some(12), Some(12.0), text(" 12 "), true),
            (None, None, text("hi\u{fffd}"), true),
            (Some(3), Some(3.9), text("3.9"), false),
            (None, None, None, false),
            (Some(1000), Some(1000.0), text("1e3"), true),
            (None, None, text("inf"), false),
            (None, None, text("no"), true),
        ]
    );
}

#[test]
fn text_of_a_utf16_database_arrives_as_utf8() {
    let main = made(
        "PRAGMA encoding='UTF-16be'; CREATE TABLE t(id INTEGER PRIMARY KEY, text); INSERT INTO t VALUES(1,'žluť');",
    );
    assert_eq!(read_t(&open(&main, None)).0, [(1, "žluť".to_owned())]);
}

#[test]
fn a_caller_who_has_enough_gets_no_more() {
    let database = open(&plain_table(100), None);
    let mut left = 5;
    let read = database.read_table("t", &["id"], &mut |_| {
        left -= 1;
        Flow::from(left > 0)
    });
    assert_eq!(read.unwrap(), TableRead { rows: 5, stopped: true, ..TableRead::default() });
}

#[test]
fn statements_of_our_own_give_rows_too() {
    let database = open(&plain_table(100), None);
    let mut ids = Vec::new();
    let selected =
        database.select("SELECT a.id FROM t a JOIN t b USING (id) WHERE a.id > ?1", [97], &mut |row| {
            ids.extend(row.int(0));
            Flow::GoOn
        });
    assert_eq!((selected.unwrap().rows, ids), (3, vec![98, 99, 100]));
}
