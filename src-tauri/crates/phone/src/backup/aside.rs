//! What comes before the backup, because it goes first: sysdiagnoses, crash reports, what the phone says.
//!
//! A part that fails is named in the outcome and the rest goes on; only what would stop the backup too, a
//! disk without room or a phone that is away for too long, ends the copy.

use super::progress::Pace;
use super::run::Patience;
use crate::link::{Address, Phone};
use crate::{Copied, Failure, Plan, Stage, fetch, says};
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const BETWEEN_TRIES: Duration = Duration::from_secs(1);

/// How often a part is begun anew because the phone went away in the middle of it.
const TRIES: u32 = 20;

/// One thing to gather.
enum Part<'a> {
    Facts,
    Sysdiagnose(&'a str),
    CrashReports,
    Apps,
    Profiles,
}

/// Gathers all of it, in the order of how soon it is gone.
pub(super) async fn gather(
    plan: &Plan,
    address: &Address,
    patience: Patience,
    bytes: &Arc<AtomicU64>,
    pace: &mut Pace,
    copied: &mut Copied,
) -> Result<(), Failure> {
    let mut parts = vec![Part::Facts];
    parts.extend(plan.sysdiagnoses.iter().map(|name| Part::Sysdiagnose(name)));
    parts.extend(plan.crash_reports.then_some(Part::CrashReports));
    parts.extend([Part::Profiles, Part::Apps]);
    for part in parts {
        let stage = part.stage();
        let mut tries = 0;
        let ended = loop {
            pace.enter(stage);
            let ended = part.once(plan, address, bytes, pace, copied).await;
            tries += 1;
            match ended {
                Err(failure) if failure.code == "phone-gone" && tries < TRIES => {
                    pace.enter(Stage::WaitingForPhone);
                    wait(plan, address, patience).await?;
                }
                ended => break ended,
            }
        };
        match ended {
            Ok(()) => {}
            Err(failure) if ["space-ran-out", "pairing-failed"].contains(&failure.code.as_str()) => {
                return Err(failure);
            }
            Err(failure) => copied.left_out.push(part.left_out(failure)),
        }
    }
    Ok(())
}

impl Part<'_> {
    fn stage(&self) -> Stage {
        match self {
            Self::Facts | Self::Apps | Self::Profiles => Stage::Preparing,
            Self::Sysdiagnose(_) => Stage::Sysdiagnose,
            Self::CrashReports => Stage::CrashReports,
        }
    }

    async fn once(
        &self,
        plan: &Plan,
        address: &Address,
        bytes: &Arc<AtomicU64>,
        pace: &mut Pace,
        copied: &mut Copied,
    ) -> Result<(), Failure> {
        let phone = Phone::open(address, &plan.udid).await?;
        let pace = RefCell::new(pace);
        let mut came = |more: u64| {
            bytes.fetch_add(more, Ordering::Relaxed);
            pace.borrow_mut().tick();
        };
        match self {
            Self::Facts => says::facts(&phone, &plan.folder).await,
            Self::Apps => says::apps(&phone, &plan.folder).await,
            Self::Profiles => says::profiles(&phone, &plan.folder).await,
            Self::Sysdiagnose(name) => {
                let file = fetch::sysdiagnose::sysdiagnose(&phone, name, &plan.folder, &mut came).await?;
                copied.sysdiagnoses.push(file);
                Ok(())
            }
            Self::CrashReports => {
                let fetched = fetch::crash_reports(&phone, &plan.folder, &mut came).await?;
                copied.crash_reports = fetched.files;
                match fetched.lost {
                    0 => Ok(()),
                    lost => Err(Failure::new("no-crash-reports").with("lost", lost)),
                }
            }
        }
    }

    /// What is told of a part that failed.
    fn left_out(&self, failure: Failure) -> Failure {
        match self {
            Self::CrashReports if failure.code != "no-crash-reports" => {
                Failure::new("no-crash-reports").because(failure)
            }
            Self::Sysdiagnose(name) => Failure::new("no-sysdiagnose").with("name", name).because(failure),
            Self::Facts => failure.with("part", "facts"),
            Self::Apps => failure.with("part", "apps"),
            Self::Profiles => failure.with("part", "profiles"),
            Self::CrashReports => failure,
        }
    }
}

/// Until the same phone is back and open.
async fn wait(plan: &Plan, address: &Address, patience: Patience) -> Result<(), Failure> {
    let began = Instant::now();
    loop {
        tokio::time::sleep(BETWEEN_TRIES).await;
        match Phone::open(address, &plan.udid).await {
            Ok(_) => return Ok(()),
            Err(failure) if failure.code == "pairing-failed" => return Err(failure),
            Err(_) if began.elapsed() > patience.gone => return Err(Failure::new("copy-interrupted")),
            Err(_) => {}
        }
    }
}
