//! Space inside a page that no cell uses.
//! Format: <https://www.sqlite.org/fileformat2.html#b_tree_pages>

use crate::bytes::be16;
use std::ops::Range;

/// The gap between cell pointers and cells, then the free blocks between cells, in order. Nothing for a
/// page that is no sane page of a tree: overflow pages begin with a page number, whose first byte is 0 in
/// any file of less than 2^25 pages.
pub(super) fn unallocated(page: &[u8], first_of_database: bool) -> Vec<Range<usize>> {
    regions(page, if first_of_database { 100 } else { 0 }).unwrap_or_default()
}

fn regions(page: &[u8], header: usize) -> Option<Vec<Range<usize>>> {
    let header_size = match page.get(header)? {
        10 | 13 => 8,
        2 | 5 => 12,
        _ => return None,
    };
    let [block, cells, content] = [1, 3, 5].map(|at| be16(page, header + at).map(usize::from));
    let pointers_end = header + header_size + 2 * cells?;
    let content = match content? {
        0 => 65_536,
        n => n,
    };
    if pointers_end > content || content > page.len() {
        return None;
    }
    let mut found = Vec::new();
    found.push(pointers_end..content);
    let mut at = block?;
    // Each block names the next one, which lies behind it: the chain cannot run in circles.
    while at >= content {
        let (Some(next), Some(size)) = (be16(page, at), be16(page, at + 2)) else { break };
        let (next, end) = (usize::from(next), at + usize::from(size));
        if size < 4 || end > page.len() {
            break;
        }
        found.push(at + 4..end);
        if next < end {
            break;
        }
        at = next;
    }
    Some(found)
}
