/**
 * All the window can ask of Rust. `tauri.ts` carries the calls across; `fake.ts` answers them in a browser.
 * Every call rejects with a `Problem` and with nothing else.
 */
import type { ArtifactName } from '../generated/ArtifactName';
import type { Change } from '../generated/Change';
import type { DropEvent } from '../generated/DropEvent';
import type { Found } from '../generated/Found';
import type { Helper } from '../generated/Helper';
import type { PracticePhone } from '../generated/PracticePhone';
import type { Problem } from '../generated/Problem';
import type { Progress } from '../generated/Progress';
import type { SaveRequest } from '../generated/SaveRequest';
import type { Start } from '../generated/Start';
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
  /** Names of the kinds of records that a check of this kind of copy tries. */
  artifactNames(kind: string, lang: string): Promise<ArtifactName[]>;
  /** Runs the check to its end. */
  check(id: string, password: string | null, on: (progress: Progress) => void): Promise<void>;
  /** Asks the running check to stop; `check` then rejects with `stopped`. */
  stopCheck(): Promise<void>;
  /** The outcome in words. */
  view(lang: string): Promise<View>;
  /** The directory of people who help. */
  helpers(lang: string): Promise<Helper[]>;
  /** Opens the computer's own dialog and saves; false if it was closed without a choice. */
  saveReport(request: SaveRequest): Promise<boolean>;
  /** What was changed on this computer. */
  changes(): Promise<Change[]>;
  /** Erases practice folders and all that is held in memory; says what became of each. */
  erase(): Promise<Change[]>;
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
