//! Good lists, odd lists, cut lists.

use super::*;
use crate::{Bytes, Event, Events};

fn sample() -> plist::Value {
    let mut inner = plist::Dictionary::new();
    inner.insert("žluť 🙂".into(), "a < b & \"c\" 'd' > e".into());
    inner.insert("data".into(), plist::Value::Data((0..=255).collect()));
    inner.insert("empty".into(), plist::Value::Array(vec![]));
    inner.insert("none".into(), plist::Value::Dictionary(plist::Dictionary::new()));
    let numbers = [0i64, 1, 255, 256, -1, i64::MIN, i64::MAX].map(plist::Value::from);
    inner.insert("numbers".into(), plist::Value::Array(numbers.into()));
    inner.insert("largest".into(), u64::MAX.into());
    inner.insert("real".into(), plist::Value::Real(-1.5e300));
    inner.insert("yes".into(), true.into());
    inner.insert("no".into(), false.into());
    let date = plist::Date::from_xml_format("1969-07-20T20:17:40Z").unwrap();
    inner.insert("date".into(), plist::Value::Date(date));
    inner.insert("long".into(), "x".repeat(70_000).into());
    plist::Value::Array(vec![plist::Value::Dictionary(inner), "".into()])
}

#[test]
fn both_forms_are_read_as_another_reader_reads_them() {
    let expected = translated(&sample());
    for bytes in [binary(&sample()), xml(&sample())] {
        assert_eq!(usual(&bytes).unwrap(), expected);
        assert_eq!(oracle(&bytes).unwrap(), expected);
    }
}

#[test]
fn cut_anywhere_is_an_error_and_never_half_a_value() {
    let mut small = sample();
    small.as_array_mut().unwrap()[0].as_dictionary_mut().unwrap().remove("long");
    for bytes in [binary(&small), xml(&small)] {
        let whole = usual(&bytes).unwrap();
        for cut in 0..bytes.len() {
            match usual(&bytes[..cut]) {
                Ok(value) => assert_eq!(value, whole, "only what follows the root is missing"),
                Err(Refused::NotAPropertyList) => assert!(cut < 200, "{cut}"),
                Err(error) => assert!(matches!(error, Refused::Damaged { .. }), "{error:?} at {cut}"),
            }
        }
    }
}

#[test]
fn xml_of_other_writers_is_understood() {
    let list = "\u{feff}<?xml version='1.0'?> <!-- -- a ->- comment ---> <!DOCTYPE plist [<!ENTITY x 'y>'> ]>
        <plist version=\"1.0\"><dict ><key>a&#x41;&#66;</key><string>x<![CDATA[<&]]]>]]>y<!-- - -- -->z&lt;&x;</string>
        <key/><array/><key>d</key><dict/><key>hex</key><integer>-0x10</integer><key>s</key><string/>
        <key>b</key><data>
            AAEC AwQ=
        </data><key>b2</key><data>/+8</data><key>t</key><true></true><key>r</key><real> 2.5 </real>
        <key>bad date</key><date>someday</date></dict></plist> trailing";
    let value = usual(list.as_bytes()).unwrap();
    assert!(matches!(value.get("bad date"), Some(Value::Date(Date(seconds))) if seconds.is_nan()));
    let Value::Dictionary(mut entries) = value else { panic!() };
    entries.remove("bad date");
    let expected = dictionary([
        ("aAB", text("x<&]]]>yz<\u{fffd}")),
        ("", Value::Array(vec![])),
        ("d", dictionary([])),
        ("hex", Value::Integer(-16)),
        ("s", text("")),
        ("b", Value::Data(vec![0, 1, 2, 3, 4])),
        ("b2", Value::Data(vec![255, 239])),
        ("t", Value::Boolean(true)),
        ("r", Value::Real(2.5)),
    ]);
    assert_eq!(Value::Dictionary(entries), expected);
}

#[test]
fn what_is_no_property_list_is_called_so() {
    for bytes in [
        &b""[..],
        b"x",
        b"<html></html>",
        b"{ a = b; }",
        b"SQLite format 3\0",
        b"\xff\xfe<\0p\0",
        b"<plist/>",
    ] {
        let refused = usual(bytes).unwrap_err();
        assert!(matches!(refused, Refused::NotAPropertyList | Refused::Damaged { .. }), "{refused:?}");
    }
    assert!(matches!(usual(b"<?xml version='1.0'?>"), Err(Refused::NotAPropertyList)));
    for broken in [
        "<dict><string>no key</string></dict>",
        "<dict><key>a</key></dict>",
        "<array><key>a</key></array>",
        "<integer>12x</integer>",
        "<data>*</data>",
        "<array></array></array>",
        "<string>a<b/></string>",
        "<odd/>",
    ] {
        let list = format!("<plist>{broken}</plist>");
        match usual(list.as_bytes()) {
            Err(Refused::Damaged { .. }) => {}
            // Like other readers, nothing behind the root is looked at.
            Ok(value) => assert_eq!((value, broken), (Value::Array(vec![]), "<array></array></array>")),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_key_without_a_value_is_damage() {
    let error = usual(b"<plist><dict><key>a</key></dict></plist>").unwrap_err();
    assert!(matches!(error, Refused::Damaged { .. }), "{error:?}");
}

#[test]
fn odd_dates_do_not_cost_the_list() {
    for seconds in [f64::NAN, f64::INFINITY, 1e300, -1e300] {
        let mut date = vec![0x33];
        date.extend(seconds.to_be_bytes());
        let list = assembled(&[container(0xa0, 2, &[1, 2]), date, vec![0x09]]);
        assert!(oracle(&list).is_none(), "the usual reader refuses the whole list");
        let value = usual(&list).unwrap();
        let [Value::Date(date), Value::Boolean(true)] = value.as_array().unwrap() else {
            panic!("{value:?}")
        };
        assert_eq!(date.timestamp(), None);
    }
    assert_eq!(Date(-0.5).timestamp().unwrap().to_string(), "2000-12-31T23:59:59.5Z");
}

#[test]
fn events_can_be_passed_over() {
    let list = |form: fn(&plist::Value) -> Vec<u8>| form(&sample());
    for bytes in [list(binary), list(xml)] {
        let bytes = Bytes(&bytes);
        let mut events = Events::of(&bytes, &Limits::default()).unwrap();
        assert_eq!(events.next().unwrap(), Some(Event::StartArray));
        assert_eq!(events.next().unwrap(), Some(Event::StartDictionary));
        for _ in 0..5 {
            assert!(matches!(events.next().unwrap(), Some(Event::Key(_))));
            events.skip_value().unwrap();
        }
        events.leave().unwrap();
        assert_eq!(events.next().unwrap(), Some(Event::String("".into())));
        assert_eq!(events.next().unwrap(), Some(Event::End));
        assert_eq!(events.next().unwrap(), None);
    }
}
