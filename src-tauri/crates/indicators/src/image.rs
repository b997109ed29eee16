//! The compiled set as one run of bytes that is searched where it lies: opening costs nothing, whatever its size.
//!
//! Little-endian. `magic(8) bits(4) rows(4) groups(4) packs(4) pool(4) not understood(4) different values(4 × 12)`, then
//! `bucket starts u32 × (2^bits + 1)` · `hashes u64 × rows`, ascending · `rows 12 × rows` in the same order ·
//! `groups 28 × groups` · `packs 36 × packs` · `pool`: every string, masked, so that neither a reader of the file
//! nor another scanner stumbles over a live address.
//! A row is `value start u32, group u32, value length u16, code u8, flags u8`. Strings elsewhere are
//! `start u32, length u32`.

use crate::key::Code;
use crate::kind::{Kind, Tier};

pub(crate) const MAGIC: [u8; 8] = *b"LUCERNI1";
/// Different values by kind stand from here on, in the order of [`Kind::ALL`].
pub(crate) const COUNTS: usize = 32;
pub(crate) const HEADER: usize = COUNTS + 4 * Kind::ALL.len();
pub(crate) const ROW: usize = 12;
pub(crate) const GROUP: usize = 28;
pub(crate) const PACK: usize = 36;
/// Set on a domain whose subdomains belong to strangers.
pub(crate) const EXACT: u8 = 4;
const TIER: u8 = 3;
const MASK: [u8; 8] = [0xa7, 0x5c, 0xe1, 0x93, 0xd8, 0xb6, 0xcf, 0x8b];

/// Masks or unmasks a string that begins at `start` of the pool.
pub(crate) fn mask(start: usize, bytes: &mut [u8]) {
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte ^= MASK[(start + at) % MASK.len()];
    }
}

pub(crate) fn flags(tier: Tier, exact: bool) -> u8 {
    let tier = match tier {
        Tier::Strong => 0,
        Tier::Context => 1,
        Tier::Information => 2,
    };
    tier | if exact { EXACT } else { 0 }
}

/// A view of an image. Every read is checked: a damaged image answers `None`, it does not panic.
#[derive(Clone, Copy)]
pub(crate) struct Image<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) layout: Layout,
}

/// Where everything lies; read once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    bits: u32,
    rows: usize,
    groups: usize,
    packs: usize,
    hashes_at: usize,
    rows_at: usize,
    groups_at: usize,
    packs_at: usize,
    pool_at: usize,
}

/// One row, taken apart.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub(crate) code: Code,
    pub(crate) tier: Tier,
    pub(crate) exact: bool,
    pub(crate) group: usize,
    start: usize,
    length: usize,
}

/// What the rows of one campaign in one pack share.
pub(crate) struct Group {
    pub(crate) pack: usize,
    pub(crate) publisher: String,
    pub(crate) campaign: String,
    pub(crate) published: String,
}

/// A pack as the image remembers it.
pub(crate) struct Pack {
    pub(crate) id: String,
    pub(crate) publisher: String,
    pub(crate) published: String,
    pub(crate) sha256: String,
    pub(crate) count: u32,
}

impl Layout {
    /// Of an image without a row; never read from bytes.
    pub(crate) const NOTHING: Layout = Layout {
        bits: 0,
        rows: 0,
        groups: 0,
        packs: 0,
        hashes_at: 0,
        rows_at: 0,
        groups_at: 0,
        packs_at: 0,
        pool_at: 0,
    };

    /// `None` when the bytes are not an image, or are cut.
    pub(crate) fn of(bytes: &[u8]) -> Option<Layout> {
        if bytes.get(..8)? != MAGIC {
            return None;
        }
        let bits = read_u32(bytes, 8)?;
        let [rows, groups, packs, pool] =
            [12, 16, 20, 24].map(|at| read_u32(bytes, at).and_then(|n| usize::try_from(n).ok()));
        let (rows, groups, packs, pool) = (rows?, groups?, packs?, pool?);
        if bits > 30 {
            return None;
        }
        let hashes_at = HEADER + 4 * ((1usize << bits) + 1);
        let rows_at = hashes_at.checked_add(rows.checked_mul(8)?)?;
        let groups_at = rows_at.checked_add(rows.checked_mul(ROW)?)?;
        let packs_at = groups_at.checked_add(groups.checked_mul(GROUP)?)?;
        let pool_at = packs_at.checked_add(packs.checked_mul(PACK)?)?;
        (pool_at.checked_add(pool)? == bytes.len()).then_some(Layout {
            bits,
            rows,
            groups,
            packs,
            hashes_at,
            rows_at,
            groups_at,
            packs_at,
            pool_at,
        })
    }
}

