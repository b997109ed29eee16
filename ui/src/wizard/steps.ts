/**
 * The order of the steps, and what must be true to stand on each. Pure: no window, no state of its own.
 *
 * Screen numbers are spoken on the telephone: they never change their meaning and are never used again.
 * A connected phone is met in the order of volatility: connect (7), the diagnosis file that vanishes first (21),
 * passwords (8), copying (9), and then the check, as with any other copy.
 */

export const screens = [
  'language', 'welcome', 'watching', 'noticed', 'whose', 'days', 'bring', 'bring-file', 'bring-practice', 'connect',
  'sysdiagnose', 'passwords', 'copying', 'password',
  'checking', 'covered', 'result', 'finding', 'coverage', 'timeline', 'next', 'help', 'save', 'finish', 'report',
] as const;
export type ScreenName = (typeof screens)[number];

/** The stages of the rail, in order. */
export const stages = ['start', 'before', 'phone', 'copy', 'check', 'result', 'next', 'finish'] as const;
export type Stage = (typeof stages)[number];

type Place = { readonly number: number; readonly stage: Stage };

/** Number and stage of each screen. Variants of one step share its number. */
export const places: Readonly<Record<ScreenName, Place>> = {
  language: { number: 1, stage: 'start' },
  welcome: { number: 2, stage: 'start' },
  watching: { number: 3, stage: 'before' },
  noticed: { number: 4, stage: 'before' },
  whose: { number: 5, stage: 'before' },
  days: { number: 22, stage: 'before' },
  bring: { number: 6, stage: 'phone' },
  'bring-file': { number: 6, stage: 'phone' },
  'bring-practice': { number: 6, stage: 'phone' },
  connect: { number: 7, stage: 'phone' },
  sysdiagnose: { number: 21, stage: 'copy' },
  passwords: { number: 8, stage: 'copy' },
  copying: { number: 9, stage: 'copy' },
  password: { number: 8, stage: 'copy' },
  checking: { number: 10, stage: 'check' },
  covered: { number: 11, stage: 'result' },
  result: { number: 12, stage: 'result' },
  finding: { number: 13, stage: 'result' },
  coverage: { number: 14, stage: 'result' },
  timeline: { number: 15, stage: 'result' },
  next: { number: 16, stage: 'next' },
  help: { number: 17, stage: 'next' },
  save: { number: 18, stage: 'next' },
  finish: { number: 19, stage: 'finish' },
  report: { number: 20, stage: 'next' },
};

/** Number of the cover, which can stand before any screen. */
export const coverNumber = places.covered.number;

/** What the order depends on. Everything here is an answer of the person or a state that Rust reported. */
export type Facts = {
  /** Answer on screen 3. */
  readonly watching: 'yes' | 'unsure' | 'no' | null;
  /** Answer on screen 4. */
  readonly pause: 'talk' | 'stop' | 'go' | null;
  /** Answer on screen 5. */
  readonly whose: 'me' | 'here' | 'organisation' | null;
  /** Consent on screen 5. */
  readonly agreed: boolean;
  /** Answer on screen 6. */
  readonly bring: 'iphone' | 'file' | 'practice' | null;
  /** How far the way with a connected phone has come. */
  readonly phone: 'none' | 'ready' | 'planned' | 'copying' | 'copied';
  /** What was chosen on screen 6. */
  readonly chosen: { readonly encrypted: boolean } | null;
  /** Where the check stands. */
  readonly check: 'none' | 'running' | 'done';
  /** True once the person asked to see the result. */
  readonly shown: boolean;
  /** True if a finding is picked to be read. */
  readonly picked: boolean;
};

/** Facts before anything was answered. */
export const nothingYet: Facts = {
  watching: null, pause: null, whose: null, agreed: false, bring: null, phone: 'none', chosen: null,
  check: 'none', shown: false, picked: false,
};

const worried = (facts: Facts): boolean => facts.watching === 'yes' || facts.watching === 'unsure';
const questionsAnswered = (facts: Facts): boolean =>
  facts.watching === 'no' || (worried(facts) && facts.pause === 'go');
const consented = (facts: Facts): boolean => questionsAnswered(facts) && facts.whose !== null && facts.agreed;
const busy = (facts: Facts): boolean => facts.check === 'running' || facts.phone === 'copying';
const phoneReady = (facts: Facts): boolean => facts.phone !== 'none' && facts.phone !== 'copying';
const resultShown = (facts: Facts): boolean => facts.check === 'done' && facts.shown;

