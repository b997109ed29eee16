/**
 * A connected phone as the window sees it: found, asked for a diagnosis file, copied. Passwords pass through
 * here once, on their way to Rust, and are kept nowhere.
 */
import { asProblem, type Bridge } from '../bridge/bridge';
import type { CopyMade } from '../generated/CopyMade';
import type { CopyPlace } from '../generated/CopyPlace';
import type { CopyProgress } from '../generated/CopyProgress';
import type { CopyRequest } from '../generated/CopyRequest';
import type { Phone as Connected } from '../generated/Phone';
import type { PhoneSeen } from '../generated/PhoneSeen';
import type { Problem } from '../generated/Problem';
import type { Sysdiagnose } from '../generated/Sysdiagnose';
import type { Facts } from './steps';

const nothing: PhoneSeen = { what: 'nothing', system: null, phones: [] };
const begun: CopyProgress = { stage: 'preparing', bytes: 0, of_bytes: null, files: 0, seconds_left: null };

export class Phone {
  state = $state<Facts['phone']>('none');
  seen = $state.raw<PhoneSeen>(nothing);
  /** The phone that is ready. */
  connected = $state.raw<Connected | null>(null);
  /** Names by id, once they were asked for. */
  names = $state.raw<ReadonlyMap<string, string> | null>(null);
  /** The one that was picked out of several. */
  wanted = $state<string | null>(null);

  /** Diagnosis files on the phone; null before the first look. */
  files = $state.raw<Sysdiagnose[] | null>(null);
  /** The one that the phone writes now. */
  writing = $state(false);
  picked = $state<string[]>([]);

  place = $state.raw<CopyPlace | null>(null);
  /** A copy that was begun earlier is gone on with. */
  goesOn = $state(false);
  progress = $state.raw<CopyProgress>(begun);
  stopping = $state(false);
  leftOut = $state.raw<Problem[]>([]);
  /** Files that could not be read of the copy: what ended it, if something did. */
  problem = $state.raw<Problem | null>(null);

  /** What the pretend phone shows; null if there is none. */
  pretend = $state<string | null>(null);

  readonly #bridge: Bridge;
  #running: Promise<unknown> | null = null;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /**
   * Ends whatever talks to the phone and waits until it has ended. Asked again and again: the first time may
   * come before the conversation began, or between two of its questions.
   */
  async stop(): Promise<void> {
    const running = this.#running;
    if (running === null) return;
    let ended = false;
    const end = running.then(() => (ended = true));
    while (!ended) {
      await this.#bridge.stopPhone().catch(() => undefined);
      await Promise.race([end, new Promise((resolve) => setTimeout(resolve, 200))]);
    }
  }

  /** One conversation with the phone at a time. What is stopped is no problem. */
  async #talk(call: () => Promise<void>): Promise<void> {
    await this.stop();
    this.problem = null;
    const running = call().catch((thrown: unknown) => {
      const problem = asProblem(thrown);
      if (problem.code !== 'stopped') this.problem = problem;
    });
    this.#running = running;
    await running;
    if (this.#running === running) this.#running = null;
  }

  /** Follows the cable until a phone is ready. */
  async connect(wanted: string | null = this.wanted): Promise<void> {
    this.wanted = wanted;
    await this.#talk(async () => {
      this.state = 'none';
      this.connected = null;
      this.seen = nothing;
      const phone = await this.#bridge.connectPhone(wanted, this.pretend !== null, (seen) => (this.seen = seen));
      this.seen = { what: 'one', system: null, phones: [phone] };
      this.connected = phone;
      this.state = 'ready';
      this.place = await this.#bridge.copyPlace();
    });
  }

  /** Asks for the names of the phones, because the person wants to see them. */
  async askNames(): Promise<void> {
    const names = await this.#bridge.phoneNames().catch(() => []);
    this.names = new Map(names.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));
  }

  /** Looks for diagnosis files on the phone and waits for a new one, until one is there or it is stopped. */
  async lookForFiles(): Promise<void> {
    const phone = this.connected;
    if (phone === null) return;
    await this.#talk(async () => {
      this.writing = false;
      this.files = await this.#bridge.sysdiagnoses(phone.id);
      const made = await this.#bridge.awaitSysdiagnose(phone.id, () => (this.writing = true));
      this.files = [made, ...this.files.filter(({ id }) => id !== made.id)];
      this.picked = [...this.picked, made.id];
      this.writing = false;
    });
    this.writing = false;
    this.files ??= [];
  }

  /** Lets the person choose where copies go. */
  async choosePlace(): Promise<void> {
    try {
      this.place = (await this.#bridge.chooseCopyPlace()) ?? this.place;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  /** Hands over what is to be copied. True if that went well. */
  async plan(request: Omit<CopyRequest, 'phone' | 'sysdiagnoses'>): Promise<boolean> {
    const phone = this.connected;
    if (phone === null) return false;
    await this.#talk(async () => {
      const planned = await this.#bridge.planCopy({ ...request, phone: phone.id, sysdiagnoses: this.picked });
      this.goesOn = planned.goes_on;
      this.state = 'planned';
    });
    return this.state === 'planned';
  }

  /** Makes the planned copy, or goes on with it; null if it did not come to its end. */
  async copy(): Promise<CopyMade | null> {
    let made: CopyMade | null = null;
    this.stopping = false;
    this.progress = begun;
    await this.#talk(async () => {
      this.state = 'copying';
      made = await this.#bridge.copyPhone((progress) => (this.progress = progress));
    });
    this.state = made === null ? 'planned' : 'copied';
    this.leftOut = (made as CopyMade | null)?.left_out ?? [];
    return made;
  }

  /** Asks the copy to stop. */
  async stopCopy(): Promise<void> {
    this.stopping = true;
    await this.stop();
  }

  /** Puts a pretend phone at the end of a pretend cable and follows what it shows. */
  async plugPretend(scenario: string): Promise<void> {
    await this.stop();
    await this.#bridge.plugPretend(scenario);
    this.pretend = 'locked';
    await this.#bridge.watchPretend(({ screen }) => (this.pretend = screen));
  }

  /** Moves the hands of the pretend phone's owner. */
  async move(movement: string): Promise<void> {
    await this.#bridge.movePretend(movement).catch(() => undefined);
  }

  /** Forgets the phone. */
  forget(): void {
    this.state = 'none';
    this.seen = nothing;
    this.connected = null;
    this.names = null;
    this.wanted = null;
    this.files = null;
    this.picked = [];
    this.leftOut = [];
    this.goesOn = false;
    this.problem = null;
    this.pretend = null;
  }
}
