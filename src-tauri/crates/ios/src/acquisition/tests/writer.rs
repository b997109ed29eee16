//! The smallest backups that are still backups, plain or encrypted, with anything wrong that a test wants.

use super::super::file_id::FileId;
use aes::Aes256;
use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeEncrypt, KeyIvInit};
use aes_kw::{KeyInit, KwAes256};
use plist::{Dictionary, Uid, Value};
use sqlite::rusqlite::{Connection, params};
use std::fs;
use std::path::{Path, PathBuf};

const CLASSES: std::ops::RangeInclusive<u8> = 1..=11;
pub(super) const PASSWORD: &str = "lantern";

/// A backup to be written.
pub(super) struct Phone {
    pub(super) files: Vec<File>,
    pub(super) password: Option<&'static str>,
    /// Key bags before iOS 10.2 have one derivation, and their `Manifest.db` is plain.
    pub(super) before_ios_10_2: bool,
    /// Times as dates instead of Unix seconds.
    pub(super) dates: bool,
    /// `PRAGMA page_size` of the list.
    pub(super) page_size: u32,
}

pub(super) struct File {
    domain: String,
    relative: String,
    bytes: Vec<u8>,
    class: u8,
    flags: i64,
    listed: bool,
    stored: bool,
}

impl Phone {
    pub(super) fn plain() -> Self {
        let files = Vec::new();
        Self { files, password: None, before_ios_10_2: false, dates: false, page_size: 4096 }
            .file("HomeDomain", "Library/SMS/sms.db", b"messages of nobody")
            .file("HomeDomain", "Library/Preferences/com.example.plist", b"a preference")
            .file("CameraRollDomain", "Media/DCIM/100APPLE/IMG_0001.JPG", &[7; 70_001])
            .file("HomeDomain", "Library/empty", b"")
            .entry("HomeDomain", "Library", 2)
            .entry("HomeDomain", "Library/link", 4)
    }

    pub(super) fn encrypted() -> Self {
        Self { password: Some(PASSWORD), ..Self::plain() }
    }

    pub(super) fn with_password(self, password: &'static str) -> Self {
        Self { password: Some(password), ..self }
    }

    pub(super) fn file(self, domain: &str, relative: &str, bytes: &[u8]) -> Self {
        self.any(domain, relative, bytes, 1, |_| {})
    }

    /// A file that is there and not in the list.
    pub(super) fn unlisted(self, domain: &str, relative: &str, bytes: &[u8]) -> Self {
        self.any(domain, relative, bytes, 1, |file| file.listed = false)
    }

    /// A file that is in the list and not there.
    pub(super) fn missing(self, domain: &str, relative: &str) -> Self {
        self.any(domain, relative, b"", 1, |file| file.stored = false)
    }

    /// A file of another protection class.
    pub(super) fn of_class(self, class: u8, domain: &str, relative: &str, bytes: &[u8]) -> Self {
        self.any(domain, relative, bytes, 1, |file| file.class = class)
    }

    fn entry(self, domain: &str, relative: &str, flags: i64) -> Self {
        self.any(domain, relative, b"", flags, |file| file.stored = false)
    }

    fn any(
        mut self,
        domain: &str,
        relative: &str,
        bytes: &[u8],
        flags: i64,
        change: impl FnOnce(&mut File),
    ) -> Self {
        let (domain, relative) = (domain.to_owned(), relative.to_owned());
        let bytes = bytes.to_vec();
        let mut file = File { domain, relative, bytes, class: 3, flags, listed: true, stored: true };
        change(&mut file);
        self.files.push(file);
        self
    }

