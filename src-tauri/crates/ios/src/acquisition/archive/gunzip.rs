//! A tar inside gzip: inflated once to list it, then from the nearest of a few kept states.
//!
//! The decoder's whole state (tables, and the last 32 KiB that it gave) is kept every so often, so a
//! member is reached by inflating a stretch instead of everything before it. With more than
//! [`MOST_POINTS`] states every second one is dropped and the distance doubles: memory stays below
//! 12 MB at any size. Blocks that were inflated on the way are kept for a while: the members of a folder lie
//! together, so most of the next ones cost nothing.

use super::super::error::OpenError;
use super::index::Index;
use super::listing::{Watch, damaged_io};
use super::member::{Container, Form, MOST_IN_MEMORY, Place};
use super::tar;
use super::window::{Stream, Window};
use engine::ReadAt;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};

const WINDOW: usize = 32 << 10;
const INPUT: usize = 64 << 10;
const MOST_POINTS: usize = 256;
const FIRST_DISTANCE: u64 = 4 << 20;
/// Inflated bytes are kept in blocks of this size, at most so many of them.
const KEPT_BLOCK: u64 = 256 << 10;
const MOST_KEPT: usize = 160;
/// Members up to this size are read through the kept blocks; larger ones are inflated whole.
const SMALL: u64 = 16 << 20;
/// What a hundredfold of the file and a gigabyte do not hold was made to fill a computer.
const MOST_RATIO: u64 = 100;
const ALWAYS_ALLOWED: u64 = if cfg!(test) { 4 << 20 } else { 1 << 30 };

/// A gzip file whose content can be reached at any place.
pub(super) struct Gunzip {
    file: Arc<dyn ReadAt>,
    points: Vec<Point>,
    len: u64,
    kept: Mutex<Kept>,
}

/// Lists the tar inside a gzip file, all of which is inflated once. The checksum at the end tells
/// whether it is whole.
pub(super) fn list(file: Arc<dyn ReadAt>, watch: &mut Watch<'_>) -> Result<(Members, Index), OpenError> {
    let mut run = Run::new(file.clone());
    run.points = Some(Vec::new());
    let bomb = |error: io::Error| match error.kind() {
        io::ErrorKind::FileTooLarge => OpenError::ArchiveUnsafe { why: "inflates-too-much" },
        _ => damaged_io(error),
    };
    let listed = tar::list(&mut run, watch);
    if run.is_bomb() {
        return Err(OpenError::ArchiveUnsafe { why: "inflates-too-much" });
    }
    let index = listed?;
    let mut chunks = 0_u32;
    while run.next_chunk().map_err(bomb)? {
        chunks += 1;
        if chunks.is_multiple_of(512) {
            watch.reached(run.state.input)?;
        }
    }
    let (points, len) = (run.points.take().unwrap_or_default(), run.state.out);
    Ok((Members(Arc::new(Gunzip { file, points, len, kept: Mutex::default() })), index))
}

/// Inflated blocks, and where inflating may go on.
#[derive(Default)]
struct Kept {
    /// By number: when it was last asked for, and its bytes.
    blocks: BTreeMap<u64, (u64, Arc<Vec<u8>>)>,
    asked: u64,
    run: Option<Run>,
}

impl Gunzip {
    /// From the last kept state before `at`.
    fn run_to(&self, at: u64) -> io::Result<Run> {
        let mut run = Run::new(self.file.clone());
        let before = self.points.partition_point(|point| point.state.out <= at);
        if let Some(point) = before.checked_sub(1).and_then(|at| self.points.get(at)) {
            run.state = point.state.clone();
            run.window.copy_from_slice(&point.window[..]);
        }
        Ok(run)
    }

    fn block(&self, number: u64) -> io::Result<Arc<Vec<u8>>> {
        let mut kept = self.kept.lock().map_err(|_| io::ErrorKind::Other)?;
        kept.asked += 1;
        let now = kept.asked;
        if let Some((asked, block)) = kept.blocks.get_mut(&number) {
            *asked = now;
            return Ok(block.clone());
        }
        let start = number * KEPT_BLOCK;
        let nearest = self.points.iter().rev().map(|point| point.state.out).find(|out| *out <= start);
        let mut run = match kept.run.take() {
            Some(run) if run.at() <= start && nearest.is_none_or(|nearest| nearest <= run.at()) => run,
            _ => self.run_to(start)?,
        };
        loop {
            let at = run.at().next_multiple_of(KEPT_BLOCK);
            run.skip(at - run.at())?;
            let len = KEPT_BLOCK.min(self.len.saturating_sub(at));
            let mut bytes = vec![0; usize::try_from(len).unwrap_or_default()];
            run.read(&mut bytes)?;
            let block = Arc::new(bytes);
            kept.blocks.insert(at / KEPT_BLOCK, (now, block.clone()));
            if kept.blocks.len() > MOST_KEPT
                && let Some(oldest) =
                    kept.blocks.iter().min_by_key(|(_, (asked, _))| *asked).map(|(number, _)| *number)
            {
                kept.blocks.remove(&oldest);
            }
            if at >= start {
                kept.run = Some(run);
                return Ok(block);
            }
        }
    }
}

