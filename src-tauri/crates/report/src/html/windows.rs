//! The windows picture: one window for each artifact, lit if it was looked at.

use super::{Safe, is_lit};
use crate::view::View;
use crate::words::{Argument, Words};
use std::fmt::Write as _;

/// Windows in a row.
const ROW: usize = 12;

pub(super) fn picture(view: &View, words: &Words) -> String {
    let rows = view.coverage.len().div_ceil(ROW).max(1);
    let looked = view.coverage.iter().filter(|row| is_lit(row)).count() as u64;
    let counts = [("looked", Argument::Count(looked)), ("all", Argument::Count(view.coverage.len() as u64))];
    let label = words.say_with("page-windows", &counts);
    let (width, height) = (ROW * 12 + 4, rows * 12 + 4);
    let mut svg = format!(
        "<svg class=\"r-windows\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">",
        Safe(&label)
    );
    for (number, row) in view.coverage.iter().enumerate() {
        let class = if is_lit(row) { "win" } else { "win-dark" };
        let (x, y) = (number % ROW * 12 + 4, number / ROW * 12 + 4);
        // Writing to a string cannot fail.
        let _ =
            write!(svg, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"8\" height=\"8\" rx=\"2\"/>");
    }
    svg.push_str("</svg>");
    svg
}
