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
pub(crate) enum Threat {
    /// By the account that sent it.
    Sender,
    /// By its opening words.
    Words,
}

impl Threat {
    pub(crate) fn name(self) -> &'static str {
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
pub(crate) fn of(sender: Option<&str>, text: &str) -> Option<Threat> {
    let start = text.trim_start();
    if OPENINGS.iter().any(|opening| start.starts_with(opening)) {
        return Some(Threat::Words);
    }
    let sender = sender?;
    (is_sender(sender) || is_apple(sender) && links_to_page(text)).then_some(Threat::Sender)
}

/// Whether an account is one that Apple sends these warnings from.
pub(crate) fn is_sender(account: &str) -> bool {
    let user = account.split('@').next().unwrap_or_default();
    user.eq_ignore_ascii_case("threat-notifications") && is_apple(account)
}

/// Whether an account is one of Apple's.
pub(crate) fn is_apple(account: &str) -> bool {
    let Some((_, domain)) = account.rsplit_once('@') else { return false };
    let domain = domain.to_ascii_lowercase();
    domain == "apple.com" || domain.ends_with(".apple.com")
}

/// Whether a text links to the page on these warnings.
pub(crate) fn links_to_page(text: &str) -> bool {
    text.split("support.apple.com/").skip(1).any(|rest| {
        let ends = |c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '\'' | '<' | '>');
        let path = rest.split(ends).next().unwrap_or_default();
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
        let text = "https://support.apple.com/ ALERTE https://support.apple.com/fr-fr/102174.";
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