impl Image<'_> {
    /// Patterns that were not understood when the set was built.
    pub(crate) fn not_understood(&self) -> u64 {
        read_u32(self.bytes, 28).map_or(0, u64::from)
    }

    /// Different values of this kind.
    pub(crate) fn count(&self, kind: Kind) -> u64 {
        let at = COUNTS + 4 * usize::from(Code::Is(kind).byte());
        read_u32(self.bytes, at).map_or(0, u64::from)
    }

    pub(crate) fn len(&self) -> usize {
        self.layout.rows
    }

    pub(crate) fn packs(&self) -> usize {
        self.layout.packs
    }

    pub(crate) fn groups(&self) -> usize {
        self.layout.groups
    }

    /// The numbers of the rows with this hash: neighbours, strongest first.
    #[inline]
    pub(crate) fn with_hash(&self, hash: u64) -> std::ops::Range<usize> {
        let bucket = if self.layout.bits == 0 {
            0
        } else {
            usize::try_from(hash >> (64 - self.layout.bits)).unwrap_or(0)
        };
        let Some(start) = read_u32(self.bytes, HEADER + 4 * bucket) else {
            return 0..0;
        };
        let mut first = start as usize;
        while self.hash(first).is_some_and(|other| other < hash) {
            first += 1;
        }
        let mut end = first;
        while self.hash(end) == Some(hash) {
            end += 1;
        }
        first..end
    }

    #[inline]
    fn hash(&self, row: usize) -> Option<u64> {
        if row >= self.layout.rows {
            return None;
        }
        let at = self.layout.hashes_at + 8 * row;
        let bytes = self.bytes.get(at..at + 8)?;
        Some(u64::from_le_bytes(bytes.try_into().ok()?))
    }

    pub(crate) fn row(&self, row: usize) -> Option<Row> {
        if row >= self.layout.rows {
            return None;
        }
        let at = self.layout.rows_at + ROW * row;
        let fields = self.bytes.get(at..at + ROW)?;
        let flags = fields[11];
        Some(Row {
            code: Code::from_byte(fields[10])?,
            tier: *Tier::ALL.get(usize::from(flags & TIER))?,
            exact: flags & EXACT != 0,
            group: read_u32(fields, 4)? as usize,
            start: read_u32(fields, 0)? as usize,
            length: usize::from(u16::from_le_bytes([fields[8], fields[9]])),
        })
    }

    pub(crate) fn value(&self, row: &Row) -> String {
        self.text(row.start, row.length)
    }

    pub(crate) fn group(&self, group: usize) -> Option<Group> {
        if group >= self.layout.groups {
            return None;
        }
        let at = self.layout.groups_at + GROUP * group;
        let fields = self.bytes.get(at..at + GROUP)?;
        Some(Group {
            pack: read_u32(fields, 0)? as usize,
            publisher: self.string(fields, 4)?,
            campaign: self.string(fields, 12)?,
            published: self.string(fields, 20)?,
        })
    }

    pub(crate) fn pack(&self, pack: usize) -> Option<Pack> {
        if pack >= self.layout.packs {
            return None;
        }
        let at = self.layout.packs_at + PACK * pack;
        let fields = self.bytes.get(at..at + PACK)?;
        Some(Pack {
            id: self.string(fields, 0)?,
            publisher: self.string(fields, 8)?,
            published: self.string(fields, 16)?,
            sha256: self.string(fields, 24)?,
            count: read_u32(fields, 32)?,
        })
    }

    fn string(&self, fields: &[u8], at: usize) -> Option<String> {
        let start = read_u32(fields, at)? as usize;
        let length = read_u32(fields, at + 4)? as usize;
        Some(self.text(start, length))
    }

    fn text(&self, start: usize, length: usize) -> String {
        let Some(masked) = self
            .layout
            .pool_at
            .checked_add(start)
            .and_then(|from| Some(from..from.checked_add(length)?))
            .and_then(|range| self.bytes.get(range))
        else {
            return String::new();
        };
        let mut bytes = masked.to_vec();
        mask(start, &mut bytes);
        String::from_utf8(bytes).unwrap_or_default()
    }
}

#[inline]
fn read_u32(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}
