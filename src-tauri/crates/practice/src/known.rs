//! Values of the built-in packs, for plants that name an indicator by its place.

use crate::scenario::IndicatorWanted;
use indicators::{Hit, Indicators, Kind, Tier};

/// The value at a place; `None` when the packs hold none of that kind and campaign.
///
/// Only values that make a finding known spyware count. They are taken in the order of their
/// letters, so that the choice does not hang on how the packs are compiled.
pub(crate) fn value(wanted: &IndicatorWanted) -> Option<String> {
    let kind = Kind::named(&wanted.kind)?;
    let campaign = wanted.campaign.to_lowercase();
    let packs = Indicators::builtin();
    let mut values: Vec<String> = packs
        .known_answer_values()
        .filter(|(of, tier, _)| *of == kind && *tier == Tier::Strong)
        .map(|(_, _, value)| value)
        .filter(|value| {
            hit(&packs, kind, value).is_some_and(|hit| hit.campaign.to_lowercase().contains(&campaign))
        })
        .collect();
    values.sort();
    values.get(wanted.index.checked_rem(values.len())?).cloned()
}

/// What a check would say of the value, with its campaign.
fn hit(packs: &Indicators, kind: Kind, value: &str) -> Option<Hit> {
    match kind {
        Kind::Domain | Kind::Ip => packs.host(value),
        Kind::Url => packs.url(value),
        Kind::Process => packs.process(value),
        Kind::Email => packs.email(value),
        Kind::FileName => packs.file_name(value),
        Kind::FilePath => packs.file_path(value),
        Kind::AppId => packs.app_id(value),
        Kind::ProfileId => packs.profile_id(value),
        Kind::FileHash | Kind::AppCertificate | Kind::AndroidProperty => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_scenarios_find_their_indicators() {
        for file in crate::scenarios() {
            let mut scenario = crate::scenario(file.name).unwrap();
            assert!(scenario.fill(value).is_ok(), "{}", file.name);
        }
    }

    #[test]
    fn unknown_places_are_none() {
        let wanted = |kind: &str, campaign: &str| IndicatorWanted {
            kind: kind.into(),
            campaign: campaign.into(),
            index: 0,
        };
        assert_eq!(value(&wanted("domain", "no such campaign")), None);
        assert_eq!(value(&wanted("colour", "Pegasus")), None);
        assert_ne!(value(&wanted("process", "pegasus")), None);
    }
}
