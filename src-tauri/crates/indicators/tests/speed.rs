//! Figures for the choice of structure. Run by hand:
//! `cargo test -p indicators --release --test speed -- --ignored --nocapture`. Nothing passes or fails by time.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use indicators::Indicators;

#[expect(clippy::print_stderr, reason = "the figures are the point")]
fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let (start, worked) = (Instant::now(), on_processor());
    let result = run();
    eprintln!("{what}: {:.2?} of {:.2?}", on_processor().saturating_sub(worked), start.elapsed());
    result
}

/// How long this thread has really run: on a busy machine the clock says nothing. Zero where the system does not tell.
#[expect(clippy::disallowed_methods, reason = "the kernel's own figures, not evidence")]
fn on_processor() -> Duration {
    let figures = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = figures.split(' ').next().and_then(|first| first.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

#[expect(clippy::print_stderr, reason = "as above")]
fn figure(what: &str, value: usize) {
    eprintln!("{what}: {value}");
}

/// Pseudo-random, always the same.
fn host(number: u64) -> String {
    let mut mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let ending = ["com", "net", "org", "info", "co.uk"][usize::try_from(mixed % 5).unwrap_or(0)];
    format!("h{:x}.{ending}", mixed >> 20)
}

#[test]
#[ignore = "a measurement, not a test"]
fn a_million_values() {
    let mut bundle = String::from("[");
    for number in 0..1_000_000u64 {
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(
            bundle,
            r#"{comma}{{"type":"indicator","id":"indicator--{number}","pattern":"[domain-name:value='{}']"}}"#,
            host(number)
        );
    }
    bundle.push(']');
    let urls: Vec<String> = (0..350_000)
        .map(|n| format!("https://www.{}/path/{n}?q=some-query&x={n}", host(n + 5_000_000)))
        .collect();
    let text: String = urls.iter().take(20_000).fold(String::new(), |mut text, url| {
        let _ = write!(text, "Some words before the link, {url}, and some after it. ");
        text
    });

    let builtin = timed("open the built-in set", Indicators::builtin);
    timed("350,000 misses, built-in set", || {
        urls.iter().filter(|url| black_box(builtin.url(url)).is_some()).count()
    });
    timed("links in 2 MB of text, built-in set", || black_box(builtin.links(&text)).len());
    timed("350,000 process misses", || {
        urls.iter().filter(|url| black_box(builtin.process(url)).is_some()).count()
    });
    timed("350,000 path misses", || {
        urls.iter().filter(|url| black_box(builtin.file_path(url)).is_some()).count()
    });

    let mut builder = timed("begin with the built-in packs", indicators::Builder::builtin);
    let report =
        timed("import a million patterns", || builder.stix("million", bundle.as_bytes())).expect("readable");
    assert_eq!(report.added, 1_000_000);
    let million = timed("compile", || builder.build());
    let bytes = million.as_bytes().to_vec();
    assert!(bytes.len() > 10_000_000);
    timed("open a compiled set of a million", || Indicators::from_bytes(bytes)).expect("an image");
    timed("350,000 misses, a million values", || {
        urls.iter().filter(|url| black_box(million.url(url)).is_some()).count()
    });
    let hits = timed("350,000 hits, a million values", || {
        (0..350_000).filter(|n| million.url(&host(*n)).is_some()).count()
    });
    assert_eq!(hits, 350_000);
    figure("size of a million values, MB", million.as_bytes().len() / 1_000_000);
    figure("size of the built-in set, KB", builtin.as_bytes().len() / 1000);
}
