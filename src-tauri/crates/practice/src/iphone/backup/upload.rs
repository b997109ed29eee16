//! `DLMessageUploadFiles`: files from the phone to the computer, in batches, straight from disk.

use super::{
    Code, Failure, hostile,
    talk::{CONTENT, DONE, REMOTE_ERROR, Talk, block, counted},
};
use crate::{
    archive,
    iphone::{
        content::{Content, Stored},
        ended::Ended,
        fault::Fault,
    },
};
use std::io::{Read, Write};

/// Files in one batch, as in iOS 26.1.
const BATCH: usize = 128;

/// Content of a file in one block.
const BLOCK: usize = 256 << 10;

/// Room for a block's length and code before its content.
const HEAD: usize = 5;

/// Sending, with how far it has come.
pub(super) struct Upload<'a, 'b> {
    talk: &'a mut Talk<'b>,
    content: &'a Content,
    buffer: Vec<u8>,
    /// Bytes of the backup, and those that the computer holds.
    whole: u64,
    sent: u64,
    /// Percent of the progress that they make.
    share: f64,
    /// Bytes of files that went through this cable.
    carried: u64,
    /// Files that were sent.
    files: u64,
}

impl<'a, 'b> Upload<'a, 'b> {
    pub(super) fn new(
        talk: &'a mut Talk<'b>,
        content: &'a Content,
        share: f64,
        whole: u64,
        sent: u64,
    ) -> Self {
        Self { talk, content, buffer: vec![0; HEAD + BLOCK], whole, sent, share, carried: 0, files: 0 }
    }

    /// The status that says so, then these files, then the manifests, all into `Snapshot`.
    pub(super) fn all(&mut self, files: &[&Stored]) -> Result<Result<(), Failure>, Ended> {
        let status = self.content.status(Some("uploading"))?;
        self.bytes("Status.plist", &status, self.progress())?;
        let bad = files.len() / 2;
        for (number, batch) in files.chunks(BATCH).enumerate() {
            let broken = batch.get(bad.wrapping_sub(number * BATCH)).map(|file| file.name.as_str());
            if let Err(failure) = self.batch(batch, broken)? {
                return Ok(Err(failure));
            }
        }
        if self.talk.phone.fails(Fault::EscapingNames) {
            hostile::escape(self.talk)?;
        }
        if self.talk.phone.fails(Fault::ManyFiles) {
            hostile::many(self.talk)?;
        }
        for manifest in &self.content.manifests {
            if let Err(failure) = self.batch(&[manifest], None)? {
                return Ok(Err(failure));
            }
        }
        Ok(Ok(()))
    }

    /// Some files at once. `broken` cannot be read where a fault says so.
    fn batch(&mut self, files: &[&Stored], broken: Option<&str>) -> Result<Result<(), Failure>, Ended> {
        let size = files.iter().map(|file| file.size).sum::<u64>();
        self.begin(self.progress(), size)?;
        for file in files {
            self.name(&file.device, &format!("Snapshot/{}", file.name))?;
            if broken == Some(file.name.as_str()) && self.talk.phone.fails(Fault::FileError) {
                self.block(REMOTE_ERROR, b"Operation not permitted")?;
                self.sent += file.size;
                continue;
            }
            self.file(file)?;
            self.block(DONE, b"")?;
            self.files += 1;
        }
        self.end()
    }

    /// One small file that lies on no disk, as a batch of its own.
    pub(super) fn bytes(&mut self, name: &str, content: &[u8], progress: f64) -> Result<(), Ended> {
        self.begin(progress, content.len() as u64)?;
        self.name("/var/tmp/tmp.3.practice", name)?;
        self.block(CONTENT, content)?;
        self.block(DONE, b"")?;
        self.end().map(drop)
    }

    fn begin(&mut self, progress: f64, size: u64) -> Result<(), Ended> {
        let nothing = archive::dictionary::<String>([]);
        self.talk.say(vec!["DLMessageUploadFiles".into(), nothing, progress.into(), size.into()])
    }

    fn end(&mut self) -> Result<Result<(), Failure>, Ended> {
        self.talk.stream.write_all(&[0; 4])?;
        self.talk.stream.flush()?;
        let status = self.talk.status()?;
        if status.code < 0 {
            let text = format!("Error uploading files: the computer answered {}", status.code);
            return Ok(Err(Failure::new(Code::Drive, &text)));
        }
        Ok(Ok(()))
    }

    fn name(&mut self, device: &str, name: &str) -> Result<(), Ended> {
        let name = self.talk.path(name);
        let name = name.as_string().unwrap_or_default();
        let frame = [counted(device), counted(name)].concat();
        Ok(self.talk.stream.write_all(&frame)?)
    }

    fn block(&mut self, code: u8, content: &[u8]) -> Result<(), Ended> {
        Ok(self.talk.stream.write_all(&block(code, content))?)
    }

    /// The content of a file, block by block.
    fn file(&mut self, file: &Stored) -> Result<(), Ended> {
        let mut from = self.content.open(file)?;
        loop {
            let read = from.read(&mut self.buffer[HEAD..])?;
            if read == 0 {
                return Ok(());
            }
            let length = u32::try_from(read + 1).unwrap_or(u32::MAX);
            self.buffer[..4].copy_from_slice(&length.to_be_bytes());
            self.buffer[4] = CONTENT;
            self.talk.stream.write_all(&self.buffer[..HEAD + read])?;
            self.sent += read as u64;
            self.carried += read as u64;
            self.go_wrong()?;
        }
    }

    /// What a fault wants to happen here.
    fn go_wrong(&mut self) -> Result<(), Ended> {
        let half = self.sent * 2 >= self.whole;
        for number in 0..self.talk.phone.options.faults.len() {
            match self.talk.phone.options.faults[number] {
                Fault::CutAfterBytes(bytes) if self.carried >= bytes => self.cut()?,
                Fault::CutAtPercent(percent) if self.sent * 100 >= self.whole * u64::from(percent) => {
                    self.cut()?;
                }
                Fault::HugeLength if half => hostile::huge_length(self.talk)?,
                Fault::EndlessHang if half => hostile::hang(self.talk)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Pulls the cable, once, in the middle of a file.
    fn cut(&mut self) -> Result<(), Ended> {
        if self.talk.phone.state().cut {
            return Ok(());
        }
        self.talk.stream.flush()?;
        self.talk.phone.pull(true);
        Err(Ended::Fault("the cable was pulled"))
    }

    #[expect(clippy::cast_precision_loss, reason = "a progress bar")]
    fn progress(&self) -> f64 {
        self.sent as f64 / self.whole.max(1) as f64 * self.share
    }
}
