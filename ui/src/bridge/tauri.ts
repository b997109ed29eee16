/** The real bridge: the only file that knows Tauri. */
import { Channel, invoke } from '@tauri-apps/api/core';
import type { CopyProgress } from '../generated/CopyProgress';
import type { DropEvent } from '../generated/DropEvent';
import type { PhoneSeen } from '../generated/PhoneSeen';
import type { Pretend } from '../generated/Pretend';
import type { Progress } from '../generated/Progress';
import type { Sysdiagnose } from '../generated/Sysdiagnose';
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
  connectPhone: (wanted, pretend, on) => invoke('connect_phone', { wanted, pretend, seen: channel<PhoneSeen>(on) }),
  stopPhone: () => invoke('stop_phone'),
  phoneNames: () => invoke('phone_names'),
  sysdiagnoses: (phone) => invoke('sysdiagnoses', { phone }),
  awaitSysdiagnose: (phone, on) => invoke('await_sysdiagnose', { phone, seen: channel<Sysdiagnose>(on) }),
  copyPlace: () => invoke('copy_place'),
  chooseCopyPlace: () => invoke('choose_copy_place'),
  planCopy: (request) => invoke('plan_copy', { request }),
  copyPhone: (on) => invoke('copy_phone', { progress: channel<CopyProgress>(on) }),
  putBack: (password) => invoke('put_back', { password }),
  plugPretend: (scenario) => invoke('plug_pretend', { scenario }),
  watchPretend: (on) => invoke('watch_pretend', { channel: channel<Pretend>(on) }),
  movePretend: (movement) => invoke('move_pretend', { movement }),
  artifactNames: (kind, lang) => invoke('artifact_names', { kind, lang }),
  check: (request, on) => invoke('check', { request, progress: channel<Progress>(on) }),
  stopCheck: () => invoke('stop_check'),
  view: (lang) => invoke('view', { lang }),
  helpers: (lang) => invoke('helpers', { lang }),
  saveReport: (request) => invoke('save_report', { request }),
  changes: () => invoke('changes'),
  erase: (copies) => invoke('erase', { copies }),
  forget: () => invoke('forget'),
};
