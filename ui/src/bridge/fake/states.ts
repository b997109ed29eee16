/** Every pretend state of the window by name: where it opens, and what is true there. */
import type { Problem } from '../../generated/Problem';
import type { Facts } from '../../wizard/steps';
import type { Opening } from '../../wizard/wizard.svelte';
import { oldFile, oldPhone, readyPhone, smallPlace } from './phone';
import { lockedCopy, plainCopy, practiceCopy } from './copies';

export type Pretend = Opening & {
  /** Which of the four results. */
  readonly conclusion?: string;
  /** Where a running check stands. */
  readonly running?: 'opening' | 'unlocking' | 'examining' | 'ending';
  /** What the cable shows, as in `fake/phone.ts`; without it a phone is ready. */
  readonly cable?: string;
  readonly diagnosis?: 'older' | 'writing' | 'there';
  /** Where a running copy stands, as in `fake/phone.ts`. */
  readonly copying?: string;
  /** Changes were made on a phone. */
  readonly onPhone?: boolean;
  readonly leftOver?: boolean;
  readonly nothingFound?: boolean;
  readonly slow?: boolean;
  readonly dragging?: boolean;
  readonly many?: boolean;
  /** What every call that can fail answers with. */
  readonly fails?: Problem;
};

const agreed: Partial<Facts> = { watching: 'no', whose: 'me', agreed: true };
const file: Partial<Facts> = { ...agreed, bring: 'file' };
const done: Partial<Facts> = { ...file, check: 'done', shown: true };
const phone: Partial<Facts> = { ...agreed, bring: 'iphone' };
const problem = (code: string, number: number): Problem => ({ code, number, values: {} });

const conclusions = ['known-traces', 'expert-look', 'nothing-found', 'not-enough'];
const each = (screen: Opening['screen'], more: Partial<Pretend> = {}): Record<string, Pretend> =>
  Object.fromEntries(conclusions.map((conclusion) => [`${screen}-${conclusion}`, { screen, facts: done, chosen: plainCopy, conclusion, ...more }]));
const after = (screen: Opening['screen'], more: Partial<Pretend> = {}): Pretend => ({ screen, facts: done, chosen: plainCopy, conclusion: 'known-traces', ...more });

