//! Linux: resource limits, Landlock for files and TCP, seccomp for system calls.
//!
//! Seccomp comes last and in three layers: calls that no reader of evidence makes end the process, `clone3`
//! is said not to exist (its flags lie in memory where no filter can see them, and libc then falls back to
//! `clone`), and of all others only those that reading needs are let through.

mod talk;

pub(super) use talk::shut_to_talk;

use super::Left;
use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope,
};
use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};
use std::collections::BTreeMap;

pub(super) fn shut(left: &Left) -> Vec<String> {
    let mut held = Vec::new();
    if limits(left.memory) & no_files() {
        held.push("memory".to_owned());
    }
    if files(left).unwrap_or(false) {
        held.push("landlock".to_owned());
    }
    if system_calls().is_some() {
        held.push("seccomp".to_owned());
    }
    held
}

/// Memory is what the process fills, not what it reserves: thread stacks and allocators reserve much.
fn limits(memory: u64) -> bool {
    let quiet =
        rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable).is_ok();
    at_most(Resource::Core, 0) & at_most(Resource::Data, memory) & quiet
}

/// No file may grow, not even one that was open before.
fn no_files() -> bool {
    at_most(Resource::Fsize, 0)
}

fn at_most(resource: Resource, most: u64) -> bool {
    setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).is_ok()
}

/// What Landlock knows, as far as this kernel does.
const KNOWN: ABI = ABI::V6;

/// No file, no TCP, nobody else's signals; only randomness, which SQLite and others ask for once in this way.
fn nothing_but_randomness() -> Result<RulesetCreated, RulesetError> {
    let rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(KNOWN))?
        .handle_access(AccessNet::from_all(KNOWN))?
        .scope(Scope::from_all(KNOWN))?
        .create()?;
    match PathFd::new("/dev/urandom") {
        Ok(fd) => rules.add_rule(PathBeneath::new(fd, AccessFs::ReadFile)),
        Err(_) => Ok(rules),
    }
}

fn files(left: &Left) -> Result<bool, RulesetError> {
    let mut rules = nothing_but_randomness()?;
    for path in &left.readable {
        let Ok(fd) = PathFd::new(path) else { continue };
        let access =
            if path.is_dir() { AccessFs::ReadFile | AccessFs::ReadDir } else { AccessFs::ReadFile.into() };
        rules = rules.add_rule(PathBeneath::new(fd, access))?;
    }
    Ok(rules.restrict_self()?.ruleset != RulesetStatus::NotEnforced)
}

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

fn system_calls() -> Option<()> {
    let mut needed = plain(NEEDED);
    #[cfg(target_arch = "x86_64")]
    needed.extend(plain(&[libc::SYS_readlink, libc::SYS_poll]));
    needed.extend(conditional()?);
    needed.extend(reading_only()?);
    filter(plain(NEVER).into_iter().chain(plain(FATAL)).collect(), needed)
}

fn plain(calls: &[i64]) -> Rules {
    calls.iter().map(|call| (*call, Vec::new())).collect()
}

/// The three layers: `fatal` calls end the process, of all others only those `needed` are let through.
fn filter(fatal: Rules, needed: Rules) -> Option<()> {
    let arch = std::env::consts::ARCH.try_into().ok()?;
    let program = |rules, otherwise, action| -> Option<BpfProgram> {
        SeccompFilter::new(rules, otherwise, action, arch).ok()?.try_into().ok()
    };
    let refuse = |errno: i32| SeccompAction::Errno(errno.unsigned_abs());
    let fatal = program(fatal, SeccompAction::Allow, SeccompAction::KillProcess)?;
    let no_clone3 = program(plain(&[libc::SYS_clone3]), SeccompAction::Allow, refuse(libc::ENOSYS))?;
    let needed = program(needed, refuse(libc::EPERM), SeccompAction::Allow)?;
    [fatal, no_clone3, needed].iter().try_for_each(|filter| seccompiler::apply_filter(filter).ok())
}

fn arg(index: u8, op: SeccompCmpOp, value: u64) -> Option<SeccompCondition> {
    SeccompCondition::new(index, SeccompCmpArgLen::Qword, op, value).ok()
}

fn bits(flags: i32) -> u64 {
    u64::from(flags.unsigned_abs())
}

fn rule(conditions: Vec<SeccompCondition>) -> Option<Vec<SeccompRule>> {
    SeccompRule::new(conditions).ok().map(|rule| vec![rule])
}

/// None of `flags` may be set in the argument.
fn without(index: u8, flags: i32) -> Option<SeccompCondition> {
    arg(index, SeccompCmpOp::MaskedEq(bits(flags)), 0)
}

/// Calls whose arguments decide: no new process, no writable or executable file memory, no signal to anyone
/// else.
fn conditional() -> Option<Rules> {
    let own = u64::from(std::process::id());
    Some(BTreeMap::from([
        (
            libc::SYS_clone,
            rule(vec![arg(0, SeccompCmpOp::MaskedEq(bits(libc::CLONE_THREAD)), bits(libc::CLONE_THREAD))?])?,
        ),
        (libc::SYS_mmap, rule(vec![without(2, libc::PROT_EXEC)?])?),
        (libc::SYS_mprotect, rule(vec![without(2, libc::PROT_EXEC)?])?),
        (libc::SYS_tgkill, rule(vec![arg(0, SeccompCmpOp::Eq, own)?])?),
        // Asking for limits, not setting them.
        (libc::SYS_prlimit64, rule(vec![arg(2, SeccompCmpOp::Eq, 0)?])?),
    ]))
}

/// No opening for writing.
fn reading_only() -> Option<Rules> {
    let writes = libc::O_WRONLY | libc::O_RDWR | libc::O_CREAT | libc::O_TRUNC;
    Some(BTreeMap::from([(libc::SYS_openat, rule(vec![without(2, writes)?])?)]))
}

/// No worker does this. Whoever does has taken it over, and it ends.
const NEVER: &[i64] = &[
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_io_uring_setup,
    libc::SYS_bpf,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_mount,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept4,
];

/// Nor, if it reads evidence, this.
const FATAL: &[i64] = &[
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_unlinkat,
    libc::SYS_renameat2,
    libc::SYS_linkat,
    libc::SYS_symlinkat,
    libc::SYS_mkdirat,
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_fchown,
    libc::SYS_ftruncate,
    libc::SYS_utimensat,
];

/// Reading, memory, threads, time, randomness, and ending.
const NEEDED: &[i64] = &[
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_pread64,
    libc::SYS_preadv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_lseek,
    libc::SYS_fstat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_faccessat,
    libc::SYS_readlinkat,
    libc::SYS_getdents64,
    libc::SYS_fcntl,
    libc::SYS_fadvise64,
    libc::SYS_ppoll,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    // Let through here, so that the layer below can say that it does not exist.
    libc::SYS_clone3,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_membarrier,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_prctl,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_getrandom,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
];
