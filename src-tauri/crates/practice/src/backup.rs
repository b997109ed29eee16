//! Writes the folder of a backup: stored files, Manifest.db, and at the end, in one step, the name it is asked for.

use crate::{
    archive::FileRecord,
    clock::Moment,
    error::{At, PracticeError},
    keybag::{Encryption, KeyBag},
    random::{Random, hex},
};
use aes::Aes256;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};
use rusqlite::{Connection, params};
use sha1::{Digest, Sha1};
use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Bytes copied at a time; a multiple of the AES block.
const CHUNK: usize = 1 << 16;

/// Where a file belongs on the pretend phone.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) domain: &'a str,
    /// Path inside the domain.
    pub(crate) path: &'a str,
    /// Protection class, 1 to 4.
    pub(crate) class: u32,
    /// Last change of the file.
    pub(crate) modified: Moment,
    /// Phones record a size and copy a moment later: the recorded size may be older, and smaller, than the file.
    pub(crate) stale_size: bool,
}

impl<'a> Entry<'a> {
    /// A file of class 3 with a size that is right.
    pub(crate) fn new(domain: &'a str, path: &'a str, modified: Moment) -> Self {
        Self { domain, path, class: 3, modified, stale_size: false }
    }

    pub(crate) fn class(self, class: u32) -> Self {
        Self { class, ..self }
    }

    pub(crate) fn stale_size(self) -> Self {
        Self { stale_size: true, ..self }
    }
}

/// Files, folders, links and plain bytes written so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Regular files stored.
    pub files: u64,
    /// Folders listed.
    pub folders: u64,
    /// Symbolic links listed.
    pub links: u64,
    /// Bytes of the regular files before encryption.
    pub bytes: u64,
}

/// A backup in the making. Dropped before [`Backup::publish`], it leaves nothing behind.
pub(crate) struct Backup {
    folder: PathBuf,
    target: PathBuf,
    manifest: Option<Connection>,
    keys: Option<KeyBag>,
    random: Random,
    /// Keys come from a stream of their own: a plain backup and its encrypted twin hold the same bytes.
    secrets: Random,
    scratch_files: u32,
    totals: Totals,
    /// `domain/path` of each stored file, by its id.
    names: BTreeMap<String, String>,
    made_at: Moment,
}

