//! Whole backups, made by the small writer here or taken from the reference set.
#![expect(clippy::disallowed_methods, reason = "tests write backups, damage them and compare folders")]

mod archives;
mod damage;
mod finding;
mod hostile;
mod reading;
mod reference;
mod trees;
mod unlocking;
mod writer;

use super::{Candidate, OpenError, Opened, Secret, identify, open};
use engine::{Entry, Evidence};
use std::path::Path;
use zeroize::Zeroizing;

fn password(text: &str) -> Secret {
    Secret::Password(Zeroizing::new(text.as_bytes().to_vec()))
}

fn only(path: &Path) -> Candidate {
    let mut found = identify(path).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn opened(path: &Path, secret: Option<&Secret>) -> Opened {
    open(&only(path), secret, &mut |_, _| true).unwrap()
}

fn open_code(path: &Path, secret: Option<&Secret>) -> &'static str {
    match identify(path).and_then(|found| open(&found[0], secret, &mut |_, _| true)) {
        Ok(_) => "opened",
        Err(error) => error.code(),
    }
}

fn refused(path: &Path) -> OpenError {
    identify(path).map(|found| panic!("{found:?}")).unwrap_err()
}

fn one(evidence: &dyn Evidence, path: &str) -> Entry {
    let mut found = evidence.find(&[path]).unwrap();
    assert_eq!(found.len(), 1, "{path}: {found:?}");
    found.remove(0)
}

fn bytes(evidence: &dyn Evidence, path: &str) -> Vec<u8> {
    evidence.read(&one(evidence, path), 1 << 24).unwrap()
}
