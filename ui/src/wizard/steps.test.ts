import { describe, expect, it } from 'vitest';
import { after, back, type Facts, mayEnter, nothingYet, places, screens, stages } from './steps';

const ready: Facts = { ...nothingYet, watching: 'no', whose: 'me', agreed: true };
const plain: Facts = { ...ready, bring: 'file', chosen: { encrypted: false } };
const phone: Facts = { ...ready, bring: 'iphone' };
const locked: Facts = { ...plain, chosen: { encrypted: true } };
const done: Facts = { ...plain, check: 'done' };
const shown: Facts = { ...done, shown: true };

describe('numbers', () => {
  it('keep their meaning', () => {
    expect(Object.fromEntries(screens.map((name) => [name, places[name].number]))).toEqual({
      language: 1, welcome: 2, watching: 3, noticed: 4, whose: 5, days: 22, bring: 6, 'bring-file': 6, 'bring-practice': 6,
      connect: 7, sysdiagnose: 21, passwords: 8, copying: 9, password: 8, checking: 10, covered: 11, result: 12, finding: 13, coverage: 14, timeline: 15, next: 16,
      help: 17, save: 18, finish: 19, report: 20,
    });
  });

  it('use every stage of the rail', () => {
    expect(new Set(screens.map((name) => places[name].stage))).toEqual(new Set(stages));
  });
});

describe('guards', () => {
  it('let nobody bring a phone without an answer on safety and without consent', () => {
    for (const screen of ['bring', 'bring-file', 'bring-practice', 'password', 'checking'] as const) {
      expect(mayEnter(screen, nothingYet)).toBe(false);
      expect(mayEnter(screen, { ...locked, agreed: false })).toBe(false);
      expect(mayEnter(screen, { ...locked, whose: null })).toBe(false);
      expect(mayEnter(screen, { ...locked, watching: 'yes', pause: null })).toBe(false);
      expect(mayEnter(screen, { ...locked, watching: 'yes', pause: 'talk' })).toBe(false);
      expect(mayEnter(screen, { ...locked, watching: 'unsure', pause: 'go' })).toBe(true);
    }
  });

  it('talk to a phone only with consent, and copy only what was planned', () => {
    for (const screen of ['connect', 'sysdiagnose', 'passwords', 'copying'] as const) {
      expect(mayEnter(screen, nothingYet)).toBe(false);
      expect(mayEnter(screen, { ...phone, phone: 'planned', agreed: false })).toBe(false);
      expect(mayEnter(screen, { ...phone, phone: 'planned' })).toBe(true);
    }
    expect(mayEnter('connect', phone)).toBe(true);
    expect(mayEnter('connect', { ...phone, bring: 'file' })).toBe(false);
    expect(mayEnter('sysdiagnose', phone)).toBe(false);
    expect(mayEnter('passwords', phone)).toBe(false);
    expect(mayEnter('copying', { ...phone, phone: 'ready' })).toBe(false);
  });

  it('let nothing else begin while a phone is copied', () => {
    const copying: Facts = { ...phone, phone: 'copying' };
    const open = screens.filter((screen) => mayEnter(screen, copying));
    expect(open).toEqual(['language', 'welcome', 'copying', 'help']);
  });

  it('keep the result covered until it is asked for', () => {
    for (const screen of ['result', 'finding', 'coverage', 'timeline', 'next', 'save', 'report'] as const) {
      expect(mayEnter(screen, { ...done, picked: true })).toBe(false);
      expect(mayEnter(screen, { ...shown, picked: true })).toBe(true);
      expect(mayEnter(screen, { ...plain, shown: true, picked: true })).toBe(false);
    }
  });

  it('open help, language and welcome at any time', () => {
    for (const facts of [nothingYet, ready, { ...plain, check: 'running' as const }, shown]) {
      for (const screen of ['help', 'language', 'welcome'] as const) expect(mayEnter(screen, facts)).toBe(true);
    }
  });

  it('ask for a password only where there is one', () => {
    expect(mayEnter('password', plain)).toBe(false);
    expect(mayEnter('password', locked)).toBe(true);
  });
});

