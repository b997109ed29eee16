//! Apple's warnings that a phone was the target of a costly attack ("threat notifications").
//!
//! A real one comes from `threat-notifications@apple.com` or `threat-notifications@email.apple.com`, and never
//! asks to open a link, to install anything or to give a password (Apple, support.apple.com/102174). Anybody
//! can imitate its words; both kinds matter to the person who got it, so both are shown.
//!
//! The words are known in English only. In other languages it is known by its sender, or by a sender at Apple
//! together with a link to that page; never guessed.

/// How it was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Threat {
    /// By the account that sent it.
    Sender,
    /// By its opening words.
    Words,
}

impl Threat {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::Words => "words",
        }
    }
}

/// The two openings that were seen in public.
const OPENINGS: &[&str] = &[
    "ALERT: State-sponsored attackers may be targeting your iPhone",
    "ALERT: Apple detected a targeted mercenary spyware attack against your iPhone",
];

/// The page on threat notifications, in any language: `support.apple.com/…/102174`, formerly `HT212960`.
const PAGES: &[&str] = &["102174", "HT212960"];

/// Whether a message is one, or says that it is.
pub(super) fn of(sender: Option<&str>, text: &str) -> Option<Threat> {
    let start = text.trim_start();
    if OPENINGS.iter().any(|opening| start.starts_with(opening)) {
        return Some(Threat::Words);
    }
    let (user, domain) = sender?.rsplit_once('@')?;
    if !is_apple(domain) {
        return None;
    }
    let named = user.eq_ignore_ascii_case("threat-notifications");
    (named || links_to_page(text)).then_some(Threat::Sender)
}

fn is_apple(domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    domain == "apple.com" || domain.ends_with(".apple.com")
}

fn links_to_page(text: &str) -> bool {
    text.split_once("support.apple.com/").is_some_and(|(_, rest)| {
        let path =
            rest.split(|c: char| c.is_whitespace() || matches!(c, '?' | '#')).next().unwrap_or_default();
        let last = path.trim_end_matches(['/', '.']).rsplit('/').next().unwrap_or_default();
        PAGES.contains(&last)
    })
}

#[cfg(test)]
mod tests {
    use super::{Threat, of};

    #[test]
    fn known_words_are_enough() {
        let text = "ALERT: Apple detected a targeted mercenary spyware attack against your iPhone. Sign in";
        assert_eq!(of(Some("+15550100"), text), Some(Threat::Words));
        let text = " ALERT: State-sponsored attackers may be targeting your iPhone\nApple believes";
        assert_eq!(of(None, text), Some(Threat::Words));
    }

    #[test]
    fn in_any_language_it_is_known_by_its_sender() {
        let text = "تنبيه من Apple";
        assert_eq!(of(Some("threat-notifications@email.apple.com"), text), Some(Threat::Sender));
        let text = "ALERTE https://support.apple.com/fr-fr/102174.";
        assert_eq!(of(Some("noreply@email.apple.com"), text), Some(Threat::Sender));
    }

    #[test]
    fn talking_about_it_is_not_getting_it() {
        let quoted = "Did you also get \"ALERT: State-sponsored attackers may be targeting your iPhone\"?";
        assert_eq!(of(Some("+15550100"), quoted), None);
        assert_eq!(of(Some("friend@mail.example"), "read https://support.apple.com/en-us/102174"), None);
        assert_eq!(of(Some("threat-notifications@apple.com.evil.example"), "hello"), None);
        assert_eq!(
            of(Some("noreply@apple.com"), "Your receipt https://support.apple.com/en-us/118223"),
            None
        );
    }
}
