//! The pages of the free list.
//! Format: <https://www.sqlite.org/fileformat2.html#the_freelist>

use crate::bytes::be32;
use crate::snapshot::Snapshot;
use engine::ReadAt;
use std::collections::HashSet;

/// Page numbers: a bit for each page that the main file holds, a set for the rest, which only a log can
/// hold. Numbers of pages that are nowhere are not kept, so a hostile list costs no memory.
pub(super) struct PageSet {
    in_main: Vec<u64>,
    behind: HashSet<u32>,
}

impl PageSet {
    /// Follows the list from the database's header.
    pub(super) fn free_list(snapshot: &Snapshot) -> Self {
        let pages = usize::try_from(snapshot.stored / snapshot.page_size as u64).unwrap_or(0);
        let mut free = Self { in_main: vec![0; pages / 64 + 1], behind: HashSet::new() };
        let mut header = [0; 100];
        if snapshot.len() < 100 || snapshot.read_at(0, &mut header).is_err() {
            return free;
        }
        let mut trunk = be32(&header, 32).unwrap_or(0);
        let mut page = vec![0; snapshot.page_size];
        // A trunk that was met already ends the walk: the list runs in a circle.
        while trunk > 1 && free.add(trunk, snapshot) && snapshot.read_page(trunk, &mut page).is_ok() {
            let leaves = be32(&page, 4).map_or(0, |count| usize::try_from(count).unwrap_or(usize::MAX));
            for leaf in 0..leaves.min(page.len() / 4 - 2) {
                if let Some(number) = be32(&page, 8 + 4 * leaf).filter(|number| *number > 1) {
                    free.add(number, snapshot);
                }
            }
            trunk = be32(&page, 0).unwrap_or(0);
        }
        free
    }

    pub(super) fn holds(&self, page: u32) -> bool {
        let (word, bit) = place(page);
        self.in_main.get(word).is_some_and(|word| word >> bit & 1 == 1) || self.behind.contains(&page)
    }

    /// False if it was there already, or is no page that is stored.
    fn add(&mut self, page: u32, snapshot: &Snapshot) -> bool {
        let (word, bit) = place(page);
        if let Some(word) = self.in_main.get_mut(word) {
            let new = *word >> bit & 1 == 0;
            *word |= 1 << bit;
            return new;
        }
        let overlaid = snapshot.overlay.as_ref().is_some_and(|overlay| overlay.place(page).is_some());
        overlaid && self.behind.insert(page)
    }
}

fn place(page: u32) -> (usize, u32) {
    (usize::try_from(page / 64).unwrap_or(usize::MAX), page % 64)
}
