//! Named parts of a large property list, one after the other, without building the rest.

use crate::event::Event;
use crate::events::{self, Events};
use crate::{Limits, Refused, Value, value};
use engine::ReadAt;

/// Whether the caller wants more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// The next one, please.
    GoOn,
    /// Enough.
    Stop,
}

/// A part that was asked for.
#[derive(Debug)]
pub struct Picked<'a> {
    /// Which of the paths asked for it: the first one that fits.
    pub path: usize,
    /// The keys that lead to it; for elements of arrays their position, from 0.
    pub keys: &'a [String],
    /// The part itself.
    pub value: Value,
}

/// Paths that can be asked for at once.
const MOST_PATHS: usize = 64;

/// Reads a property list in place and hands over each part that one of `paths` leads to, in the order of
/// the list. A path is a row of keys; `*` fits every key and every element of an array. Parts inside a
/// part that is handed over are not handed over again. Paths beyond the 64th are not looked at.
///
/// [`Limits::bytes`] holds for each part by itself, [`Limits::events`] for all that is looked at; what
/// lies beside the paths is passed over and costs nothing. What was handed over before an error is good.
pub fn pick(
    source: &dyn ReadAt,
    paths: &[&[&str]],
    limits: &Limits,
    found: &mut dyn FnMut(Picked<'_>) -> Flow,
) -> Result<(), Refused> {
    let paths = &paths[..paths.len().min(MOST_PATHS)];
    events::with(source, limits, |events| {
        Walk { paths, keys: Vec::new(), open: Vec::new(), found }.all(events)
    })
}

struct Walk<'a> {
    paths: &'a [&'a [&'a str]],
    keys: Vec<String>,
    open: Vec<Open>,
    found: &'a mut dyn FnMut(Picked<'_>) -> Flow,
}

/// A container that some path leads through.
struct Open {
    /// Bit `n`: path `n` leads here.
    fits: u64,
    /// Position of the next element; none in a dictionary.
    position: Option<u64>,
}

impl Walk<'_> {
    fn all(mut self, events: &mut Events<'_>) -> Result<(), Refused> {
        let every = (0..self.paths.len()).fold(0, |all, path| all | 1 << path);
        let root = events.next()?.ok_or(Refused::NotAPropertyList)?;
        if self.meet(root, every, events)? == Flow::Stop {
            return Ok(());
        }
        while let Some(top) = self.open.last_mut() {
            let event = events.next()?.ok_or(Refused::NotAPropertyList)?;
            events.budget.forget_bytes();
            let (key, event) = match (event, top.position.as_mut()) {
                (Event::End, _) => {
                    self.open.pop();
                    self.keys.pop();
                    continue;
                }
                (Event::Key(key), _) => (key.into_owned(), None),
                (event, Some(position)) => {
                    *position += 1;
                    ((*position - 1).to_string(), Some(event))
                }
                (_, None) => return Err(Refused::NotAPropertyList),
            };
            let fits = self.through(top_fits(&self.open), &key);
            self.keys.push(key);
            let flow = match event {
                Some(event) => self.meet(event, fits, events)?,
                None if fits == 0 => {
                    events.skip_value()?;
                    self.keys.pop();
                    Flow::GoOn
                }
                None => {
                    let event = events.next()?.ok_or(Refused::NotAPropertyList)?;
                    self.meet(event, fits, events)?
                }
            };
            if flow == Flow::Stop {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The paths of `fits` whose next element fits `key`.
    fn through(&self, fits: u64, key: &str) -> u64 {
        let depth = self.open.len() - 1;
        let leads = |path: &usize| {
            let next = self.paths[*path].get(depth);
            fits >> path & 1 == 1 && next.is_some_and(|next| *next == "*" || *next == key)
        };
        (0..self.paths.len()).filter(leads).fold(0, |all, path| all | 1 << path)
    }

    /// A value that the paths `fits` lead to: hands it over, enters it, or passes over it.
    fn meet(&mut self, event: Event<'_>, fits: u64, events: &mut Events<'_>) -> Result<Flow, Refused> {
        let depth = self.open.len();
        let ends =
            (0..self.paths.len()).find(|path| fits >> path & 1 == 1 && self.paths[*path].len() == depth);
        if let Some(path) = ends {
            let value = value::build(event, events)?;
            events.budget.forget_bytes();
            let flow = (self.found)(Picked { path, keys: &self.keys, value });
            self.keys.pop();
            return Ok(flow);
        }
        if !event.is_start() {
            self.keys.pop();
        } else if fits == 0 {
            events.leave()?;
            self.keys.pop();
        } else {
            let position = (event == Event::StartArray).then_some(0);
            self.open.push(Open { fits, position });
        }
        Ok(Flow::GoOn)
    }
}

fn top_fits(open: &[Open]) -> u64 {
    open.last().map_or(0, |top| top.fits)
}