    /// Writes the backup into `folder/<name>` and returns that.
    pub(super) fn write(&self, folder: &Path, name: &str) -> PathBuf {
        let root = folder.join(name);
        fs::create_dir_all(&root).unwrap();
        let list = root.join("Manifest.db");
        let connection = Connection::open(&list).unwrap();
        connection
            .execute_batch(&format!(
                "PRAGMA page_size={};
                 CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB);
                 CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB);
                 CREATE INDEX FilesDomainIdx ON Files(domain);
                 CREATE INDEX FilesRelativePathIdx ON Files(relativePath);
                 BEGIN;",
                self.page_size
            ))
            .unwrap();
        for file in &self.files {
            self.store(&root, &connection, file);
        }
        connection.execute_batch("COMMIT").unwrap();
        connection.close().unwrap();
        if self.password.is_some() && !self.before_ios_10_2 {
            fs::write(&list, cbc(&file_key(0xee), &fs::read(&list).unwrap())).unwrap();
        }
        self.write_plists(&root);
        root
    }

    fn store(&self, root: &Path, connection: &Connection, file: &File) {
        let id = FileId::of(&file.domain, &file.relative).to_string();
        let key =
            (self.password.is_some() && file.flags == 1).then(|| file_key(file.bytes.len().to_le_bytes()[0]));
        if file.listed {
            let wrapped = key.map(|key| with_class(file.class, &key));
            let sql = "INSERT INTO Files VALUES (?, ?, ?, ?, ?)";
            let record = self.record(file, wrapped);
            connection.execute(sql, params![id, file.domain, file.relative, file.flags, record]).unwrap();
        }
        if file.stored {
            let folder = root.join(&id[..2]);
            fs::create_dir_all(&folder).unwrap();
            let bytes = key.map_or_else(|| file.bytes.clone(), |key| cbc(&key, &file.bytes));
            fs::write(folder.join(&id), bytes).unwrap();
        }
    }

    /// An archived `MBFile`; its size is wrong on purpose, because nobody may rely on it.
    fn record(&self, file: &File, wrapped: Option<Vec<u8>>) -> Vec<u8> {
        let time = |seconds: u64| match self.dates {
            true => Value::Date((std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds)).into()),
            false => seconds.into(),
        };
        let mut object = Dictionary::new();
        object.insert("$class".into(), Value::Uid(Uid::new(2)));
        object.insert("Size".into(), (file.bytes.len() as u64 / 2).into());
        object.insert("Mode".into(), 0o100_644u64.into());
        object.insert("UserID".into(), 501u64.into());
        object.insert("Birth".into(), time(1_700_000_000));
        object.insert("LastModified".into(), time(1_700_000_001));
        object.insert("LastStatusChange".into(), time(1_700_000_002));
        object.insert("ProtectionClass".into(), u64::from(file.class).into());
        let class = dictionary([("$classname", "MBFile".into())]);
        let mut objects: Vec<Value> = vec!["$null".into(), Value::Boolean(true), class];
        if let Some(wrapped) = wrapped {
            object.insert("EncryptionKey".into(), Value::Uid(Uid::new(3)));
            objects.push(dictionary([("NS.data", Value::Data(wrapped))]));
        }
        objects[1] = Value::Dictionary(object);
        to_bytes(&dictionary([
            ("$archiver", "NSKeyedArchiver".into()),
            ("$objects", Value::Array(objects)),
            ("$top", dictionary([("root", Value::Uid(Uid::new(1)))])),
            ("$version", 100_000u64.into()),
        ]))
    }

    fn write_plists(&self, root: &Path) {
        let date =
            || Value::Date((std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_726_000_000)).into());
        let lockdown = dictionary([
            ("ProductVersion", "17.6.1".into()),
            ("BuildVersion", "21G93".into()),
            ("ProductType", "iPhone14,5".into()),
            ("DeviceName", "Pretend phone".into()),
        ]);
        let apps = dictionary([(
            "com.example.chat",
            dictionary([("CFBundleIdentifier", "com.example.chat".into())]),
        )]);
        let mut manifest = vec![
            ("IsEncrypted", Value::Boolean(self.password.is_some())),
            ("Date", date()),
            ("SystemDomainsVersion", "24.0".into()),
            ("Lockdown", lockdown),
            ("Applications", apps),
        ];
        if let Some(password) = self.password {
            manifest.push(("BackupKeyBag", Value::Data(key_bag(password, self.before_ios_10_2))));
            if !self.before_ios_10_2 {
                manifest.push(("ManifestKey", Value::Data(with_class(4, &file_key(0xee)))));
            }
        }
        fs::write(root.join("Manifest.plist"), to_bytes(&dictionary(manifest))).unwrap();
        let info = dictionary([
            ("Unique Identifier", "00008110-000000000000".into()),
            ("Product Version", "17.6.1".into()),
            ("Last Backup Date", date()),
            ("Installed Applications", Value::Array(vec!["com.example.mail".into()])),
        ]);
        info.to_file_xml(root.join("Info.plist")).unwrap();
        let status = dictionary([("SnapshotState", "finished".into()), ("Date", date())]);
        fs::write(root.join("Status.plist"), to_bytes(&status)).unwrap();
    }
}

