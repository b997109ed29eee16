/** What the window knows while it is open. Nothing of it is ever stored. */
import { getContext, setContext } from 'svelte';
import { asProblem, type Bridge } from '../bridge/bridge';
import type { Found } from '../generated/Found';
import type { PracticePhone } from '../generated/PracticePhone';
import type { Problem } from '../generated/Problem';
import type { View } from '../generated/View';
import { speak, spokenTag } from '../locales/words.svelte';
import { Check } from './check.svelte';
import { Phone } from './phone.svelte';
import { after, back, type Facts, mayEnter, nothingYet, type ScreenName } from './steps';

/** What may have happened on a day that the person remembers. */
export const occasions = ['seizure', 'border', 'odd-link', 'notification'] as const;

/** Where to stand when the window opens: used for pretend states only. */
export type Opening = {
  readonly screen: ScreenName;
  readonly facts?: Partial<Facts>;
  readonly chosen?: Found;
  readonly problem?: Problem;
  readonly picked?: number;
  readonly covered?: boolean;
  /** What the way with a connected phone holds. */
  readonly phone?: Partial<Phone>;
};

export class Wizard {
  readonly bridge: Bridge;
  readonly check: Check;
  readonly phone: Phone;

  screen = $state<ScreenName>('language');
  covered = $state(false);
  watching = $state<Facts['watching']>(null);
  pause = $state<Facts['pause']>(null);
  whose = $state<Facts['whose']>(null);
  agreed = $state(false);
  bring = $state<Facts['bring']>(null);
  /** Days that the person remembers, as a date field writes them. */
  days = $state<Partial<Record<(typeof occasions)[number], string>>>({});
  /** Whether only what is known to tell something is read, or every file. */
  depth = $state<'usual' | 'deep'>('usual');

  /** Copies that were found, chosen or dropped; null before the first look. */
  found = $state.raw<Found[] | null>(null);
  practice = $state.raw<PracticePhone[] | null>(null);
  chosen = $state.raw<Found | null>(null);
  /** The pretend phone that is picked on screen 6. */
  scenario = $state<string | null>(null);
  dragging = $state(false);
  busy = $state(false);

  /** The problem that the present screen shows. */
  problem = $state.raw<Problem | null>(null);
  view = $state.raw<View | null>(null);
  shown = $state(false);
  /** Id of the finding that is read. */
  picked = $state<number | null>(null);
  /** True if an earlier check was cut short and left changes on a phone. */
  leftOver = $state(false);
  listsDate = $state('');
  version = $state('');

  #trail = $state<ScreenName[]>([]);

  readonly facts: Facts = $derived.by(() => ({
    watching: this.watching, pause: this.pause, whose: this.whose, agreed: this.agreed, bring: this.bring,
    phone: this.phone.state, chosen: this.chosen, check: this.check.state, shown: this.shown, picked: this.picked !== null,
  }));
  readonly backTo = $derived(back(this.#trail, this.facts));

  constructor(bridge: Bridge) {
    this.bridge = bridge;
    this.check = new Check(bridge);
    this.phone = new Phone(bridge);
  }

  /** Asks what the app holds and speaks the computer's language; a finished check is shown again, covered. */
  async open(): Promise<void> {
    try {
      const start = await this.bridge.start();
      this.listsDate = start.lists_date;
      this.version = start.version;
      this.leftOver = start.left_over;
      speak(start.system_lang);
      if (start.state === 'running') {
        await this.bridge.stopCheck();
        await this.bridge.stopPhone();
        await this.bridge.forget();
      }
      if (start.state === 'done') {
        this.view = await this.bridge.view(spokenTag());
        this.check.state = 'done';
        this.screen = 'covered';
      }
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
  }

  /** Listens to what is dragged over the window, from now on. */
  async listen(): Promise<void> {
    try {
      await this.bridge.watchDrops((event) => {
        if (this.screen !== 'bring-file') return;
        this.dragging = event.over;
        if (event.problem !== null) this.problem = event.problem;
        if (event.found !== null) this.take(event.found);
      });
    } catch {
      // Dropping is a convenience: the buttons beside it do the same.
    }
  }

  /** Stands where a pretend state says. */
  async stand(opening: Opening): Promise<void> {
    const facts = { ...nothingYet, ...opening.facts };
    this.watching = facts.watching;
    this.pause = facts.pause;
    this.whose = facts.whose;
    this.agreed = facts.agreed;
    this.bring = facts.bring;
    this.shown = facts.shown;
    this.chosen = opening.chosen ?? null;
    Object.assign(this.phone, opening.phone);
    this.phone.state = facts.phone === 'copying' ? 'planned' : facts.phone;
    if (facts.check === 'done') {
      this.view = await this.bridge.view(spokenTag());
      this.check.state = 'done';
    }
    this.picked = opening.picked ?? null;
    if (facts.check === 'running') void this.startCheck(null);
    if (facts.phone === 'copying') void this.startCopy();
    this.screen = opening.screen;
    this.problem = opening.problem ?? null;
    this.covered = opening.covered ?? false;
    this.#trail = ['language', 'welcome'];
  }

  /** Goes to `screen` if that is allowed; "back" will return here. */
  go(screen: ScreenName): void {
    if (!mayEnter(screen, this.facts)) return;
    this.#trail = [...this.#trail.filter((visited) => visited !== screen), this.screen];
    this.#enter(screen);
  }

  /** Goes to the step that follows the present one. */
  next(): void {
    const screen = after(this.screen, this.facts);
    if (screen !== null) this.go(screen);
  }

  /** Goes back to where the person came from. */
  back(): void {
    const to = this.backTo;
    if (to === null) return;
    this.#trail = to.trail;
    this.#enter(to.screen);
  }

  #enter(screen: ScreenName): void {
    this.problem = null;
    this.dragging = false;
    this.screen = screen;
  }

  /** Opens one finding. */
  read(finding: number): void {
    this.picked = finding;
    if (this.screen !== 'finding') this.go('finding');
  }

  /** Looks in the usual places, once. */
  async look(): Promise<void> {
    if (this.found !== null) return;
    await this.#attempt(async () => {
      this.found = await this.bridge.findAcquisitions();
    });
    this.found ??= [];
  }

