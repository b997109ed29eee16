//! Rows in, image out. Shared with `build.rs`.

use std::collections::HashMap;

use crate::image::{GROUP, HEADER, MAGIC, PACK, ROW, flags, mask};
use crate::key::{self, Code};
use crate::kind::{Kind, Tier};

/// What the rows of one campaign in one pack share.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct GroupOf {
    pub(crate) pack: u32,
    pub(crate) publisher: String,
    pub(crate) campaign: String,
    pub(crate) published: String,
}

/// A pack before it is compiled.
#[derive(Clone)]
pub(crate) struct PackOf {
    pub(crate) id: String,
    pub(crate) publisher: String,
    pub(crate) published: String,
    pub(crate) sha256: String,
    pub(crate) count: u32,
}

struct RowOf {
    hash: u64,
    group: u32,
    start: u32,
    length: u16,
    code: u8,
    flags: u8,
}

/// Collects packs, groups and rows.
#[derive(Default)]
pub(crate) struct Compiler {
    rows: Vec<RowOf>,
    groups: Vec<GroupOf>,
    group_numbers: HashMap<GroupOf, u32>,
    pub(crate) packs: Vec<PackOf>,
    pool: Vec<u8>,
    pooled: HashMap<String, (u32, u32)>,
}

/// More values than this are not taken: numbers and positions in an image are 32 bits wide.
pub(crate) const MOST_ROWS: usize = 20_000_000;
const MOST_POOL: usize = 1 << 31;
/// No value longer than this is an indicator.
pub(crate) const LONGEST_VALUE: usize = 4096;

impl Compiler {
    /// Adds a pack and returns its number.
    pub(crate) fn pack(&mut self, pack: PackOf) -> u32 {
        self.packs.push(pack);
        number(self.packs.len() - 1)
    }

    /// The number of a group, made on first use.
    pub(crate) fn group(&mut self, group: GroupOf) -> u32 {
        if let Some(known) = self.group_numbers.get(&group) {
            return *known;
        }
        let new = number(self.groups.len());
        self.groups.push(group.clone());
        self.group_numbers.insert(group, new);
        new
    }

    /// Adds one value, and the rows that serve its lookup. `false` when it cannot be compared or does not fit.
    pub(crate) fn add(&mut self, code: Code, value: &str, tier: Tier, exact: bool, group: u32) -> bool {
        if value.is_empty()
            || value.len() > LONGEST_VALUE
            || self.rows.len() >= MOST_ROWS
            || self.pool.len() >= MOST_POOL
        {
            return false;
        }
        let Some(key) = key::key(code, value) else {
            return false;
        };
        let (Ok(start), Ok(length)) = (u32::try_from(self.pool.len()), u16::try_from(value.len())) else {
            return false;
        };
        self.pool.extend_from_slice(value.as_bytes());
        let mut row = |code: Code, key: &str| {
            self.rows.push(RowOf {
                hash: key::hash(code, key),
                group,
                start,
                length,
                code: code.byte(),
                flags: flags(tier, exact),
            });
        };
        row(code, &key);
        let serving = match code {
            Code::Is(Kind::Process) => Some(Code::ProcessCut),
            Code::Is(Kind::Url) => Some(Code::UrlHost),
            _ => None,
        };
        if let Some(serving) = serving
            && let Some(key) = key::key(serving, value)
        {
            row(serving, &key);
        }
        true
    }

    /// Rows are sorted: equal values of one kind are neighbours.
    fn different_values(&self) -> [u32; Kind::ALL.len()] {
        let mut counts = [0; Kind::ALL.len()];
        let mut before = None;
        for row in &self.rows {
            if before != Some((row.hash, row.code))
                && let Some(count) = counts.get_mut(usize::from(row.code))
            {
                *count += 1;
            }
            before = Some((row.hash, row.code));
        }
        counts
    }

    fn string(&mut self, text: &str) -> (u32, u32) {
        if let Some(known) = self.pooled.get(text) {
            return *known;
        }
        let place = (number(self.pool.len()), number(text.len()));
        self.pool.extend_from_slice(text.as_bytes());
        self.pooled.insert(text.to_owned(), place);
        place
    }

    /// The image. Rows with one hash keep the order tier, then arrival.
    pub(crate) fn image(mut self, not_understood: u64) -> Vec<u8> {
        self.rows.sort_by_key(|row| (row.hash, row.flags & 3));
        let counts = self.different_values();
        let bits = self.rows.len().max(1).ilog2();
        let groups: Vec<(u32, [(u32, u32); 3])> = std::mem::take(&mut self.groups)
            .iter()
            .map(|group| {
                let texts = [&group.publisher, &group.campaign, &group.published];
                (group.pack, texts.map(|text| self.string(text)))
            })
            .collect();
        let packs = std::mem::take(&mut self.packs);
        let pack_strings: Vec<[(u32, u32); 4]> = packs
            .iter()
            .map(|pack| {
                [&pack.id, &pack.publisher, &pack.published, &pack.sha256].map(|text| self.string(text))
            })
            .collect();

        let mut image = Vec::with_capacity(
            HEADER
                + 4 * ((1 << bits) + 1)
                + self.rows.len() * (8 + ROW)
                + groups.len() * GROUP
                + packs.len() * PACK
                + self.pool.len(),
        );
        image.extend_from_slice(&MAGIC);
        let lengths = [self.rows.len(), groups.len(), packs.len(), self.pool.len()];
        put(&mut image, bits);
        lengths.iter().for_each(|length| put(&mut image, number(*length)));
        put(&mut image, u32::try_from(not_understood).unwrap_or(u32::MAX));
        counts.iter().for_each(|count| put(&mut image, *count));
        let mut next = 0;
        for bucket in 0..=(1u64 << bits) {
            let below = |row: &RowOf| bits != 0 && (row.hash >> (64 - bits)) < bucket;
            while self.rows.get(next).is_some_and(below) {
                next += 1;
            }
            put(&mut image, number(next));
        }
        for row in &self.rows {
            image.extend_from_slice(&row.hash.to_le_bytes());
        }
        for row in &self.rows {
            put(&mut image, row.start);
            put(&mut image, row.group);
            image.extend_from_slice(&row.length.to_le_bytes());
            image.extend_from_slice(&[row.code, row.flags]);
        }
        for (pack, strings) in groups {
            put(&mut image, pack);
            strings.iter().for_each(|place| put_place(&mut image, *place));
        }
        for (pack, strings) in packs.iter().zip(pack_strings) {
            strings.iter().for_each(|place| put_place(&mut image, *place));
            put(&mut image, pack.count);
        }
        mask(0, &mut self.pool);
        image.extend_from_slice(&self.pool);
        image
    }
}

fn put(image: &mut Vec<u8>, value: u32) {
    image.extend_from_slice(&value.to_le_bytes());
}

fn put_place(image: &mut Vec<u8>, (start, length): (u32, u32)) {
    put(image, start);
    put(image, length);
}

/// Counts stay below `MOST_ROWS` and `MOST_POOL`, far inside 32 bits.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
