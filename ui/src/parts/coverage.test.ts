import { describe, expect, it } from 'vitest';
import type { CoverageView } from '../generated/CoverageView';
import { countLights, inGroups, inOrderOfLight, litCount, reasons } from './coverage';

const kind = (artifact: string, state: string, expected = true, why = '', group = 'files'): CoverageView => ({ artifact, name: artifact, group, group_name: `Group ${group}`, holds: '', state, why, next: '', records: 0, gaps: 0, expected, findings: 0 });
const coverage = [
  kind('a', 'not-examined', false, 'elsewhere'), kind('b', 'broke', true, 'fault'), kind('c', 'examined'),
  kind('d', 'not-examined', true, 'missing'), kind('e', 'partly', true, 'missing'), kind('f', 'examined'),
];

describe('coverage', () => {
  it('counts every window once', () => {
    expect(countLights(coverage)).toEqual({ examined: 2, partly: 1, missing: 1, elsewhere: 1, broke: 1 });
    expect(Object.values(countLights(coverage)).reduce((sum, one) => sum + one, 0)).toBe(coverage.length);
  });

  it('never counts a dark window as lit, whatever its state is called', () => {
    expect(countLights([kind('x', 'something-new')]).examined).toBe(0);
  });

  it('counts windows that are lit in part as lit, and no others', () => {
    expect(litCount(coverage)).toBe(3);
    expect(litCount([kind('x', 'something-new'), kind('y', 'broke'), kind('z', 'not-examined')])).toBe(0);
  });

  it('gathers groups in the order they come, each once and with all its kinds', () => {
    const groups = inGroups([kind('a', 'examined', true, '', 'web'), kind('b', 'broke', true, '', 'apps'), kind('c', 'examined', true, '', 'web')]);
    expect(groups.map(({ group, name, kinds }) => [group, name, kinds.map(({ artifact }) => artifact)])).toEqual([
      ['web', 'Group web', ['a', 'c']], ['apps', 'Group apps', ['b']],
    ]);
  });

  it('puts the lit windows first', () => {
    expect(inOrderOfLight(coverage).map(({ artifact }) => artifact)).toEqual(['c', 'f', 'e', 'b', 'd', 'a']);
  });

  it('gathers reasons, the most frequent first', () => {
    expect(reasons(coverage)).toEqual([
      { why: 'missing', next: '', count: 2 }, { why: 'elsewhere', next: '', count: 1 }, { why: 'fault', next: '', count: 1 },
    ]);
    expect(reasons(coverage, ({ expected }) => expected).map(({ why }) => why)).toEqual(['missing', 'fault']);
  });
});