/// What was inflated, at any place.
impl ReadAt for Gunzip {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, mut offset: u64, mut buf: &mut [u8]) -> io::Result<()> {
        while !buf.is_empty() {
            if offset >= self.len {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let block = self.block(offset / KEPT_BLOCK)?;
            let within = usize::try_from(offset % KEPT_BLOCK).unwrap_or_default();
            let ready = block.get(within..).unwrap_or_default();
            let count = ready.len().min(buf.len());
            if count == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let (head, rest) = buf.split_at_mut(count);
            head.copy_from_slice(&ready[..count]);
            offset += count as u64;
            buf = rest;
        }
        Ok(())
    }
}

/// The members of a tar in a gzip file.
pub(super) struct Members(Arc<Gunzip>);

impl Container for Members {
    fn open(&self, place: &Place) -> io::Result<Arc<dyn ReadAt>> {
        if place.form != Form::Plain {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let window = Window { within: self.0.clone(), at: place.at, len: place.len };
        // Beyond what may be held, reading is slow and not refused.
        if place.len > MOST_IN_MEMORY {
            return Ok(Arc::new(window));
        }
        let mut bytes = vec![0; usize::try_from(place.len).map_err(|_| io::ErrorKind::OutOfMemory)?];
        if place.len <= SMALL {
            window.read_at(0, &mut bytes)?;
        } else {
            let mut run = self.0.run_to(place.at)?;
            run.skip(place.at.saturating_sub(run.at()))?;
            run.read(&mut bytes)?;
        }
        Ok(Arc::new(bytes))
    }
}

struct Point {
    state: State,
    window: Box<[u8; WINDOW]>,
}

/// Where the decoder is, but for the window.
#[derive(Clone)]
struct State {
    decoder: Option<Box<DecompressorOxide>>,
    /// Next byte of the file.
    input: u64,
    /// Bytes inflated so far.
    out: u64,
    /// Of this member of the gzip file.
    crc: crc32fast::Hasher,
}

/// An inflating stream. `window` is written round and round; `taken..ready` of it is not yet read.
struct Run {
    file: Arc<dyn ReadAt>,
    state: State,
    window: Box<[u8; WINDOW]>,
    taken: usize,
    ready: usize,
    buffer: Vec<u8>,
    buffered_at: u64,
    /// Filled only while listing.
    points: Option<Vec<Point>>,
    distance: u64,
}

impl Run {
    fn new(file: Arc<dyn ReadAt>) -> Self {
        Self {
            file,
            state: State { decoder: None, input: 0, out: 0, crc: crc32fast::Hasher::new() },
            window: Box::new([0; WINDOW]),
            taken: 0,
            ready: 0,
            buffer: Vec::new(),
            buffered_at: 0,
            points: None,
            distance: FIRST_DISTANCE,
        }
    }

    fn is_bomb(&self) -> bool {
        self.points.is_some()
            && self.state.out > self.file.len().saturating_mul(MOST_RATIO).saturating_add(ALWAYS_ALLOWED)
    }

