//! Property lists, binary and XML, read whole and in parts.
#![no_main]

use property_list::{Flow, Limits, Value, pick, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { events: 20_000, bytes: 1 << 20, ..Limits::default() };
    let whole = read(bytes, &limits);
    if let Ok(value) = &whole {
        let (values, size, depth) = measure(value, 0);
        assert!(
            values <= limits.events && size <= limits.bytes && depth <= limits.depth,
            "{values} {size} {depth}"
        );
    }
    let (tops, _) = parts(bytes, &limits, &["*"]);
    let (parts, picked) = parts(bytes, &limits, &["*", "*"]);
    if let (Ok(whole), true) = (&whole, picked) {
        for (keys, value) in &parts {
            // Of a key that stands twice the whole keeps one.
            let twice = tops.iter().filter(|(top, _)| top[0] == keys[0]).count() > 1
                || parts.iter().filter(|(other, _)| other == keys).count() > 1;
            let found = keys.iter().try_fold(whole, step);
            // Compared as text: a number that is none is not equal to itself.
            assert!(
                twice || found.is_some_and(|found| format!("{found:?}") == format!("{value:?}")),
                "{keys:?}"
            );
        }
    }
});

/// What lies at `path`, and whether all of the list was read.
fn parts(bytes: &[u8], limits: &Limits, path: &[&str]) -> (Vec<(Vec<String>, Value)>, bool) {
    let mut parts = Vec::new();
    let picked = pick(&bytes.to_vec(), &[path], limits, &mut |part| {
        parts.push((part.keys.to_vec(), part.value));
        Flow::GoOn
    });
    (parts, picked.is_ok())
}

fn step<'v>(value: &'v Value, key: &String) -> Option<&'v Value> {
    match value {
        Value::Array(values) => values.get(key.parse::<usize>().ok()?),
        other => other.get(key),
    }
}

/// Values, bytes of text and content, depth.
fn measure(value: &Value, depth: usize) -> (u64, u64, usize) {
    let all = |children: Vec<&Value>| {
        children
            .into_iter()
            .map(|child| measure(child, depth + 1))
            .fold((1, 0, depth + 1), |all, one| (all.0 + one.0, all.1 + one.1, all.2.max(one.2)))
    };
    match value {
        Value::Array(values) => all(values.iter().collect()),
        Value::Dictionary(pairs) => all(pairs.iter().map(|(_, value)| value).collect()),
        Value::String(text) => (1, text.len() as u64, depth),
        Value::Data(bytes) => (1, bytes.len() as u64, depth),
        _ => (1, 0, depth),
    }
}
