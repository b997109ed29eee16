import { afterEach, describe, expect, it } from 'vitest';
import { languageFor } from './languages';
import { accent, stretch } from './pseudo';
import { dateInWords, speak, t } from './words.svelte';

afterEach(() => speak('en'));

describe('languages', () => {
  it('are found by tag or by its first part', () => {
    expect(languageFor('ar-EG')?.tag).toBe('ar');
    expect(languageFor('en_US'.replace('_', '-'))?.tag).toBe('en');
    expect(languageFor('xx')).toBeUndefined();
    expect(languageFor(null)).toBeUndefined();
  });
});

describe('words', () => {
  it('use western digits and the plural of the language', () => {
    speak('ar');
    expect(t('check-left', { minutes: 3 })).toContain('3');
    expect(t('check-left', { minutes: 2 })).toBe('بقيت نحو دقيقتين');
    expect(dateInWords('2026-11-14T08:12:00Z')).toBe('14 نوفمبر 2026');
  });

  it('isolate values, so that a path cannot turn a sentence round', () => {
    expect(t('people-large-of', { name: '../x' })).toBe('Show large: \u2068../x\u2069');
  });

  it('show the key where there is no word, and leave a strange date as it is', () => {
    expect(t('no-such-word')).toBe('no-such-word');
    expect(dateInWords('yesterday')).toBe('yesterday');
  });

  it('are longer, accented and in brackets in the pseudo-language', () => {
    speak('en-XA');
    expect(t('continue')).toMatch(/^\[Ƈǿƞ.*~\]$/);
    expect(accent('a-1')).toBe('ȧ-1');
    expect(stretch('0123456789').length).toBeGreaterThanOrEqual(14);
  });
});
