import { describe, expect, it } from 'vitest';
import type { CoverageView } from '../generated/CoverageView';
import { countLights, inOrderOfLight, reasons } from './coverage';

const kind = (artifact: string, state: string, expected = true, why = ''): CoverageView => ({ artifact, name: artifact, holds: '', state, why, next: '', records: 0, gaps: 0, expected, findings: 0 });
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
