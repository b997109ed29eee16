import { describe, expect, it } from 'vitest';
import type { Helper } from '../generated/Helper';
import { languagesOf, match, regionsOf } from './directory';

const one = (id: string, more: Partial<Helper>): Helper => ({ id, name: id, what: '', languages: ['en'], regions: ['world'], threats: ['spyware'], web: null, email: null, source: '', checked: '', ...more });
const people = [one('a', {}), one('b', { languages: ['ar', 'en'], regions: ['MX'] }), one('c', { threats: ['partner-violence'], regions: ['GB', 'MX'] })];
const ids = (found: Helper[]): string[] => found.map(({ id }) => id);

describe('directory', () => {
  it('shows all without a wish', () => expect(ids(match(people, { region: '', language: '', threat: '' }))).toEqual(['a', 'b', 'c']));
  it('keeps those for the whole world', () => expect(ids(match(people, { region: 'MX', language: '', threat: '' }))).toEqual(['a', 'b', 'c']));
  it('joins all wishes', () => expect(ids(match(people, { region: 'GB', language: 'en', threat: 'partner-violence' }))).toEqual(['c']));
  it('names languages and countries once', () => {
    expect(languagesOf(people)).toEqual(['en', 'ar']);
    expect(regionsOf(people)).toEqual(['MX', 'GB']);
  });
});
