/**
 * Pretend answers for a browser: every state of every screen by name (`fake/states.ts`), for screenshots and
 * tests. Built in mode `fake` only, so it is not in the app.
 */
import type { Change } from '../generated/Change';
import type { CheckRequest } from '../generated/CheckRequest';
import type { CopyMade } from '../generated/CopyMade';
import type { CopyProgress } from '../generated/CopyProgress';
import type { DropEvent } from '../generated/DropEvent';
import type { Found } from '../generated/Found';
import type { Phone } from '../generated/Phone';
import type { PhoneSeen } from '../generated/PhoneSeen';
import type { Progress } from '../generated/Progress';
import type { SaveRequest } from '../generated/SaveRequest';
import type { Sysdiagnose } from '../generated/Sysdiagnose';
import type { Bridge } from './bridge';
import { changes, erasedChanges, helpers, lockedCopy, names, oldCopy, plainCopy, practiceCopy, practicePhones } from './fake/copies';
import { newFile, oldFile, phoneChanges, place, progress, readyPhone, seen } from './fake/phone';
import { type Pretend, states } from './fake/states';
import { viewFor } from './fake/views';

/** A promise that stays open: a state that waits can be looked at for as long as one likes. */
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** Password of the pretend locked copies. */
const rightPassword = 'lamp-and-window';

export class FakeBridge implements Bridge {
  readonly opening: Pretend;
  #stop: (() => void) | null = null;
  #stopPhone: (() => void) | null = null;
  #changes: Change[] | null = null;

  constructor(state: string) {
    const opening = states[state];
    if (opening === undefined) throw new RangeError(`no such state: ${state}`);
    this.opening = opening;
  }

  start = async () => ({ state: 'idle', version: '0.1.0', system_lang: null, lists_date: '2026-11-09', left_over: this.opening.leftOver ?? false });

  findAcquisitions = (): Promise<Found[]> => {
    if (this.opening.slow) return never();
    return Promise.resolve(this.opening.nothingFound ? [] : [plainCopy, lockedCopy, oldCopy]);
  };

  chooseAcquisition = (): Promise<Found | null> => (this.opening.fails ? Promise.reject(this.opening.fails) : Promise.resolve({ ...plainCopy, id: '9', source: 'chosen' }));

  watchDrops = async (on: (event: DropEvent) => void): Promise<void> => {
    if (this.opening.dragging) on({ over: true, found: null, problem: null });
  };

  practicePhones = async () => practicePhones;

  usePractice = (scenario: string): Promise<Found> => {
    if (this.opening.slow) return never();
    const password = practicePhones.find((phone) => phone.scenario === scenario)?.password ?? null;
    return Promise.resolve({ ...practiceCopy, encrypted: password !== null });
  };

  /** Stays open until it is stopped. */
  #waits<T>(): Promise<T> {
    return new Promise<T>((_, reject) => (this.#stopPhone = () => reject({ code: 'stopped', number: 521, values: {} })));
  }

  connectPhone = (wanted: string | null, _pretend: boolean, on: (seen: PhoneSeen) => void): Promise<Phone> => {
    if (this.opening.fails) return Promise.reject(this.opening.fails);
    const known = this.opening.cable;
    if (known === undefined || (known === 'several' && wanted !== null)) return Promise.resolve(this.opening.phone?.connected ?? readyPhone);
    const shown = seen[known];
    if (shown !== undefined) on(shown);
    return this.#waits();
  };

  stopPhone = async (): Promise<void> => this.#stopPhone?.();

  phoneNames = async () => [{ id: '0', name: 'Mina’s phone' }, { id: '1', name: 'هاتف العمل' }];

  sysdiagnoses = async (): Promise<Sysdiagnose[]> => (this.opening.diagnosis === 'older' ? [oldFile] : []);

  awaitSysdiagnose = (_phone: string, on: (file: Sysdiagnose) => void): Promise<Sysdiagnose> => {
    if (this.opening.diagnosis === 'there') return Promise.resolve(newFile);
    if (this.opening.diagnosis === 'writing') on({ ...newFile, in_progress: true });
    return this.#waits();
  };

  copyPlace = async () => this.opening.phone?.place ?? place;

  chooseCopyPlace = async () => ({ ...place, path: '/media/mina/DISK' });

  planCopy = async () => ({ goes_on: this.opening.phone?.goesOn ?? false });

  copyPhone = (on: (progress: CopyProgress) => void): Promise<CopyMade> => {
    if (this.opening.fails) return Promise.reject(this.opening.fails);
    const shown = progress[this.opening.copying ?? ''];
    if (shown === undefined) return Promise.resolve({ found: { ...lockedCopy, source: 'phone' }, left_out: [] });
    on(shown);
    return this.#waits();
  };

  putBack = async (): Promise<Change[]> => {
    if (this.opening.fails) return Promise.reject(this.opening.fails);
    return (this.#changes = phoneChanges.map((change) => (change.key === 'phone-trust' || change.key === 'phone-password' ? { ...change, state: 'undone' } : change)));
  };

  plugPretend = async (): Promise<void> => undefined;

  watchPretend = async (): Promise<void> => undefined;

  movePretend = async (): Promise<void> => undefined;

  artifactNames = async (_kind: string, lang: string) => names(lang);

  check = ({ password }: CheckRequest, on: (progress: Progress) => void): Promise<void> => {
    const all = names('en').map(({ id }) => id);
    const at = (count: number): Progress => ({
      step: 'examining', now: all.slice(count, count + 2), finished: all.slice(0, count), of: all.length,
      records: count * 4000, permille: Math.floor((count / all.length) * 1000), seconds_left: count > 11 ? 20 : 240,
    });
    const stopped = new Promise<void>((_, reject) => (this.#stop = () => reject({ code: 'stopped', number: 521, values: {} })));
    switch (this.opening.running) {
      case 'opening':
        on({ step: 'opening' });
        return stopped;
      case 'unlocking':
        on({ step: 'unlocking', done: 4_100_000, of: 10_000_000 });
        return stopped;
      case 'examining':
        on(at(6));
        return stopped;
      case 'ending':
        on(at(13));
        return stopped;
      default:
        if (password !== null && password !== rightPassword) return Promise.reject({ code: 'wrong-password', number: 411, values: {} });
        on(at(all.length));
        return Promise.resolve();
    }
  };

  stopCheck = async (): Promise<void> => this.#stop?.();

  view = async (lang: string) => viewFor(this.opening.conclusion ?? 'nothing-found', lang, this.opening.many ?? false);

  helpers = async (lang: string) => helpers(lang);

  saveReport = (_request: SaveRequest): Promise<boolean> => (this.opening.fails ? Promise.reject(this.opening.fails) : Promise.resolve(true));

  changes = async () => this.#changes ?? (this.opening.onPhone ? phoneChanges : changes);

  erase = async (copies: boolean): Promise<Change[]> => {
    if (this.opening.fails) return Promise.reject(this.opening.fails);
    if (this.#changes === null) return erasedChanges;
    return this.#changes.map((change) => (change.state !== 'there' ? change : { ...change, state: change.key !== 'phone-copy' || copies ? 'erased' : 'kept' }));
  };

  forget = async (): Promise<void> => undefined;
}
