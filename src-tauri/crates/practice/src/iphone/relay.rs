//! diagnostics_relay: a few facts of the hardware.

use super::{ended::Ended, phone::Phone, stream::Stream, wire};
use crate::archive;
use plist::Value;
use std::sync::Arc;

/// One client.
pub(super) fn serve(phone: &Arc<Phone>, stream: &mut Stream) -> Result<(), Ended> {
    loop {
        let request = wire::read_dictionary(stream)?;
        let name = wire::text(&request, "Request").unwrap_or_default();
        phone.asked(format!("diagnostics {name}"));
        let diagnostics = match name {
            "MobileGestalt" => {
                let passcode = phone.options.passcode || phone.options.locked;
                let facts = archive::dictionary([
                    ("Status", "Success".into()),
                    ("PasswordConfigured", passcode.into()),
                    ("ProductType", phone.facts.phone.model.as_str().into()),
                ]);
                Some(("MobileGestalt", facts))
            }
            "IORegistry" => {
                let battery = [("CurrentCapacity", 82.into()), ("IsCharging", true.into())];
                Some(("IORegistry", archive::dictionary(battery)))
            }
            _ => None,
        };
        let mut answer = vec![("Status", Value::from("Success"))];
        answer.extend(diagnostics.map(|part| ("Diagnostics", archive::dictionary([part]))));
        wire::write(stream, &archive::dictionary(answer))?;
        if name == "Goodbye" {
            return Ok(());
        }
    }
}