describe('order', () => {
  it('skips screen 4 for "no" and never for the others', () => {
    expect(after('watching', { ...nothingYet, watching: 'no' })).toBe('whose');
    expect(after('watching', { ...nothingYet, watching: 'yes' })).toBe('noticed');
    expect(after('watching', { ...nothingYet, watching: 'unsure' })).toBe('noticed');
  });

  it('goes on only with an answer', () => {
    expect(after('watching', nothingYet)).toBeNull();
    expect(after('noticed', { ...nothingYet, watching: 'yes' })).toBeNull();
    expect(after('noticed', { ...nothingYet, watching: 'yes', pause: 'stop' })).toBeNull();
    expect(after('whose', { ...ready, agreed: false })).toBeNull();
    expect(after('bring', ready)).toBeNull();
    expect(after('bring-file', ready)).toBeNull();
  });

  it('meets a phone in the order of volatility', () => {
    expect(after('bring', phone)).toBe('connect');
    expect(after('connect', phone)).toBeNull();
    expect(after('connect', { ...phone, phone: 'ready' })).toBe('sysdiagnose');
    expect(after('sysdiagnose', { ...phone, phone: 'ready' })).toBe('passwords');
    expect(after('passwords', { ...phone, phone: 'ready' })).toBeNull();
    expect(after('passwords', { ...phone, phone: 'planned' })).toBe('copying');
    expect(after('copying', { ...phone, phone: 'copied' })).toBeNull();
  });

  it('asks for the password of a locked copy, and covers the result', () => {
    expect(after('bring-file', locked)).toBe('password');
    expect(after('bring-file', plain)).toBe('checking');
    expect(after('checking', { ...plain, check: 'running' })).toBeNull();
    expect(after('checking', done)).toBe('covered');
  });

  it('leads only to screens that may be entered', () => {
    const answers: Facts[] = [
      nothingYet, ready, plain, locked, done, shown, phone, { ...phone, phone: 'ready' }, { ...phone, phone: 'planned' },
      { ...phone, phone: 'copying' }, { ...phone, phone: 'copied' }, { ...plain, check: 'running' }, { ...shown, picked: true },
      { ...ready, watching: 'yes', pause: 'go' }, { ...nothingYet, watching: 'unsure' },
      { ...nothingYet, watching: 'yes', pause: 'talk' },
    ];
    for (const facts of answers) {
      for (const screen of screens) {
        if (!mayEnter(screen, facts)) continue;
        // "Show the result" itself sets the fact that opens the next screen.
        const next = after(screen, screen === 'covered' ? { ...facts, shown: true } : facts);
        if (next !== null) expect(mayEnter(next, screen === 'covered' ? { ...facts, shown: true } : facts), `${screen} to ${next}`).toBe(true);
      }
    }
  });
});

describe('back', () => {
  it('returns to where the person came from', () => {
    expect(back(['language', 'welcome'], nothingYet)).toEqual({ screen: 'welcome', trail: ['language'] });
    expect(back([], nothingYet)).toBeNull();
  });

  it('never starts a check again', () => {
    expect(back(['language', 'welcome', 'checking'], done)).toEqual({ screen: 'welcome', trail: ['language'] });
  });

  it('returns to a copy or a check that is under way, and to none that is over', () => {
    const trail = ['welcome', 'passwords', 'copying'] as const;
    expect(back(trail, { ...phone, phone: 'copying' })?.screen).toBe('copying');
    expect(back(trail, { ...phone, phone: 'planned' })?.screen).toBe('passwords');
    expect(back(['welcome', 'checking'], { ...plain, check: 'running' })?.screen).toBe('checking');
  });

  it('passes over screens that are closed again', () => {
    expect(back(['welcome', 'result', 'finding'], nothingYet)).toEqual({ screen: 'welcome', trail: [] });
  });
});