export const states: Readonly<Record<string, Pretend>> = {
  language: { screen: 'language' },
  welcome: { screen: 'welcome' },
  watching: { screen: 'watching' },
  'watching-answered': { screen: 'watching', facts: { watching: 'unsure' } },
  noticed: { screen: 'noticed', facts: { watching: 'yes' } },
  'noticed-stopped': { screen: 'noticed', facts: { watching: 'yes', pause: 'stop' } },
  whose: { screen: 'whose', facts: { watching: 'no' } },
  'whose-agreed': { screen: 'whose', facts: agreed },
  days: { screen: 'days', facts: agreed },
  bring: { screen: 'bring', facts: agreed },
  'welcome-left-over': { screen: 'welcome', leftOver: true },
  connect: { screen: 'connect', facts: phone, cable: 'nothing' },
  ...Object.fromEntries(['linux', 'windows', 'macos', 'several', 'locked', 'not-trusted', 'asking', 'too-old'].map((cable) => [`connect-${cable}`, { screen: 'connect' as const, facts: phone, cable }])),
  'connect-refused': { screen: 'connect', facts: phone, fails: problem('trust-refused', 214) },
  'connect-failed': { screen: 'connect', facts: phone, fails: problem('pairing-failed', 217) },
  'connect-ready': { screen: 'connect', facts: phone },
  'connect-keep-on': { screen: 'connect', facts: phone, phone: { connected: oldPhone } },
  'connect-pretend': { screen: 'connect', facts: { ...phone, bring: 'practice' }, cable: 'asking', phone: { pretend: 'trust' } },
  'connect-pretend-locked': { screen: 'connect', facts: { ...phone, bring: 'practice' }, cable: 'locked', phone: { pretend: 'locked' } },
  sysdiagnose: { screen: 'sysdiagnose', facts: { ...phone, phone: 'ready' }, phone: { connected: readyPhone } },
  'sysdiagnose-older': { screen: 'sysdiagnose', facts: { ...phone, phone: 'ready' }, phone: { connected: oldPhone, files: [oldFile] }, diagnosis: 'older' },
  'sysdiagnose-unknown': { screen: 'sysdiagnose', facts: { ...phone, phone: 'ready' }, phone: { connected: { ...readyPhone, shape: null } } },
  'sysdiagnose-writing': { screen: 'sysdiagnose', facts: { ...phone, phone: 'ready' }, phone: { connected: { ...readyPhone, shape: 'tablet' } }, diagnosis: 'writing' },
  'sysdiagnose-there': { screen: 'sysdiagnose', facts: { ...phone, phone: 'ready' }, phone: { connected: readyPhone }, diagnosis: 'there' },
  'sysdiagnose-pretend': { screen: 'sysdiagnose', facts: { ...phone, bring: 'practice', phone: 'ready' }, phone: { connected: readyPhone, pretend: 'home' } },
  passwords: { screen: 'passwords', facts: { ...phone, phone: 'ready' }, phone: { connected: readyPhone } },
  'passwords-has': { screen: 'passwords', facts: { ...phone, phone: 'ready' }, phone: { connected: oldPhone } },
  'passwords-tight': { screen: 'passwords', facts: { ...phone, phone: 'ready' }, phone: { connected: readyPhone, place: smallPlace } },
  ...Object.fromEntries(['preparing', 'passcode', 'copying', 'out', 'ending'].map((copying) => [`copying-${copying}`, { screen: 'copying' as const, facts: { ...phone, phone: 'copying' as const }, phone: { connected: readyPhone, place: smallPlace }, copying }])),
  'copying-goes-on': { screen: 'copying', facts: { ...phone, phone: 'copying' }, phone: { connected: readyPhone, place: smallPlace, goesOn: true }, copying: 'copying' },
  'copying-pretend': { screen: 'copying', facts: { ...phone, bring: 'practice', phone: 'copying' }, phone: { connected: readyPhone, pretend: 'passcode' }, copying: 'passcode' },
  'copying-no-space': { screen: 'copying', facts: { ...phone, phone: 'copying' }, phone: { connected: readyPhone, place: smallPlace }, fails: { code: 'no-space', number: 311, values: { needs: '41000000000', free: '9400000000' } } },
  'copying-stopped': { screen: 'copying', facts: { ...phone, phone: 'planned' }, phone: { connected: readyPhone } },
  'bring-file': { screen: 'bring-file', facts: file },
  'bring-file-chosen': { screen: 'bring-file', facts: file, chosen: plainCopy },
  'bring-file-none': { screen: 'bring-file', facts: file, nothingFound: true },
  'bring-file-looking': { screen: 'bring-file', facts: file, slow: true },
  'bring-file-dragging': { screen: 'bring-file', facts: file, dragging: true },
  'bring-file-problem': { screen: 'bring-file', facts: file, fails: problem('no-acquisition-here', 511), nothingFound: true },
  'bring-practice': { screen: 'bring-practice', facts: { ...agreed, bring: 'practice' } },
  'bring-practice-making': { screen: 'bring-practice', facts: { ...agreed, bring: 'practice' }, slow: true },
  'bring-practice-stopped': { screen: 'bring-practice', facts: { ...agreed, bring: 'practice' }, problem: problem('stopped', 521) },
  password: { screen: 'password', facts: file, chosen: lockedCopy },
  'password-wrong': { screen: 'password', facts: file, chosen: lockedCopy, problem: problem('wrong-password', 411) },
  'password-practice': { screen: 'password', facts: { ...agreed, bring: 'practice' }, chosen: practiceCopy },
  'check-opening': { screen: 'checking', facts: { ...file, check: 'running' }, chosen: plainCopy, running: 'opening' },
  'check-unlocking': { screen: 'checking', facts: { ...file, check: 'running' }, chosen: lockedCopy, running: 'unlocking' },
  'check-examining': { screen: 'checking', facts: { ...file, check: 'running' }, chosen: plainCopy, running: 'examining' },
  'check-ending': { screen: 'checking', facts: { ...file, check: 'running' }, chosen: plainCopy, running: 'ending' },
  'check-failed': { screen: 'checking', facts: file, chosen: plainCopy, problem: problem('worker-broke', 612) },
  covered: after('covered', { facts: { ...done, shown: false } }),
  cover: after('result', { covered: true }),
  ...each('result'),
  'result-many': after('result', { many: true }),
  finding: after('finding', { picked: 0 }),
  'finding-note': after('finding', { picked: 9 }),
  ...each('coverage'),
  timeline: after('timeline'),
  'timeline-many': after('timeline', { many: true }),
  'timeline-none': after('timeline', { conclusion: 'not-enough' }),
  ...each('next'),
  help: after('help'),
  'help-early': { screen: 'help' },
  save: after('save'),
  'save-failed': after('save', { fails: problem('disk-full', 712) }),
  finish: after('finish'),
  'finish-phone': after('finish', { onPhone: true }),
  'finish-phone-failed': after('finish', { onPhone: true, fails: problem('put-back-failed', 812) }),
  'finish-failed': after('finish', { fails: problem('erase-failed', 811) }),
  ...each('report'),
};
