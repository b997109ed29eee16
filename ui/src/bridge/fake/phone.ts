/** A pretend way with a connected phone: what the cable shows, what lies on the phone, how far a copy is. */
import type { Change } from '../../generated/Change';
import type { CopyPlace } from '../../generated/CopyPlace';
import type { CopyProgress } from '../../generated/CopyProgress';
import type { Phone } from '../../generated/Phone';
import type { PhoneSeen } from '../../generated/PhoneSeen';
import type { Sysdiagnose } from '../../generated/Sysdiagnose';

export const readyPhone: Phone = {
  id: '0', model: 'iPhone 13', os_version: '17.6.1', state: 'ready', backup_password: false, used_bytes: 41_300_000_000,
  shape: 'face', keep_on: false,
};
export const oldPhone: Phone = { ...readyPhone, id: '1', model: 'iPhone SE (2020)', os_version: '26.1', shape: 'home', keep_on: true, backup_password: true };

const one = (state: string): PhoneSeen => ({ what: 'one', system: null, phones: [{ ...readyPhone, state, backup_password: null, used_bytes: null }] });
export const seen: Readonly<Record<string, PhoneSeen>> = {
  nothing: { what: 'nothing', system: null, phones: [] },
  linux: { what: 'no-service', system: 'linux', phones: [] },
  windows: { what: 'no-service', system: 'windows', phones: [] },
  macos: { what: 'no-service', system: 'macos', phones: [] },
  several: { what: 'several', system: null, phones: [readyPhone, oldPhone] },
  locked: one('locked'),
  'not-trusted': one('not-trusted'),
  asking: one('asking'),
  'too-old': one('too-old'),
};

export const oldFile: Sysdiagnose = { id: '0', size: 312_000_000, made_at: '2026-11-02T10:00:00Z', in_progress: false };
export const newFile: Sysdiagnose = { id: '1', size: 287_000_000, made_at: '2026-11-14T08:00:00Z', in_progress: false };
export const place: CopyPlace = { path: '/home/mina/.local/share/org.lucerna.app/copies', free_bytes: 212_000_000_000 };
export const smallPlace: CopyPlace = { path: '/home/mina/.local/share/org.lucerna.app/copies', free_bytes: 9_400_000_000 };

const at = (stage: string, part: number): CopyProgress => ({
  stage, bytes: Math.round(41e9 * part), of_bytes: part === 0 ? null : 41_000_000_000, files: Math.round(61_000 * part), seconds_left: part === 0 ? null : Math.round(1500 * (1 - part)),
});
export const progress: Readonly<Record<string, CopyProgress>> = {
  preparing: at('preparing', 0),
  passcode: at('waiting-for-passcode', 0),
  copying: at('copying', 0.44),
  out: at('waiting-for-phone', 0.4),
  ending: at('verifying', 1),
};

export const phoneChanges: Change[] = [
  { key: 'phone-trust', path: null, state: 'there' },
  { key: 'phone-password', path: null, state: 'there' },
  { key: 'phone-copy', path: '/home/mina/.local/share/org.lucerna.app/copies/2026-11-14-0812', state: 'there' },
  { key: 'memory', path: null, state: 'there' },
];
