//! Every artifact over one file under each name that it reads: the first byte says which artifact.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let artifact = ios::artifacts::ALL[usize::from(*first) % ios::artifacts::ALL.len()];
    let paths: Vec<String> =
        artifact.reads.iter().map(|pattern| pattern.replace("**/", "a/").replace('*', "a")).collect();
    let files: Vec<_> = paths.iter().map(|path| (path.as_str(), bytes)).collect();
    fuzz::examine(artifact, &files);
});
