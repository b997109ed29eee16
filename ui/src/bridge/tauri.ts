/** The real bridge: the only file that knows Tauri. */
import { Channel, invoke } from '@tauri-apps/api/core';
import type { DropEvent } from '../generated/DropEvent';
import type { Progress } from '../generated/Progress';
import type { Bridge } from './bridge';

function channel<T>(on: (message: T) => void): Channel<T> {
  const carrier = new Channel<T>();
  carrier.onmessage = on;
  return carrier;
}

export const tauriBridge: Bridge = {
  start: () => invoke('start'),
  findAcquisitions: () => invoke('find_acquisitions'),
  chooseAcquisition: (folder, lang) => invoke('choose_acquisition', { folder, lang }),
  watchDrops: (on) => invoke('watch_drops', { channel: channel<DropEvent>(on) }),
  practicePhones: () => invoke('practice_phones'),
  usePractice: (scenario) => invoke('use_practice', { scenario }),
  artifactNames: (kind, lang) => invoke('artifact_names', { kind, lang }),
  check: (id, password, on) => invoke('check', { id, password, progress: channel<Progress>(on) }),
  stopCheck: () => invoke('stop_check'),
  view: (lang) => invoke('view', { lang }),
  helpers: (lang) => invoke('helpers', { lang }),
  saveReport: (request) => invoke('save_report', { request }),
  changes: () => invoke('changes'),
  erase: () => invoke('erase'),
  forget: () => invoke('forget'),
};
