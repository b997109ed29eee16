//! `lucerna devices`: the phones on the cable.

use crate::say;
use phone::{Device, DeviceState};
use report::Words;
use scan::Failure;
use std::process::ExitCode;

pub(crate) fn run(json: bool, lang: &str) -> Result<ExitCode, Failure> {
    let devices = phone::devices()?;
    if json {
        let text = serde_json::to_string_pretty(&devices)
            .map_err(|error| Failure::new("our-fault").because(error))?;
        say::out(&format!("{text}\n"));
        return Ok(ExitCode::SUCCESS);
    }
    say::out(&table(&devices, &Words::new(lang)));
    Ok(ExitCode::SUCCESS)
}

/// One line for each phone, in columns. The phone's name is personal and only in `--json`.
fn table(devices: &[Device], words: &Words) -> String {
    if devices.is_empty() {
        return format!("{}\n", words.say("devices-none"));
    }
    let rows: Vec<[String; 4]> = devices.iter().map(|device| row(device, words)).collect();
    let widths: Vec<usize> =
        (0..4).map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0)).collect();
    let line = |row: &[String; 4]| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}", width = *width));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

fn row(device: &Device, words: &Words) -> [String; 4] {
    let clean = |value: &Option<String>| report::clean(value.as_deref().unwrap_or("?"));
    let model = device.model.as_deref().unwrap_or("?");
    let state = match device.state {
        DeviceState::Locked => "devices-locked",
        DeviceState::NotTrusted => "devices-not-trusted",
        DeviceState::Asking => "devices-asking",
        DeviceState::Refused => "devices-refused",
        DeviceState::Ready if device.backup_password == Some(true) => "devices-ready-password",
        DeviceState::Ready => "devices-ready",
        DeviceState::TooOld => "devices-too-old",
    };
    [
        device.udid.clone(),
        report::clean(model),
        format!("iOS {}", clean(&device.os_version)),
        words.say(state),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Device, DeviceState, Words, table};

    fn device(udid: &str, state: DeviceState) -> Device {
        Device {
            udid: udid.to_owned(),
            name: Some("Sam's phone".to_owned()),
            model: Some("iPhone14,5\u{1b}[2J".to_owned()),
            os_version: Some("17.6.1".to_owned()),
            os_build: None,
            state,
            backup_password: None,
            used_bytes: None,
            clock: None,
        }
    }

    #[test]
    fn a_table_tells_states_in_words_and_keeps_names_and_control_letters_out() {
        let words = Words::new("en");
        let text = table(&[device("A1", DeviceState::Ready), device("B22", DeviceState::Locked)], &words);
        assert_eq!(text.lines().count(), 2);
        assert!(text.starts_with("A1 ") && text.contains("17.6.1") && text.contains("locked"), "{text}");
        assert!(!text.contains("Sam") && !text.contains('\u{1b}'), "{text}");
        assert!(table(&[], &words).len() > 5);
    }

    #[test]
    fn every_state_has_words_in_both_languages() {
        for lang in ["en", "ar"] {
            for state in
                ["locked", "not-trusted", "asking", "refused", "ready", "ready-password", "too-old", "none"]
            {
                assert!(Words::new(lang).find(&format!("devices-{state}"), &[]).is_some(), "{lang} {state}");
            }
        }
    }
}
