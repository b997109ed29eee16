//! The conversation that makes a copy.

use crate::agent::{Out, Reply};
use crate::link::Address;
use crate::{Failure, Plan};

/// Makes the copy that the plan asks for.
#[expect(clippy::unused_async, reason = "the conversation is not here yet")]
pub(crate) async fn copy(plan: Plan, address: &Address, out: &Out) -> Result<Reply, Failure> {
    let _ = (plan, address, out);
    Err(Failure::new("our-fault"))
}