  /** Lets the person choose a folder or a file. */
  async choose(folder: boolean): Promise<void> {
    this.problem = null;
    await this.#attempt(async () => {
      const found = await this.bridge.chooseAcquisition(folder, spokenTag());
      if (found !== null) this.take(found);
    });
  }

  /** Puts a copy at the head of the list and chooses it. */
  take(found: Found): void {
    this.problem = null;
    this.found = [found, ...(this.found ?? []).filter((other) => other.id !== found.id)];
    this.chosen = found;
  }

  /** Asks for the pretend phones, once. */
  async lookForPractice(): Promise<void> {
    if (this.practice !== null) return;
    await this.#attempt(async () => {
      this.practice = await this.bridge.practicePhones();
    });
    this.practice ??= [];
  }

  /** Makes the picked pretend phone and goes on with it. */
  async makePractice(): Promise<void> {
    const scenario = this.scenario;
    if (scenario === null || this.busy) return;
    this.problem = null;
    const made = await this.#attempt(async () => {
      this.chosen = await this.bridge.usePractice(scenario);
    });
    if (made) this.goOnWithChosen();
  }

  /** Puts the picked pretend phone at the end of a pretend cable and goes on to connect it. */
  async connectPractice(): Promise<void> {
    const scenario = this.scenario;
    if (scenario === null || this.busy) return;
    this.problem = null;
    const plugged = await this.#attempt(() => this.phone.plugPretend(scenario));
    if (plugged) this.go('connect');
  }

  /** Copies the phone as planned and goes on to the check by itself. */
  async startCopy(): Promise<void> {
    if (this.phone.state === 'copying') return;
    this.go('copying');
    const made = await this.phone.copy();
    if (made === null) return;
    this.chosen = made.found;
    if (made.found !== null) return this.startCheck(null);
    this.problem = { code: 'no-acquisition-here', number: 511, values: {} };
  }

  /** Password of the chosen pretend phone, which may be shown. */
  get practicePassword(): string | null {
    if (this.chosen?.source !== 'practice' && this.phone.pretend === null) return null;
    return this.practice?.find((phone) => phone.scenario === this.scenario)?.password ?? null;
  }

  /** From screen 6 to the password, or straight to the check. */
  goOnWithChosen(): void {
    if (this.chosen?.encrypted === true) this.go('password');
    else void this.startCheck(null);
  }

  /** Runs the check and leads on to the covered result, or to the problem. */
  async startCheck(password: string | null): Promise<void> {
    const found = this.chosen;
    if (found === null || this.check.state === 'running') return;
    this.go('checking');
    this.view = null;
    this.shown = false;
    this.picked = null;
    const days = occasions.flatMap((what) => (this.days[what] ? [{ what, day: this.days[what] }] : []));
    const end = await this.check.run(found, { password, days, deep: this.depth === 'deep' }, spokenTag());
    if (!end.done) return this.#endWith(end.problem);
    if (!(await this.speakResult())) return;
    this.#trail = [];
    this.#enter('covered');
  }

  #endWith(problem: Problem): void {
    const aboutPassword = problem.code === 'wrong-password' || problem.code === 'password-needed';
    if (aboutPassword && mayEnter('password', this.facts)) this.#enter('password');
    else if (problem.code === 'stopped' && this.bring !== 'iphone' && this.phone.pretend === null) this.#enter(this.bring === 'practice' ? 'bring-practice' : 'bring-file');
    this.problem = problem;
  }

  /** Fetches the result in the chosen language; false if that failed. */
  async speakResult(): Promise<boolean> {
    if (this.check.state !== 'done') return false;
    return this.#attempt(async () => {
      this.view = await this.bridge.view(spokenTag());
    });
  }

  /** Shows the result that was covered. */
  show(): void {
    this.shown = true;
    this.next();
  }

  /** Drops everything and returns to the beginning. */
  async startAgain(): Promise<void> {
    await this.#attempt(() => this.bridge.forget());
    this.erased();
    this.#trail = ['language'];
    this.#enter('welcome');
  }

  /** Forgets all answers and the result, after Rust erased its part. */
  erased(): void {
    this.check.state = 'none';
    this.phone.forget();
    this.leftOver = false;
    this.view = null;
    this.shown = false;
    this.picked = null;
    this.chosen = null;
    this.found = null;
    this.practice = null;
    this.scenario = null;
    this.watching = null;
    this.pause = null;
    this.whose = null;
    this.agreed = false;
    this.bring = null;
    this.days = {};
    this.depth = 'usual';
  }

  /** Runs one call; a failure becomes the problem of this screen. */
  async #attempt(call: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    try {
      await call();
      return true;
    } catch (thrown) {
      this.problem = asProblem(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

const key = Symbol('wizard');

/** Makes the wizard reachable from every screen. */
export function provideWizard(wizard: Wizard): void {
  setContext(key, wizard);
}

/** The wizard of this window. */
export function useWizard(): Wizard {
  return getContext<Wizard>(key);
}
