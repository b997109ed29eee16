//! Rules against false alarms that hold for every imported value: what is never an indicator, what is compared
//! exactly, and what needs a second signal.

use std::net::IpAddr;

use crate::Indicators;
use crate::key::{self, Code};
use crate::kind::{Kind, Tier};
use crate::stix::WithheldWhy;

/// How an imported value is to be kept.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ruling {
    pub(crate) tier: Tier,
    pub(crate) exact: bool,
}

/// The rules, made from the built-in packs; they hold even when those packs are not asked for.
pub(crate) struct Rules {
    builtin: Indicators,
    ranges: Vec<(IpAddr, u8)>,
}

impl Rules {
    pub(crate) fn new() -> Rules {
        let builtin = Indicators::builtin();
        let image = builtin.image();
        let ranges = (0..image.len())
            .filter_map(|number| image.row(number))
            .filter(|row| row.code == Code::NeverRange)
            .filter_map(|row| range(&image.value(&row)))
            .collect();
        Rules { builtin, ranges }
    }

    pub(crate) fn builtin(&self) -> &Indicators {
        &self.builtin
    }

    /// Judges a value that `value::read` has read.
    pub(crate) fn judge(&self, kind: Kind, value: &str) -> Result<Ruling, WithheldWhy> {
        if self.never(kind, value) {
            return Err(WithheldWhy::NeverMatch);
        }
        let shared = kind == Kind::Domain && self.shared(value)?;
        let code = Code::Is(kind);
        let known = key::key(code, value).and_then(|key| self.builtin.row(code, &key));
        // What the built-in packs say of the same value was weighed by hand.
        Ok(match known {
            Some(row) => Ruling { tier: row.tier, exact: shared || row.exact },
            None => Ruling { tier: self.tier(kind, value), exact: shared },
        })
    }

    fn never(&self, kind: Kind, value: &str) -> bool {
        let listed = |value: &str| {
            key::key(Code::Never(kind), value)
                .is_some_and(|key| self.builtin.row(Code::Never(kind), &key).is_some())
        };
        let without_www = || (kind == Kind::Domain).then(|| value.strip_prefix("www.")).flatten();
        let in_range = || {
            let ip = value.parse::<IpAddr>().ok();
            kind == Kind::Ip && ip.is_some_and(|ip| self.ranges.iter().any(|range| within(ip, *range)))
        };
        listed(value) || without_www().is_some_and(listed) || in_range()
    }

    /// Whether strangers own the names beside and below this one.
    fn shared(&self, name: &str) -> Result<bool, WithheldWhy> {
        let mut parent = Some(name);
        while let Some(suffix) = parent {
            if self.builtin.row(Code::Platform, suffix).is_some() {
                return if suffix == name { Err(WithheldWhy::SharedService) } else { Ok(true) };
            }
            parent = suffix.split_once('.').map(|(_, rest)| rest);
        }
        let suffix = psl::suffix(name.as_bytes()).ok_or(WithheldWhy::Impossible)?;
        let top = name.rsplit('.').next().unwrap_or(name);
        if !suffix.is_known() && !RESERVED.contains(&top) {
            return Err(WithheldWhy::Impossible);
        }
        if suffix.as_bytes() == name.as_bytes() {
            return Err(WithheldWhy::SharedService);
        }
        Ok(suffix.typ() == Some(psl::Type::Private))
    }

    fn tier(&self, kind: Kind, value: &str) -> Tier {
        let second_signal = match kind {
            // Hosts are rented: whoever had the address then need not have it now.
            Kind::Ip => true,
            Kind::AppId => self.builtin.dual_use(value).is_some(),
            // Too short to be only one program's name.
            Kind::Process => value.len() <= 3,
            _ => false,
        };
        if second_signal { Tier::Context } else { Tier::Strong }
    }
}

/// Top-level names set aside for examples and tests (RFC 2606, RFC 6761): invented indicators use them.
const RESERVED: [&str; 3] = ["example", "invalid", "test"];

fn range(text: &str) -> Option<(IpAddr, u8)> {
    let (ip, bits) = text.split_once('/')?;
    Some((ip.parse().ok()?, bits.parse().ok()?))
}

fn within(ip: IpAddr, (base, bits): (IpAddr, u8)) -> bool {
    let same = |ip: u128, base: u128, width: u32| {
        let shift = width.saturating_sub(u32::from(bits));
        ip.checked_shr(shift) == base.checked_shr(shift)
    };
    match (ip, base) {
        (IpAddr::V4(ip), IpAddr::V4(base)) => same(u32::from(ip).into(), u32::from(base).into(), 32),
        (IpAddr::V6(ip), IpAddr::V6(base)) => same(ip.into(), base.into(), 128),
        _ => false,
    }
}
