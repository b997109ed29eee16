//! Values of the built-in packs, for plants that name an indicator by its place.

use crate::scenario::IndicatorWanted;

/// The value at a place; `None` when the packs hold none of that kind and campaign.
pub(crate) fn value(_wanted: &IndicatorWanted) -> Option<String> {
    None
}
