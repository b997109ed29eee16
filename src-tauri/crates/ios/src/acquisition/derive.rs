//! From a password to the key that opens a key bag: PBKDF2 twice, ten million rounds, which take
//! seconds. So it says how far it is and can be stopped.

use super::key_bag::{Key, KeyBag, Stretch};
use pbkdf2::hmac::digest::{FixedOutput, KeyInit, OutputSizeUser, Update};
use pbkdf2::hmac::{EagerHash, Hmac};
use sha1::Sha1;
use sha2::Sha256;
use zeroize::Zeroize;

/// Rounds between two reports: a hundredth of a second with the processor's own instructions, a tenth
/// without them.
const SLICE: u32 = 1 << 17;

/// Told `done` of `of` rounds; false stops.
pub(crate) type Progress<'a> = dyn FnMut(u32, u32) -> bool + 'a;

/// The key that opens the classes of `bag`; `None` if stopped.
pub(crate) fn derive(password: &[u8], bag: &KeyBag, progress: &mut Progress<'_>) -> Option<Key> {
    // A key of 32 bytes is two blocks of SHA-1.
    let second = bag.sha1.rounds.saturating_mul(2);
    let first = bag.sha256.as_ref().map_or(0, |stretch| stretch.rounds);
    let of = first.saturating_add(second);
    let mut done = 0;
    let mut tick = |rounds: u32| {
        done += rounds;
        progress(done, of)
    };
    let mut key = Key::default();
    let Some(sha256) = &bag.sha256 else {
        pbkdf2::<Sha1>(password, &bag.sha1, &mut key[..], &mut tick)?;
        return Some(key);
    };
    let mut between = Key::default();
    pbkdf2::<Sha256>(password, sha256, &mut between[..], &mut tick)?;
    pbkdf2::<Sha1>(&between[..], &bag.sha1, &mut key[..], &mut tick)?;
    Some(key)
}

/// RFC 8018, in slices. The library does the same loop, but in one go.
fn pbkdf2<D: EagerHash>(
    password: &[u8],
    stretch: &Stretch,
    key: &mut [u8],
    tick: &mut dyn FnMut(u32) -> bool,
) -> Option<()>
where
    Hmac<D>: KeyInit + Update + FixedOutput + Clone,
{
    let keyed = Hmac::<D>::new_from_slice(password).ok()?;
    for (number, block) in (1u32..).zip(key.chunks_mut(Hmac::<D>::output_size())) {
        let mut mac = keyed.clone();
        mac.update(&stretch.salt);
        mac.update(&number.to_be_bytes());
        let mut round = mac.finalize_fixed();
        let mut sum = round.clone();
        let mut left = stretch.rounds - 1;
        let mut in_slice = 1;
        loop {
            let slice = left.min(SLICE);
            for _ in 0..slice {
                let mut mac = keyed.clone();
                mac.update(&round);
                round = mac.finalize_fixed();
                sum.iter_mut().zip(&round).for_each(|(sum, byte)| *sum ^= byte);
            }
            left -= slice;
            if !tick(slice + in_slice) {
                return None;
            }
            in_slice = 0;
            if left == 0 {
                break;
            }
        }
        block.copy_from_slice(&sum[..block.len()]);
        sum.as_mut_slice().zeroize();
        round.as_mut_slice().zeroize();
    }
    Some(())
}
