//! Linux, for a process that talks to a phone: it may reach the system's service for phones and write into
//! one folder, start nothing, and fill only so much memory.
//!
//! The layers are those of the reader of evidence. What differs: sockets of one family may be made and
//! connected (Landlock narrows TCP down to one port), and files may be made below the folder.

use super::{
    KNOWN, NEEDED, NEVER, Rules, arg, bits, conditional, filter, limits, nothing_but_randomness, plain, rule,
};
use crate::confine::{Door, Talk};
use landlock::{
    Access, AccessFs, AccessNet, BitFlags, NetPort, PathBeneath, PathFd, RulesetCreatedAttr, RulesetError,
    RulesetStatus,
};
use seccompiler::SeccompCmpOp;
use std::collections::BTreeMap;

pub(in crate::confine) fn shut_to_talk(talk: &Talk) -> Vec<String> {
    let mut held = Vec::new();
    if limits(talk.memory) {
        held.push("memory".to_owned());
    }
    if landlock(talk).unwrap_or(false) {
        held.push("landlock".to_owned());
    }
    if system_calls(talk.door).is_some() {
        held.push("seccomp".to_owned());
    }
    held
}

fn landlock(talk: &Talk) -> Result<bool, RulesetError> {
    let mut rules = nothing_but_randomness()?;
    for path in &talk.writable {
        let Ok(fd) = PathFd::new(path) else { continue };
        rules = rules.add_rule(PathBeneath::new(fd, ordinary_files()))?;
    }
    if let Door::Port(port) = talk.door {
        rules = rules.add_rule(NetPort::new(port, AccessNet::ConnectTcp))?;
    }
    Ok(rules.restrict_self()?.ruleset != RulesetStatus::NotEnforced)
}

/// Files and folders; no program, no device, no link that leads elsewhere.
fn ordinary_files() -> BitFlags<AccessFs> {
    AccessFs::from_all(KNOWN)
        & !(AccessFs::Execute
            | AccessFs::MakeChar
            | AccessFs::MakeBlock
            | AccessFs::MakeSock
            | AccessFs::MakeFifo
            | AccessFs::MakeSym
            | AccessFs::IoctlDev)
}

fn system_calls(door: Door) -> Option<()> {
    let mut needed = plain(NEEDED);
    needed.extend(plain(TALKING));
    #[cfg(target_arch = "x86_64")]
    needed.extend(plain(&[
        libc::SYS_readlink,
        libc::SYS_poll,
        libc::SYS_epoll_wait,
        libc::SYS_stat,
        libc::SYS_lstat,
        libc::SYS_mkdir,
        libc::SYS_rmdir,
        libc::SYS_rename,
        libc::SYS_unlink,
        libc::SYS_link,
    ]));
    needed.extend(conditional()?);
    needed.extend(sockets(door)?);
    let fatal = plain(NEVER).into_iter().chain(plain(&[libc::SYS_symlinkat]));
    filter(fatal.collect(), needed)
}

/// Streams of one family; whether this computer's service answers there is not asked here.
fn sockets(door: Door) -> Option<Rules> {
    let families: &[i32] = match door {
        Door::Socket => &[libc::AF_UNIX],
        Door::Port(_) => &[libc::AF_INET, libc::AF_INET6],
    };
    let mut rules = Vec::new();
    for family in families {
        rules.extend(rule(vec![
            arg(0, SeccompCmpOp::Eq, bits(*family))?,
            arg(1, SeccompCmpOp::MaskedEq(0xf), bits(libc::SOCK_STREAM))?,
        ])?);
    }
    Some(BTreeMap::from([(libc::SYS_socket, rules)]))
}

/// Beside what reading needs: waiting for sockets, speaking on them, writing files.
const TALKING: &[i64] = &[
    libc::SYS_epoll_create1,
    libc::SYS_epoll_ctl,
    libc::SYS_epoll_pwait,
    libc::SYS_eventfd2,
    libc::SYS_connect,
    libc::SYS_shutdown,
    libc::SYS_sendto,
    libc::SYS_recvfrom,
    libc::SYS_sendmsg,
    libc::SYS_recvmsg,
    libc::SYS_getsockopt,
    libc::SYS_setsockopt,
    libc::SYS_getsockname,
    libc::SYS_getpeername,
    libc::SYS_ioctl,
    libc::SYS_openat,
    libc::SYS_dup,
    libc::SYS_dup3,
    libc::SYS_pwrite64,
    libc::SYS_pwritev,
    libc::SYS_fsync,
    libc::SYS_fdatasync,
    libc::SYS_syncfs,
    libc::SYS_ftruncate,
    libc::SYS_fallocate,
    libc::SYS_flock,
    libc::SYS_fstatfs,
    libc::SYS_statfs,
    libc::SYS_mkdirat,
    libc::SYS_unlinkat,
    libc::SYS_renameat,
    libc::SYS_renameat2,
    libc::SYS_linkat,
    libc::SYS_copy_file_range,
    libc::SYS_sendfile,
    libc::SYS_fchmod,
    libc::SYS_utimensat,
    libc::SYS_getcwd,
    libc::SYS_getuid,
    libc::SYS_geteuid,
    libc::SYS_sysinfo,
    libc::SYS_clock_getres,
    libc::SYS_gettimeofday,
    libc::SYS_timerfd_create,
    libc::SYS_timerfd_settime,
];
