//! Lists of running programs: two of `ps`, one of tasks, one of samples.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [ps, threads, tasks, samples] = fuzz::parts(bytes);
    fuzz::examine(
        &ios::artifacts::processes::ARTIFACT,
        &[
            ("Sysdiagnose/ps.txt", ps),
            ("Sysdiagnose/ps_thread.txt", threads),
            ("Sysdiagnose/spindump-nosymbols.txt", samples),
            ("Sysdiagnose/taskinfo.txt", tasks),
        ],
    );
});