impl Backup {
    pub(crate) fn begin(
        target: &Path,
        encryption: Option<&Encryption>,
        seed: u64,
        made_at: Moment,
    ) -> Result<Self, PracticeError> {
        refuse_filled(target)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let folder = target.with_file_name(format!(".{name}.part-{}", std::process::id()));
        fs::create_dir_all(folder.join("scratch")).at(&folder)?;
        let mut backup = Self {
            folder,
            target: target.to_owned(),
            manifest: None,
            keys: encryption.map(|encryption| KeyBag::make(encryption, &mut Random::new(seed, "key bag"))),
            random: Random::new(seed, "backup"),
            secrets: Random::new(seed, "secrets"),
            scratch_files: 0,
            totals: Totals::default(),
            names: BTreeMap::new(),
            made_at,
        };
        let connection = Connection::open(backup.manifest_path())?;
        connection.execute_batch(
            "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;
             CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB);
             CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB);
             CREATE INDEX FilesDomainIdx ON Files(domain);
             CREATE INDEX FilesRelativePathIdx ON Files(relativePath);
             CREATE INDEX FilesFlagsIdx ON Files(flags);",
        )?;
        if backup.keys.is_some() {
            let sql = "INSERT INTO Properties VALUES (?,?)";
            connection.execute(sql, params!["passwordHash", backup.secrets.bytes::<32>()])?;
            connection.execute(sql, params!["salt", backup.secrets.bytes::<20>()])?;
        }
        backup.manifest = Some(connection);
        Ok(backup)
    }

    pub(crate) fn random(&mut self) -> &mut Random {
        &mut self.random
    }

    pub(crate) fn totals(&self) -> Totals {
        self.totals
    }

    /// `domain/path` of each stored file, by its id; they are kept no longer.
    pub(crate) fn take_names(&mut self) -> BTreeMap<String, String> {
        std::mem::take(&mut self.names)
    }

    /// The `BackupKeyBag`, when encrypted.
    pub(crate) fn key_bag(&self) -> Option<&[u8]> {
        self.keys.as_ref().map(|keys| keys.blob.as_slice())
    }

    /// The path of a new scratch file; it does not exist yet.
    pub(crate) fn scratch_file(&mut self) -> PathBuf {
        self.scratch_files += 1;
        self.folder.join("scratch").join(format!("{}.db", self.scratch_files))
    }

    /// Stores a file of the phone.
    pub(crate) fn store(&mut self, entry: Entry<'_>, content: &[u8]) -> Result<(), PracticeError> {
        self.store_from(&entry, content, content.len() as u64)
    }

    /// Stores a file of the phone from a scratch file, piece by piece.
    #[expect(clippy::disallowed_methods, reason = "the scratch folder of a practice phone is not evidence")]
    pub(crate) fn store_file(&mut self, entry: &Entry<'_>, from: &Path) -> Result<(), PracticeError> {
        let file = fs::File::open(from).at(from)?;
        let size = file.metadata().at(from)?.len();
        self.store_from(entry, file, size)
    }

    fn store_from(&mut self, entry: &Entry<'_>, content: impl Read, size: u64) -> Result<(), PracticeError> {
        self.folders(entry.domain, entry.path, entry.modified)?;
        let id = file_id(entry.domain, entry.path);
        let path = self.stored_path(&id)?;
        let (key, stored_key) = match &self.keys {
            Some(keys) => {
                let (key, stored) = keys.file_key(entry.class, &mut self.secrets);
                (Some(key), Some(stored))
            }
            None => (None, None),
        };
        copy(content, &path, key)?;
        self.totals.files += 1;
        self.totals.bytes += size;
        let recorded = if entry.stale_size { size.saturating_sub(8192) } else { size };
        let record = FileRecord {
            path: entry.path,
            size: recorded,
            mode: 0o100_644,
            times: self.times(entry.modified),
            inode: self.inode(),
            class: entry.class,
            key: stored_key,
            target: None,
        };
        self.list(&id, entry.domain, entry.path, 1, record)?;
        self.names.insert(id, format!("{}/{}", entry.domain, entry.path));
        Ok(())
    }

    /// Lists a symbolic link; nothing is stored for it.
    pub(crate) fn link(&mut self, entry: &Entry<'_>, target: &str) -> Result<(), PracticeError> {
        self.folders(entry.domain, entry.path, entry.modified)?;
        let id = file_id(entry.domain, entry.path);
        let record = FileRecord {
            path: entry.path,
            size: 0,
            mode: 0o120_755,
            times: self.times(entry.modified),
            inode: self.inode(),
            class: 0,
            key: None,
            target: Some(target),
        };
        if self.list(&id, entry.domain, entry.path, 4, record)? {
            self.totals.links += 1;
        }
        Ok(())
    }

    /// Lists the domain's root and every folder above `path`, each once.
    fn folders(&mut self, domain: &str, path: &str, modified: Moment) -> Result<(), PracticeError> {
        let ends = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at));
        for end in ends {
            let folder = &path[..end];
            let id = file_id(domain, folder);
            let record = FileRecord {
                path: folder,
                size: 0,
                mode: 0o40_755,
                times: self.times(modified),
                inode: self.inode(),
                class: 0,
                key: None,
                target: None,
            };
            if self.list(&id, domain, folder, 2, record)? {
                self.totals.folders += 1;
            }
        }
        Ok(())
    }

    /// False when the entry was listed before.
    fn list(
        &self,
        id: &str,
        domain: &str,
        path: &str,
        flags: u32,
        record: FileRecord<'_>,
    ) -> Result<bool, PracticeError> {
        let Some(manifest) = &self.manifest else { return Ok(false) };
        let blob = record.archived()?;
        let changed = manifest
            .prepare_cached("INSERT OR IGNORE INTO Files VALUES (?,?,?,?,?)")?
            .execute(params![id, domain, path, flags, blob])?;
        Ok(changed > 0)
    }

    fn times(&mut self, modified: Moment) -> [i64; 3] {
        let born = modified.unix() - i64::from(u32::try_from(self.random.below(9_000_000)).unwrap_or(0));
        let changed = (modified.unix() + 9).min(self.made_at.unix());
        [born, modified.unix(), changed]
    }

    fn inode(&self) -> u64 {
        1000 + self.totals.files + self.totals.folders + self.totals.links
    }

    fn manifest_path(&self) -> PathBuf {
        self.folder.join("scratch").join("Manifest.db")
    }

    fn stored_path(&self, id: &str) -> Result<PathBuf, PracticeError> {
        let folder = self.folder.join(&id[..2]);
        if !folder.is_dir() {
            fs::create_dir(&folder).at(&folder)?;
        }
        Ok(folder.join(id))
    }

    /// Writes Manifest.db; returns the `ManifestKey` when it is encrypted.
    pub(crate) fn finish_manifest(&mut self) -> Result<Option<Vec<u8>>, PracticeError> {
        if let Some(manifest) = self.manifest.take() {
            manifest.execute_batch("COMMIT;")?;
        }
        let (key, stored) = match &self.keys {
            Some(keys) => {
                let (key, stored) = keys.file_key(3, &mut self.secrets);
                (Some(key), Some(stored))
            }
            None => (None, None),
        };
        let from = self.manifest_path();
        #[expect(
            clippy::disallowed_methods,
            reason = "the scratch folder of a practice phone is not evidence"
        )]
        let content = fs::File::open(&from).at(&from)?;
        copy(content, &self.folder.join("Manifest.db"), key)?;
        Ok(stored)
    }

    /// Writes a file beside the stored ones, such as Info.plist.
    #[expect(clippy::disallowed_methods, reason = "writing a practice phone is what this crate is for")]
    pub(crate) fn beside(&self, name: &str, content: &[u8]) -> Result<(), PracticeError> {
        let path = self.folder.join(name);
        fs::write(&path, content).at(&path)
    }

    /// The folder while it is still unpublished, for damage that a scenario asks for.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Gives the finished folder its name. Until here the target was untouched.
    pub(crate) fn publish(self) -> Result<(), PracticeError> {
        let scratch = self.folder.join("scratch");
        fs::remove_dir_all(&scratch).at(&scratch)?;
        refuse_filled(&self.target)?;
        if self.target.is_dir() {
            // Windows does not rename over an empty folder.
            fs::remove_dir(&self.target).at(&self.target)?;
        }
        fs::rename(&self.folder, &self.target).at(&self.target)
    }
}