/// A key bag as a phone writes it, with few rounds so that a test is quick.
pub(super) fn key_bag(password: &str, before_ios_10_2: bool) -> Vec<u8> {
    const ROUNDS: (u32, u32) = (1_000, 100);
    let mut derived = [0; 32];
    let mut bag = Vec::new();
    let mut tag = |name: &[u8; 4], value: &[u8]| {
        bag.extend_from_slice(name);
        bag.extend_from_slice(&u32::try_from(value.len()).unwrap().to_be_bytes());
        bag.extend_from_slice(value);
    };
    tag(b"VERS", &5u32.to_be_bytes());
    tag(b"TYPE", &1u32.to_be_bytes());
    tag(b"UUID", &[1; 16]);
    tag(b"HMCK", &[2; 40]);
    tag(b"WRAP", &1u32.to_be_bytes());
    tag(b"SALT", &[3; 20]);
    tag(b"ITER", &ROUNDS.1.to_be_bytes());
    if before_ios_10_2 {
        pbkdf2::pbkdf2_hmac::<sha1::Sha1>(password.as_bytes(), &[3; 20], ROUNDS.1, &mut derived);
    } else {
        tag(b"DPWT", &0u32.to_be_bytes());
        tag(b"DPIC", &ROUNDS.0.to_be_bytes());
        tag(b"DPSL", &[4; 20]);
        let mut first = [0; 32];
        pbkdf2::pbkdf2_hmac::<sha2::Sha256>(password.as_bytes(), &[4; 20], ROUNDS.0, &mut first);
        pbkdf2::pbkdf2_hmac::<sha1::Sha1>(&first, &[3; 20], ROUNDS.1, &mut derived);
    }
    for class in CLASSES {
        tag(b"UUID", &[class; 16]);
        tag(b"CLAS", &u32::from(class).to_be_bytes());
        tag(b"WRAP", &2u32.to_be_bytes());
        tag(b"KTYP", &0u32.to_be_bytes());
        tag(b"WPKY", &wrap(&derived, &class_key(class)));
    }
    bag
}

pub(super) fn dictionary<'a>(entries: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    Value::Dictionary(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

pub(super) fn to_bytes(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    value.to_writer_binary(&mut bytes).unwrap();
    bytes
}

fn class_key(class: u8) -> [u8; 32] {
    [class; 32]
}

fn file_key(seed: u8) -> [u8; 32] {
    [seed ^ 0x5a; 32]
}

fn with_class(class: u8, key: &[u8; 32]) -> Vec<u8> {
    [&u32::from(class).to_le_bytes()[..], &wrap(&class_key(class), key)].concat()
}

fn wrap(with: &[u8; 32], key: &[u8; 32]) -> Vec<u8> {
    let mut wrapped = vec![0; 40];
    KwAes256::new(with.into()).wrap_key(key, &mut wrapped).unwrap();
    wrapped
}

fn cbc(key: &[u8; 32], plain: &[u8]) -> Vec<u8> {
    let mut buf = [plain, &[0; 16]].concat();
    let cipher = cbc::Encryptor::<Aes256>::new(key.into(), &[0; 16].into());
    cipher.encrypt_padded::<Pkcs7>(&mut buf, plain.len()).unwrap().to_vec()
}
