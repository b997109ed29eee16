import { describe, expect, it } from 'vitest';
import type { Moment } from '../generated/Moment';
import { picked, picture, shapeOf, ticks } from './timeline';

const moment = (when_utc: string, weight = 'look'): Moment => ({ when_utc, when: when_utc, what: 'something', weight, finding: null });
const day = 86_400_000;

describe('what is shown', () => {
  it('keeps the gravest in order of time', () => {
    const many = [...Array.from({ length: 12 }, (_, at) => moment(`2026-01-${String(at + 1).padStart(2, '0')}T00:00:00Z`, 'note')), moment('2026-02-01T00:00:00Z', 'known-spyware'), moment('2026-02-02T00:00:00Z', 'context')];
    const shown = picked(many, 3);
    expect(shown.map(({ weight }) => weight)).toEqual(['note', 'known-spyware', 'context']);
  });

  it('has a shape for every weight', () => {
    expect(['known-spyware', 'strong', 'look', 'note', 'context'].map((weight) => shapeOf(moment('2026-01-01T00:00:00Z', weight)))).toEqual(['known', 'seen', 'seen', 'seen', 'context']);
  });
});

describe('lines of the grid', () => {
  it.each([[1, 'hour'], [5, 'day'], [40, 'day'], [200, 'month'], [700, 'month'], [2000, 'year'], [40_000, 'year'], [300_000, 'year']])('over %i days are a few, in order, in %ss', (days, unit) => {
    const from = Date.UTC(2026, 1, 3, 4, 5);
    const to = from + days * day;
    const found = ticks(from, to);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(11);
    expect(new Set(found.map((tick) => tick.unit))).toEqual(new Set([unit]));
    const times = found.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(from);
    expect(Math.max(...times)).toBeLessThanOrEqual(to);
  });
});

describe('the picture', () => {
  it('stacks pins that would overlap', () => {
    const { pins, rows } = picture([moment('2026-01-01T00:00:00Z'), moment('2026-01-01T00:00:01Z'), moment('2026-06-01T00:00:00Z')], 0, 900, false);
    expect(pins.map(({ row }) => row)).toEqual([0, 1, 0]);
    expect(rows).toBe(2);
  });

  it('is mirrored for right-to-left', () => {
    const moments = [moment('2026-01-01T00:00:00Z'), moment('2026-06-01T00:00:00Z')];
    const [first, last] = picture(moments, 0, 900, false).pins;
    const [firstMirrored, lastMirrored] = picture(moments, 0, 900, true).pins;
    expect(firstMirrored?.x).toBe(900 - (first?.x ?? 0));
    expect(lastMirrored?.x).toBe(900 - (last?.x ?? 0));
  });

  it('survives one moment, none, and a time that is no time', () => {
    expect(picture([moment('2026-01-01T00:00:00Z')], 0, 900, false).pins[0]?.x).toBe(450);
    expect(picture([], 0, 900, false).pins).toEqual([]);
    expect(picture([moment('not a time')], 0, 900, false)).toEqual({ pins: [], lines: [], rows: 1 });
  });
});
