//! Whether an X.509 certificate (DER) vouches for itself: issuer and subject are the same bytes. Of the
//! certificates that a profile can bring, those are the ones that can vouch for websites.
//!
//! Only the outer shape is read (RFC 5280, 4.1): `SEQUENCE { SEQUENCE { [0] version?, serial, algorithm,
//! issuer, validity, subject, … } … }`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const VERSION: u8 = 0xa0;

/// True if the certificate names itself as its issuer; false if it does not, or cannot be read. As DER, or as PEM (RFC 7468),
/// then any of those in the file.
pub(super) fn is_self_signed(certificate: &[u8]) -> bool {
    let names_itself =
        |der: &[u8]| issuer_and_subject(der).is_some_and(|(issuer, subject)| issuer == subject);
    names_itself(certificate) || pem(certificate).any(|der| names_itself(&der))
}

fn pem(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    text.split("-----BEGIN CERTIFICATE-----").skip(1).filter_map(|rest| {
        let (body, _) = rest.split_once("-----END CERTIFICATE-----")?;
        let digits: String = body.split_ascii_whitespace().collect();
        STANDARD.decode(digits).ok()
    })
}

fn issuer_and_subject(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (certificate, _) = content(SEQUENCE, der)?;
    let (mut rest, _) = content(SEQUENCE, certificate)?;
    if let Some((_, after)) = content(VERSION, rest) {
        rest = after;
    }
    let (_, rest) = content(INTEGER, rest)?;
    let (_, rest) = content(SEQUENCE, rest)?;
    let (issuer, rest) = content(SEQUENCE, rest)?;
    let (_, rest) = content(SEQUENCE, rest)?;
    let (subject, _) = content(SEQUENCE, rest)?;
    Some((issuer, subject))
}

/// What an element with this tag holds, and what follows it. Lengths of more than four bytes are refused.
fn content(tag: u8, bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&first, rest) = bytes.split_first()?;
    let (&length, rest) = rest.split_first()?;
    let (length, rest) = match length {
        0..=0x7f => (usize::from(length), rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(length & 0x7f))?;
            (digits.iter().fold(0, |sum, digit| sum << 8 | usize::from(*digit)), rest)
        }
        _ => return None,
    };
    (first == tag).then(|| rest.split_at_checked(length))?
}

#[cfg(test)]
pub(super) mod tests {
    use super::is_self_signed;
    use proptest::prelude::*;

    fn element(tag: u8, content: &[u8]) -> Vec<u8> {
        let mut bytes = vec![tag, 0x82];
        bytes.extend(u16::try_from(content.len()).unwrap().to_be_bytes());
        bytes.extend(content);
        bytes
    }

    /// The outer shape of a certificate; what stands behind the subject is not read.
    pub(in super::super) fn certificate(issuer: &str, subject: &str) -> Vec<u8> {
        let body = [
            element(0xa0, &element(0x02, &[2])),
            element(0x02, &[7; 20]),
            element(0x30, b"algorithm"),
            element(0x30, issuer.as_bytes()),
            element(0x30, b"from and until"),
            element(0x30, subject.as_bytes()),
        ];
        element(0x30, &element(0x30, &body.concat()))
    }

    #[test]
    fn a_root_names_itself_and_an_intermediate_does_not() {
        assert!(is_self_signed(&certificate("Corp Root", "Corp Root")));
        assert!(!is_self_signed(&certificate("Corp Root", "Corp Wi-Fi")));
    }

    #[test]
    fn what_is_cut_short_vouches_for_nothing() {
        let whole = certificate("Corp Root", "Corp Root");
        for end in 0..whole.len() - b"Corp Root".len() {
            assert!(!is_self_signed(&whole[..end]), "cut at {end}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(bytes in any::<Vec<u8>>()) {
            is_self_signed(&bytes);
        }
    }
}