/** True if the person may stand on `screen`. Help, language and welcome are open at any time. */
export function mayEnter(screen: ScreenName, facts: Facts): boolean {
  switch (screen) {
    case 'language':
    case 'welcome':
    case 'help':
      return true;
    case 'watching':
      return !busy(facts);
    case 'noticed':
      return !busy(facts) && worried(facts);
    case 'whose':
      return !busy(facts) && questionsAnswered(facts);
    case 'days':
    case 'bring':
    case 'bring-file':
    case 'bring-practice':
      return !busy(facts) && consented(facts);
    case 'connect':
      return !busy(facts) && consented(facts) && (facts.bring === 'iphone' || facts.bring === 'practice');
    case 'sysdiagnose':
    case 'passwords':
      return !busy(facts) && consented(facts) && phoneReady(facts);
    case 'copying':
      return consented(facts) && (facts.phone === 'planned' || facts.phone === 'copying');
    case 'password':
      return !busy(facts) && consented(facts) && facts.chosen?.encrypted === true;
    case 'checking':
      return consented(facts) && facts.chosen !== null;
    case 'covered':
      return facts.check === 'done';
    case 'finding':
      return resultShown(facts) && facts.picked;
    case 'result':
    case 'coverage':
    case 'timeline':
    case 'next':
    case 'save':
    case 'report':
      return resultShown(facts);
    case 'finish':
      return !busy(facts);
  }
}

/** Where each answer on screen 6 leads. */
const firstOf = { iphone: 'connect', file: 'bring-file', practice: 'bring-practice' } as const;

/** The screen after `screen`, or null where only the person's choice, or the end of the check, leads on. */
export function after(screen: ScreenName, facts: Facts): ScreenName | null {
  switch (screen) {
    case 'language':
      return 'welcome';
    case 'welcome':
      if (facts.phone === 'copying') return 'copying';
      return facts.check === 'running' ? 'checking' : 'watching';
    case 'watching':
      if (facts.watching === null) return null;
      return worried(facts) ? 'noticed' : 'whose';
    case 'noticed':
      if (facts.pause === 'talk') return 'help';
      return facts.pause === 'go' ? 'whose' : null;
    case 'whose':
      return consented(facts) ? 'days' : null;
    case 'days':
      return 'bring';
    case 'bring':
      if (facts.bring === null) return null;
      return firstOf[facts.bring];
    case 'bring-file':
    case 'bring-practice':
      if (facts.chosen === null) return null;
      return facts.chosen.encrypted ? 'password' : 'checking';
    case 'connect':
      return facts.phone === 'none' ? null : 'sysdiagnose';
    case 'sysdiagnose':
      return 'passwords';
    case 'passwords':
      return facts.phone === 'planned' ? 'copying' : null;
    case 'copying':
      return null;
    case 'password':
      return 'checking';
    case 'checking':
      return facts.check === 'done' ? 'covered' : null;
    case 'covered':
      return 'result';
    case 'result':
    case 'finding':
    case 'coverage':
    case 'timeline':
      return 'next';
    case 'next':
      return 'help';
    case 'help':
      return facts.check === 'done' && facts.shown ? 'save' : null;
    case 'save':
      return 'finish';
    case 'report':
      return 'save';
    case 'finish':
      return null;
  }
}

/** Screens that "back" never leads to: they do something of their own accord when entered. */
const passedOnce: readonly ScreenName[] = ['checking', 'copying'];

/** True while what `screen` does is under way: then it is a place to return to. */
const underWay = (screen: ScreenName, facts: Facts): boolean =>
  screen === 'copying' ? facts.phone === 'copying' : facts.check === 'running';

/**
 * The trail after going back once, and the screen to show: the last visited one that may still be entered.
 * Null if there is nowhere to go back to.
 */
export function back(trail: readonly ScreenName[], facts: Facts): { screen: ScreenName; trail: ScreenName[] } | null {
  for (let at = trail.length - 1; at >= 0; at -= 1) {
    const screen = trail[at];
    if (screen === undefined || !mayEnter(screen, facts)) continue;
    if (passedOnce.includes(screen) && !underWay(screen, facts)) continue;
    return { screen, trail: trail.slice(0, at) };
  }
  return null;
}
