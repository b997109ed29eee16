//! Packs a folder as people do before they send it.
#![expect(clippy::disallowed_methods, reason = "works on practice folders only, never on evidence")]

use crate::error::{At, PracticeError};
use flate2::{Compression, write::GzEncoder};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Packs `folder`, under its own name, as a zip file.
pub fn zip(folder: &Path, to: &Path) -> Result<(), PracticeError> {
    let file = File::create_new(to).at(to)?;
    let mut archive = zip::ZipWriter::new(file);
    let options = zip::write::SimpleFileOptions::default();
    for (name, path) in entries(folder)? {
        let started = if path.is_dir() {
            archive.add_directory(name, options)
        } else {
            archive.start_file(name, options)
        };
        started.map_err(io::Error::from).at(to)?;
        if path.is_file() {
            io::copy(&mut File::open(&path).at(&path)?, &mut archive).at(to)?;
        }
    }
    archive.finish().map_err(io::Error::from).at(to)?;
    Ok(())
}

/// Packs `folder`, under its own name, as a tar file.
pub fn tar(folder: &Path, to: &Path) -> Result<(), PracticeError> {
    pack(folder, File::create_new(to).at(to)?, to).map(drop)
}

/// Packs `folder`, under its own name, as a compressed tar file.
pub fn tar_gz(folder: &Path, to: &Path) -> Result<(), PracticeError> {
    let file = File::create_new(to).at(to)?;
    pack(folder, GzEncoder::new(file, Compression::fast()), to)?.finish().at(to)?;
    Ok(())
}

fn pack<W: Write>(folder: &Path, out: W, to: &Path) -> Result<W, PracticeError> {
    let mut archive = tar::Builder::new(out);
    archive.mode(tar::HeaderMode::Deterministic);
    for (name, path) in entries(folder)? {
        if path.is_dir() {
            archive.append_dir(name, &path).at(to)?;
        } else {
            archive.append_path_with_name(&path, name).at(to)?;
        }
    }
    archive.into_inner().at(to)
}

/// Name in the archive and path on the disk, folders before what they hold.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>, PracticeError> {
    let mut found = Vec::new();
    let root = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut waiting = vec![(root, folder.to_owned())];
    while let Some((name, path)) = waiting.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path).at(&path)? {
                let entry = entry.at(&path)?;
                waiting.push((format!("{name}/{}", entry.file_name().to_string_lossy()), entry.path()));
            }
        }
        found.push((name, path));
    }
    found.sort();
    Ok(found)
}