    /// Inflates until something is ready; false at the end of the file.
    fn next_chunk(&mut self) -> io::Result<bool> {
        loop {
            if self.is_bomb() {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            self.keep_point();
            let Some(decoder) = &mut self.state.decoder else {
                if self.state.input == self.file.len() {
                    return Ok(false);
                }
                self.state.input = gzip_header(&*self.file, self.state.input)?;
                self.state.decoder = Some(Box::default());
                self.state.crc = crc32fast::Hasher::new();
                continue;
            };
            let input = buffered(&*self.file, &mut self.buffer, &mut self.buffered_at, self.state.input)?;
            let start = usize::try_from(self.state.out % WINDOW as u64).unwrap_or_default();
            let window = &mut self.window[..];
            let (status, read, written) =
                decompress(decoder, input, window, start, TINFL_FLAG_HAS_MORE_INPUT);
            self.state.input += read as u64;
            self.state.out += written as u64;
            self.state.crc.update(&window[start..start + written]);
            match status {
                TINFLStatus::Done => self.end_of_member()?,
                TINFLStatus::NeedsMoreInput | TINFLStatus::HasMoreOutput if read + written > 0 => {}
                TINFLStatus::NeedsMoreInput => return Err(io::ErrorKind::UnexpectedEof.into()),
                _ => return Err(io::ErrorKind::InvalidData.into()),
            }
            if written > 0 {
                (self.taken, self.ready) = (start, start + written);
                return Ok(true);
            }
        }
    }

    /// Behind the compressed bytes stand their checksum and length.
    fn end_of_member(&mut self) -> io::Result<()> {
        let mut trailer = [0; 8];
        self.file.read_at(self.state.input, &mut trailer)?;
        self.state.input += trailer.len() as u64;
        self.state.decoder = None;
        let [a, b, c, d, ..] = trailer;
        if u32::from_le_bytes([a, b, c, d]) != self.state.crc.clone().finalize() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(())
    }

    fn keep_point(&mut self) {
        let Some(points) = &mut self.points else { return };
        let last = points.last().map_or(0, |point| point.state.out);
        if self.state.out < last + self.distance {
            return;
        }
        points.push(Point { state: self.state.clone(), window: self.window.clone() });
        if points.len() > MOST_POINTS {
            let mut keep = true;
            points.retain(|_| {
                keep = !keep;
                keep
            });
            self.distance *= 2;
        }
    }

    /// Hands over up to `most` bytes; an error at the end.
    fn take(&mut self, most: u64) -> io::Result<&[u8]> {
        if self.taken == self.ready && !self.next_chunk()? {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let count = usize::try_from(most).unwrap_or(usize::MAX).min(self.ready - self.taken);
        let from = self.taken;
        self.taken += count;
        Ok(&self.window[from..from + count])
    }
}

impl Stream for Run {
    fn at(&self) -> u64 {
        self.state.out - (self.ready - self.taken) as u64
    }

    fn taken(&self) -> u64 {
        self.state.input
    }

    fn read(&mut self, mut buf: &mut [u8]) -> io::Result<()> {
        while !buf.is_empty() {
            let chunk = self.take(buf.len() as u64)?;
            let (head, rest) = buf.split_at_mut(chunk.len());
            head.copy_from_slice(chunk);
            buf = rest;
        }
        Ok(())
    }

    fn skip(&mut self, mut count: u64) -> io::Result<()> {
        while count > 0 {
            count -= self.take(count)?.len() as u64;
        }
        Ok(())
    }
}

/// The bytes from `at` on, as many as a buffer holds.
fn buffered<'a>(
    file: &dyn ReadAt,
    buffer: &'a mut Vec<u8>,
    buffered_at: &mut u64,
    at: u64,
) -> io::Result<&'a [u8]> {
    let within = at.checked_sub(*buffered_at).and_then(|within| usize::try_from(within).ok());
    let within = match within.filter(|within| *within < buffer.len()) {
        Some(within) => within,
        None => {
            let left = usize::try_from(file.len().saturating_sub(at)).unwrap_or(INPUT);
            buffer.resize(left.min(INPUT), 0);
            file.read_at(at, buffer)?;
            *buffered_at = at;
            0
        }
    };
    Ok(&buffer[within..])
}

/// Place behind the header of a gzip member (RFC 1952).
fn gzip_header(file: &dyn ReadAt, at: u64) -> io::Result<u64> {
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    const CHECKSUM: u8 = 2;
    const LONGEST_TEXT: u64 = 64 << 10;
    let mut head = [0; 10];
    file.read_at(at, &mut head)?;
    let [0x1f, 0x8b, 8, flags, ..] = head else { return Err(io::ErrorKind::InvalidData.into()) };
    let mut at = at + head.len() as u64;
    if flags & EXTRA != 0 {
        let mut len = [0; 2];
        file.read_at(at, &mut len)?;
        at += 2 + u64::from(u16::from_le_bytes(len));
    }
    for text in [NAME, COMMENT] {
        let end = at.saturating_add(LONGEST_TEXT);
        let mut byte = [u8::from(flags & text != 0)];
        while byte != [0] {
            if at >= end {
                return Err(io::ErrorKind::InvalidData.into());
            }
            file.read_at(at, &mut byte)?;
            at += 1;
        }
    }
    Ok(at + if flags & CHECKSUM == 0 { 0 } else { 2 })
}
