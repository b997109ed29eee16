#![no_main]
//! Rows and accounts in loose bytes, as the sweep of deleted rows looks for them.

use ios::artifacts::deleted_rows::carve;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    carve::texts(bytes, &mut |text| assert!(text.len() <= bytes.len()));
    let text = String::from_utf8_lossy(bytes);
    assert!(carve::accounts(&text).all(|account| account.contains('@')));
});
