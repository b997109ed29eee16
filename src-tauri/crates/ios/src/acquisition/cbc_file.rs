//! One file of an encrypted backup: AES-256-CBC, zero initial vector, PKCS#7 padding.
//!
//! Plaintext block `i` depends on ciphertext blocks `i` and `i - 1` only, so any range is decrypted on
//! its own, at the cost of reading one block more. The padding ends the file, never the recorded size:
//! a file that grew while the phone copied it is longer than its record says.

use aes::Aes256Dec;
use aes::cipher::{Block, BlockModeDecrypt, InnerIvInit, KeyInit};
use engine::ReadAt;
use std::io;

const BLOCK: usize = 16;
const WIDE: u64 = BLOCK as u64;

/// Plaintext of a ciphertext, at any place, by any number of threads. Round keys are wiped on drop.
pub(crate) struct CbcFile<R> {
    ciphertext: R,
    cipher: Aes256Dec,
    len: u64,
}

impl<R: ReadAt> CbcFile<R> {
    /// Decrypts the last block to learn where the padding begins. Whole blocks without valid padding (a
    /// file cut short, or one written without) are kept whole; a torn block at the end is dropped.
    pub(crate) fn new(ciphertext: R, key: &[u8; 32]) -> io::Result<Self> {
        let whole_blocks = ciphertext.len() / WIDE * WIDE;
        let mut file = Self { ciphertext, cipher: Aes256Dec::new(key.into()), len: whole_blocks };
        if whole_blocks > 0 {
            file.len -= padding(&file.block(whole_blocks - WIDE)?);
        }
        Ok(file)
    }

    /// Decrypts in place; `offset` and the length of `buf` are whole blocks.
    fn read_blocks(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
        let mut previous = Block::<Aes256Dec>::default();
        if offset > 0 {
            self.ciphertext.read_at(offset - WIDE, &mut previous)?;
        }
        self.ciphertext.read_at(offset, buf)?;
        let (blocks, _) = Block::<Aes256Dec>::slice_as_chunks_mut(buf);
        cbc::Decryptor::inner_iv_init(&self.cipher, &previous).decrypt_blocks(blocks);
        Ok(())
    }

    fn block(&self, offset: u64) -> io::Result<[u8; BLOCK]> {
        let mut block = [0; BLOCK];
        self.read_blocks(offset, &mut block)?;
        Ok(block)
    }
}

impl<R: ReadAt> ReadAt for CbcFile<R> {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, mut offset: u64, mut buf: &mut [u8]) -> io::Result<()> {
        let end = offset.checked_add(buf.len() as u64).filter(|end| *end <= self.len);
        end.ok_or(io::ErrorKind::UnexpectedEof)?;
        let within = usize::try_from(offset % WIDE).unwrap_or_default();
        if within > 0 && !buf.is_empty() {
            let block = self.block(offset - within as u64)?;
            let (head, rest) = buf.split_at_mut(buf.len().min(BLOCK - within));
            head.copy_from_slice(&block[within..within + head.len()]);
            offset += head.len() as u64;
            buf = rest;
        }
        let (whole, tail) = buf.split_at_mut(buf.len() / BLOCK * BLOCK);
        if !whole.is_empty() {
            self.read_blocks(offset, whole)?;
        }
        if !tail.is_empty() {
            let block = self.block(offset + whole.len() as u64)?;
            tail.copy_from_slice(&block[..tail.len()]);
        }
        Ok(())
    }
}

/// Length of a valid PKCS#7 padding, 0 if there is none.
fn padding(last: &[u8; BLOCK]) -> u64 {
    let n = last[BLOCK - 1];
    let valid = (1..=BLOCK).contains(&n.into()) && last[BLOCK - usize::from(n)..].iter().all(|b| *b == n);
    if valid { n.into() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::CbcFile;
    use aes::Aes256;
    use aes::cipher::block_padding::{NoPadding, Padding, Pkcs7};
    use aes::cipher::{BlockModeEncrypt, KeyIvInit};
    use engine::ReadAt;
    use proptest::prelude::*;

    const KEY: [u8; 32] = [7; 32];

    fn encrypted<P: Padding>(plain: &[u8]) -> Vec<u8> {
        let mut buf = [plain, &[0; 16]].concat();
        let cipher = cbc::Encryptor::<Aes256>::new(&KEY.into(), &[0; 16].into());
        cipher.encrypt_padded::<P>(&mut buf, plain.len()).unwrap().to_vec()
    }

    fn padded(plain: &[u8]) -> Vec<u8> {
        encrypted::<Pkcs7>(plain)
    }

    fn whole(file: &CbcFile<Vec<u8>>) -> Vec<u8> {
        let mut bytes = vec![0; usize::try_from(file.len()).unwrap()];
        file.read_at(0, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn padding_ends_the_file_where_there_is_one() {
        for len in [0, 1, 15, 16, 17, 32, 100] {
            let plain: Vec<u8> = (1..=len).map(|n| n | 0x80).collect();
            let file = CbcFile::new(padded(&plain), &KEY).unwrap();
            assert_eq!(whole(&file), plain);
        }
        let plain = vec![b'x'; 48];
        assert_eq!(whole(&CbcFile::new(encrypted::<NoPadding>(&plain), &KEY).unwrap()), plain);
    }

    #[test]
    fn a_torn_block_is_dropped_and_what_is_before_it_is_kept() {
        let plain = vec![b'x'; 100];
        let mut torn = padded(&plain);
        torn.truncate(70);
        let file = CbcFile::new(torn, &KEY).unwrap();
        assert_eq!(whole(&file), &plain[..64]);
        assert!(CbcFile::new(vec![1, 2, 3], &KEY).unwrap().is_empty());
        assert!(CbcFile::new(Vec::new(), &KEY).unwrap().is_empty());
    }

    proptest! {
        #[test]
        fn any_range_reads_as_the_plain_text(plain: Vec<u8>, from in 0usize..200, len in 0usize..200) {
            let file = CbcFile::new(padded(&plain), &KEY).unwrap();
            let mut buf = vec![0; len];
            let read = file.read_at(from as u64, &mut buf);
            match plain.get(from..from + len) {
                Some(expected) => { prop_assert!(read.is_ok()); prop_assert_eq!(buf, expected) }
                None => prop_assert!(read.is_err()),
            }
        }
    }
}
