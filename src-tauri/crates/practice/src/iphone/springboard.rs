//! springboardservices: pictures of the apps.

use super::{ended::Ended, phone::Phone, stream::Stream, wire};
use crate::archive;
use plist::Value;
use std::sync::Arc;

/// One client.
pub(super) fn serve(phone: &Arc<Phone>, stream: &mut Stream) -> Result<(), Ended> {
    loop {
        let request = wire::read_dictionary(stream)?;
        let command = wire::text(&request, "command").unwrap_or_default();
        phone.asked(format!("springboard {command}"));
        let answer = match command {
            "getIconPNGData" => {
                let bundle = wire::text(&request, "bundleId").unwrap_or_default();
                let apps = crate::phone::app_facts(&phone.options.scenario)?;
                let app = apps.into_iter().find(|app| app.bundle == bundle);
                let icon = app.and_then(|app| {
                    app.in_backup.as_dictionary()?.get("PlaceholderIcon")?.as_data().map(<[u8]>::to_vec)
                });
                [("pngData", Value::Data(icon.unwrap_or_default()))]
            }
            _ => [("Status", "Complete".into())],
        };
        wire::write(stream, &archive::dictionary(answer))?;
    }
}
