import { describe, expect, it } from 'vitest';
import { screens, stages } from '../src/wizard/steps';
import { tags, uses, wordsOf } from './words';

const english = wordsOf('en');
const used = uses(english);

/** Codes that Rust sends (src-tauri/src/failure.rs) and the bridge adds. */
const codes = [
  'no-acquisition-here', 'empty-folder', 'backup-incomplete', 'backup-damaged', 'archive-damaged', 'archive-unsafe',
  'several-backups', 'different-phones', 'not-readable', 'unsupported-layout', 'indicators-unreadable', 'stopped', 'wrong-password',
  'key-bag-damaged', 'password-needed', 'too-little-memory', 'worker-broke', 'our-fault', 'save-failed', 'disk-full', 'erase-failed',
  'no-usb-service', 'no-phone', 'phone-locked', 'trust-refused', 'phone-gone', 'phone-too-old', 'pairing-failed',
  'several-phones', 'odd-answer', 'phone-silent', 'no-space', 'space-ran-out', 'copy-interrupted',
  'passcode-not-typed', 'phone-refused-copy', 'copy-incomplete', 'copy-in-use', 'phone-needs-restart',
  'no-sysdiagnose', 'no-crash-reports', 'phone-wrong-password', 'password-not-changed', 'password-managed',
  'phone-worker-broke', 'put-back-failed',
];

/** Words that claim more than the app can know, by language. */
const claims: Readonly<Record<string, RegExp>> = {
  en: /\b(clean|safe|safely|secure|infected|infection|hacked|proves?|proof|guarantee[ds]?|you did|you clicked|all good|virus|malware|false positive)\b/i,
  ar: /(نظيف|آمن|سليم|مصاب|اخترق|يثبت|إثبات|نضمن|أنت فعلت|ضغطت على|فيروس)/,
};
/** Key, and why the word is right there. An entry that is no longer needed fails the test. */
const allowed: Readonly<Record<string, string>> = {};

describe.each(tags)('words in %s', (tag) => {
  const words = wordsOf(tag);

  it('have the same keys as English', () => {
    expect([...words.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('have the same placeholders as English', () => {
    for (const [key, { values }] of words) expect(values, key).toEqual(english.get(key)?.values);
  });

  it('claim nothing', () => {
    const claimed = [...words].filter(([, { text }]) => claims[tag]?.test(text)).map(([key]) => key);
    expect(claimed.sort()).toEqual(Object.keys(allowed).sort());
  });

  it('use western digits', () => {
    for (const [key, { text }] of words) expect(text, key).not.toMatch(/[\u0660-\u0669\u06F0-\u06F9]/);
  });

  it('hold no control or direction characters', () => {
    for (const [key, { text }] of words) expect(text, key).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F\u200E\u200F\u202A-\u202E\u2066-\u2069]/);
  });

  it('have three lines for every problem, and for no other', () => {
    const there = [...words.keys()].filter((key) => key.startsWith('problem-')).sort();
    expect(there).toEqual(codes.flatMap((code) => ['what', 'why', 'next'].map((part) => `problem-${code}-${part}`)).sort());
  });
});

describe('words and sources', () => {
  it('every word that is used exists', () => {
    const keys = [...english.keys()];
    const missing = used.filter(({ pattern }) => !keys.some((key) => pattern.test(key)));
    expect(missing.map(({ path, key }) => `${path}: ${key}`)).toEqual([]);
  });

  it('every word that exists is used', () => {
    const idle = [...english.keys()].filter((key) => !used.some(({ pattern }) => pattern.test(key)));
    expect(idle).toEqual([]);
  });

  it('every screen has a help text and every stage a name', () => {
    for (const screen of screens) expect(english.has(`help-${screen}`), screen).toBe(true);
    for (const stage of stages) expect(english.has(`stage-${stage}`), stage).toBe(true);
  });

  it('stay short: one idea each', () => {
    for (const [key, { text }] of english) expect(text.length, key).toBeLessThan(330);
  });
});
