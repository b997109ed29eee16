//! Screens 7 and 21: a phone on the cable, real or pretend.

use crate::at_phone::Pretending;
use crate::failure::{Answer, our_fault};
use crate::state::Shell;
use crate::wire::{Phone, PhoneName, PhoneSeen, Pretend, Sysdiagnose};
use practice::iphone::{Hands, Options, Screen};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};

#[tauri::command]
pub(crate) async fn connect_phone(
    app: AppHandle,
    shell: State<'_, Shell>,
    wanted: Option<String>,
    pretend: bool,
    seen: Channel<PhoneSeen>,
) -> Answer<Phone> {
    let talk = shell.talk()?;
    let gone = shell.inside().at_phone.pretend.take_if(|_| !pretend);
    drop(gone);
    let wanted = wanted.map(|id| shell.inside().at_phone.udid(&id)).transpose()?;
    // A page that is gone sees nothing.
    let mut tell = move |now| drop(seen.send(app.state::<Shell>().see(now)));
    let device = talk.run(move |stop| phone::connect(wanted.as_deref(), stop, &mut tell)).await?;
    Ok(shell.see_ready(&device))
}

#[tauri::command]
pub(crate) fn stop_phone(shell: State<'_, Shell>) {
    if let Some(stop) = &shell.inside().at_phone.talking {
        stop.store(true, Ordering::Relaxed);
    }
}

#[tauri::command]
pub(crate) fn phone_names(shell: State<'_, Shell>) -> Vec<PhoneName> {
    let inside = shell.inside();
    let name = |(id, device): (usize, &phone::Device)| PhoneName {
        id: id.to_string(),
        name: device.name.as_deref().map(report::clean),
    };
    inside.at_phone.phones.iter().enumerate().map(name).collect()
}

#[tauri::command]
pub(crate) async fn sysdiagnoses(shell: State<'_, Shell>, phone: String) -> Answer<Vec<Sysdiagnose>> {
    let udid = shell.inside().at_phone.udid(&phone)?;
    let talk = shell.talk()?;
    let files = talk.run(move |_| phone::sysdiagnoses(&udid)).await?;
    let at_phone = &mut shell.inside().at_phone;
    Ok(files.iter().map(|file| at_phone.note_file(file)).collect())
}

#[tauri::command]
pub(crate) async fn await_sysdiagnose(
    app: AppHandle,
    shell: State<'_, Shell>,
    phone: String,
    seen: Channel<Sysdiagnose>,
) -> Answer<Sysdiagnose> {
    let udid = shell.inside().at_phone.udid(&phone)?;
    let known: Vec<String> = names_of_whole(&shell);
    let talk = shell.talk()?;
    let mut tell = move |file: &phone::SysdiagnoseFile| {
        drop(seen.send(app.state::<Shell>().inside().at_phone.note_file(file)));
    };
    let file = talk.run(move |stop| phone::wait_for_sysdiagnose(&udid, &known, stop, &mut tell)).await?;
    Ok(shell.inside().at_phone.note_file(&file))
}

/// Files that need not be waited for.
fn names_of_whole(shell: &Shell) -> Vec<String> {
    let inside = shell.inside();
    let whole = inside.at_phone.diagnoses.iter().filter(|file| !file.in_progress);
    whole.map(|file| file.name.clone()).collect()
}

#[tauri::command]
pub(crate) async fn plug_pretend(shell: State<'_, Shell>, scenario: String) -> Answer<()> {
    let before = shell.inside().at_phone.pretend.take();
    let made = spawn_blocking(move || {
        drop(before);
        serve(&scenario)
    });
    shell.inside().at_phone.pretend = Some(made.await.map_err(|_| our_fault())??);
    Ok(())
}

fn serve(scenario: &str) -> Answer<Pretending> {
    let scenario = practice::scenario(scenario).map_err(|_| our_fault())?;
    let mut options = Options::new(scenario);
    options.password = options.scenario.password.clone();
    (options.locked, options.passcode, options.hands) = (true, true, Hands::Waiting);
    options.passcode_wait = Duration::from_secs(30 * 60);
    let serving = practice::iphone::serve(options).map_err(|_| our_fault())?;
    phone::look_at(Some(serving.address().to_string()));
    Ok(Pretending { serving, alive: Arc::new(AtomicBool::new(true)) })
}

#[tauri::command]
pub(crate) fn watch_pretend(shell: State<'_, Shell>, channel: Channel<Pretend>) -> Answer<()> {
    let inside = shell.inside();
    let pretending = inside.at_phone.pretend.as_ref().ok_or_else(our_fault)?;
    let (control, alive) = (pretending.serving.control(), Arc::clone(&pretending.alive));
    std::thread::spawn(move || {
        let mut last = None;
        while alive.load(Ordering::Relaxed) {
            let now = Pretend { screen: shown(control.screen()).to_owned() };
            if last.as_ref() != Some(&now) && channel.send(now.clone()).is_err() {
                return;
            }
            last = Some(now);
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    Ok(())
}

fn shown(screen: Screen) -> &'static str {
    match screen {
        Screen::Locked => "locked",
        Screen::Home => "home",
        Screen::TrustPrompt => "trust",
        Screen::PasscodePrompt { .. } => "passcode",
        Screen::Unplugged => "unplugged",
    }
}

#[tauri::command]
pub(crate) fn move_pretend(shell: State<'_, Shell>, movement: String) -> Answer<()> {
    let inside = shell.inside();
    let control = inside.at_phone.pretend.as_ref().ok_or_else(our_fault)?.serving.control();
    match movement.as_str() {
        "unlock" => drop(control.unlock()),
        "trust" => drop(control.tap_trust()),
        "refuse" => drop(control.tap_dont_trust()),
        "passcode" => drop(control.type_passcode()),
        "pull" => drop(control.unplug()),
        "plug" => drop(control.plug()),
        "buttons" => control.press_sysdiagnose(),
        _ => return Err(our_fault()),
    }
    Ok(())
}