impl Drop for Backup {
    fn drop(&mut self) {
        self.manifest = None;
        // After `publish` the folder has another name and this finds nothing; otherwise there is
        // no better place than here to tidy up, and nobody to tell if it fails.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// SHA-1 of `domain-path`, lower-case hex: the name of a stored file.
pub(crate) fn file_id(domain: &str, path: &str) -> String {
    let mut hash = Sha1::new();
    hash.update(domain);
    hash.update("-");
    hash.update(path);
    hex(&hash.finalize())
}

pub(crate) fn refuse_filled(target: &Path) -> Result<(), PracticeError> {
    if !target.exists() {
        return Ok(());
    }
    #[expect(clippy::disallowed_methods, reason = "looks whether the target is free; it is not evidence")]
    let mut entries = fs::read_dir(target).at(target)?;
    if entries.next().is_some() {
        return Err(PracticeError::NotEmpty(target.to_owned()));
    }
    Ok(())
}

/// Copies piece by piece; with a key as AES-256-CBC, zero IV, PKCS#7 padding.
#[expect(clippy::disallowed_methods, reason = "writing a practice phone is what this crate is for")]
fn copy(mut content: impl Read, to: &Path, key: Option<Zeroizing<[u8; 32]>>) -> Result<(), PracticeError> {
    let mut out = fs::File::create(to).at(to)?;
    let Some(key) = key else {
        std::io::copy(&mut content, &mut out).at(to)?;
        return Ok(());
    };
    let mut cipher = cbc::Encryptor::<Aes256>::new((&*key).into(), &[0; 16].into());
    let mut buffer = vec![0; CHUNK + 16];
    loop {
        let filled = read_full(&mut content, &mut buffer[..CHUNK]).at(to)?;
        if filled < CHUNK {
            // At most CHUNK - 1 bytes plus a block of padding: the buffer always holds it.
            let Ok(last) = cipher.encrypt_padded::<Pkcs7>(&mut buffer, filled) else {
                return Err(PracticeError::Unfit("padding did not fit".to_owned()));
            };
            return out.write_all(last).at(to);
        }
        let (blocks, _) = buffer[..CHUNK].as_chunks_mut::<16>();
        for block in blocks {
            cipher.encrypt_block(block.into());
        }
        out.write_all(&buffer[..CHUNK]).at(to)?;
    }
}

fn read_full(from: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_real_backups() {
        assert_eq!(file_id("HomeDomain", "Library/SMS/sms.db"), "3d0d7e5fb2ce288813306e4d4636395e047a3d28");
        assert_eq!(
            file_id("WirelessDomain", "Library/Databases/DataUsage.sqlite"),
            "0d609c54856a9bb2d56729df1d68f2958a88426b"
        );
    }
}
