/**
 * All the window can ask of Rust. `tauri.ts` carries the calls across; `fake.ts` answers them in a browser.
 * Every call rejects with a `Problem` and with nothing else.
 */
import type { ArtifactName } from '../generated/ArtifactName';
import type { Change } from '../generated/Change';
import type { CheckRequest } from '../generated/CheckRequest';
import type { CopyMade } from '../generated/CopyMade';
import type { CopyPlace } from '../generated/CopyPlace';
import type { CopyPlanned } from '../generated/CopyPlanned';
import type { CopyProgress } from '../generated/CopyProgress';
import type { CopyRequest } from '../generated/CopyRequest';
import type { DropEvent } from '../generated/DropEvent';
import type { Found } from '../generated/Found';
import type { Helper } from '../generated/Helper';
import type { Phone } from '../generated/Phone';
import type { PhoneName } from '../generated/PhoneName';
import type { PhoneSeen } from '../generated/PhoneSeen';
import type { PracticePhone } from '../generated/PracticePhone';
import type { Pretend } from '../generated/Pretend';
import type { Problem } from '../generated/Problem';
import type { Progress } from '../generated/Progress';
import type { SaveRequest } from '../generated/SaveRequest';
import type { Start } from '../generated/Start';
import type { Sysdiagnose } from '../generated/Sysdiagnose';
import type { View } from '../generated/View';

export interface Bridge {
  /** What the app holds when the window opens or is loaded again. */
  start(): Promise<Start>;
  /** Backups in the usual places of this computer. */
  findAcquisitions(): Promise<Found[]>;
  /** Opens the computer's own dialog; null if it was closed without a choice. */
  chooseAcquisition(folder: boolean, lang: string): Promise<Found | null>;
  /** Reports what is dragged over the window and dropped on it, until the window closes. */
  watchDrops(on: (event: DropEvent) => void): Promise<void>;
  /** The pretend phones there are. */
  practicePhones(): Promise<PracticePhone[]>;
  /** Builds a pretend phone in a folder of its own. */
  usePractice(scenario: string): Promise<Found>;
  /** Follows the cable until a phone is ready. `wanted` picks one of several; `pretend` means the pretend cable. */
  connectPhone(wanted: string | null, pretend: boolean, on: (seen: PhoneSeen) => void): Promise<Phone>;
  /** Asks whatever talks to the phone to stop; it then rejects with `stopped`. */
  stopPhone(): Promise<void>;
  /** The names that owners gave to the phones that were seen last. */
  phoneNames(): Promise<PhoneName[]>;
  /** Sysdiagnoses on the phone, newest first. */
  sysdiagnoses(phone: string): Promise<Sysdiagnose[]>;
  /** Waits for a sysdiagnose that was not among those; `on` is told when the phone begins to write one. */
  awaitSysdiagnose(phone: string, on: (file: Sysdiagnose) => void): Promise<Sysdiagnose>;
  /** Where copies go. */
  copyPlace(): Promise<CopyPlace>;
  /** Opens the computer's own dialog for another place; null if it was closed without a choice. */
  chooseCopyPlace(): Promise<CopyPlace | null>;
  /** Hands over what is to be copied, with the password. Rust keeps it, in memory, until it is forgotten. */
  planCopy(request: CopyRequest): Promise<CopyPlanned>;
  /** Makes the copy, or goes on with it. */
  copyPhone(on: (progress: CopyProgress) => void): Promise<CopyMade>;
  /** Undoes the changes on the phone. The password is needed only where Rust does not hold it any more. */
  putBack(password: string | null): Promise<Change[]>;
  /** Starts a pretend phone at the end of a pretend cable. */
  plugPretend(scenario: string): Promise<void>;
  /** Reports what the pretend phone shows, until it is gone. */
  watchPretend(on: (pretend: Pretend) => void): Promise<void>;
  /** Moves the owner's hands: `unlock`, `trust`, `refuse`, `passcode`, `pull`, `plug`, `buttons`. */
  movePretend(movement: string): Promise<void>;
  /** Names of the kinds of records that a check of this kind of copy tries. */
  artifactNames(kind: string, lang: string): Promise<ArtifactName[]>;
  /** Runs the check to its end. */
  check(request: CheckRequest, on: (progress: Progress) => void): Promise<void>;
  /** Asks the running check to stop; `check` then rejects with `stopped`. */
  stopCheck(): Promise<void>;
  /** The outcome in words. */
  view(lang: string): Promise<View>;
  /** The directory of people who help. */
  helpers(lang: string): Promise<Helper[]>;
  /** Opens the computer's own dialog and saves; false if it was closed without a choice. */
  saveReport(request: SaveRequest): Promise<boolean>;
  /** What was changed on the phone and on this computer. */
  changes(): Promise<Change[]>;
  /** Erases practice folders, all that is held in memory and, if asked, copies; says what became of each. */
  erase(copies: boolean): Promise<Change[]>;
  /** Drops the outcome. */
  forget(): Promise<void>;
}

/** A failure of the bridge itself, worded like every other one. */
export const ourFault: Problem = { code: 'our-fault', number: 613, values: {} };

/** What was thrown, as a `Problem`: anything else than one is our own fault. */
export function asProblem(thrown: unknown): Problem {
  if (typeof thrown !== 'object' || thrown === null) return ourFault;
  const { code, number, values } = thrown as Partial<Problem>;
  if (typeof code !== 'string' || typeof number !== 'number') return ourFault;
  return { code, number, values: values ?? {} };
}
