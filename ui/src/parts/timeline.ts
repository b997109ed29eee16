/** Places of dated findings on a picture of fixed width. Pure. */
import type { Moment } from '../generated/Moment';

export type Shape = 'known' | 'seen' | 'context';

/** Most moments that the picture and the list beside it can hold. */
export const most = 9;

/** The shape that stands for a moment: never colour alone. */
export function shapeOf(moment: Moment): Shape {
  if (moment.weight === 'known-spyware') return 'known';
  return moment.weight === 'context' ? 'context' : 'seen';
}

const gravity = ['known-spyware', 'strong', 'look', 'context', 'note'];

/** The gravest moments, as many as fit, in order of time. */
export function picked(moments: readonly Moment[], limit: number = most): Moment[] {
  const rank = (moment: Moment): number => {
    const at = gravity.indexOf(moment.weight);
    return at < 0 ? gravity.length : at;
  };
  const kept = new Set([...moments].sort((one, other) => rank(one) - rank(other)).slice(0, limit));
  return moments.filter((moment) => kept.has(moment));
}

const hour = 3_600_000;
const day = 24 * hour;
export type Unit = 'hour' | 'day' | 'month' | 'year';
export type Tick = { readonly at: Date; readonly unit: Unit };

/** Steps between lines of the grid, finest first: days and hours as they are, months and years by calendar. */
const steps: readonly { unit: Unit; every: number; length: number }[] = [
  { unit: 'hour', every: 1, length: hour }, { unit: 'hour', every: 6, length: 6 * hour },
  { unit: 'day', every: 1, length: day }, { unit: 'day', every: 7, length: 7 * day }, { unit: 'month', every: 1, length: 30 * day },
  { unit: 'month', every: 3, length: 91 * day }, { unit: 'year', every: 1, length: 365 * day }, { unit: 'year', every: 5, length: 1826 * day },
  { unit: 'year', every: 25, length: 9131 * day },
];

/** At most `limit` lines of a grid between two moments (milliseconds since 1970). */
export function ticks(from: number, to: number, limit = 9): Tick[] {
  const step = steps.find(({ length }) => (to - from) / length <= limit) ?? { unit: 'year' as const, every: 100, length: 36525 * day };
  const found: Tick[] = [];
  if (step.unit === 'hour' || step.unit === 'day') {
    for (let at = Math.ceil(from / step.length) * step.length; at <= to && found.length <= limit; at += step.length) found.push({ at: new Date(at), unit: step.unit });
    return found;
  }
  const months = step.unit === 'year' ? step.every * 12 : step.every;
  const start = new Date(from);
  let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months;
  for (; found.length <= limit; month += months) {
    const at = Date.UTC(Math.floor(month / 12), month % 12);
    if (at > to) break;
    if (at >= from) found.push({ at: new Date(at), unit: step.unit });
  }
  return found;
}

export type Pin = { readonly x: number; readonly row: number; readonly label: string; readonly shape: Shape };
export type Picture = { readonly pins: readonly Pin[]; readonly lines: readonly { x: number; tick: Tick }[]; readonly rows: number };

/** The picture of `moments` between `start` and `end` (both in pixels); mirrored if `mirror`. */
export function picture(moments: readonly Moment[], start: number, end: number, mirror: boolean, pin = 34): Picture {
  const times = moments.map((moment) => Date.parse(moment.when_utc)).filter((time) => !Number.isNaN(time));
  if (times.length === 0) return { pins: [], lines: [], rows: 1 };
  const first = Math.min(...times);
  const last = Math.max(...times);
  const margin = Math.max((last - first) * 0.04, hour);
  const from = first - margin;
  const to = last + margin;
  const place = (time: number): number => start + ((time - from) / (to - from)) * (end - start);
  const turned = (x: number): number => Math.round(mirror ? start + end - x : x);
  // Pins that would overlap are stacked in rows.
  const ends: number[] = [];
  const pins = moments.flatMap((moment, at): Pin[] => {
    const time = Date.parse(moment.when_utc);
    if (Number.isNaN(time)) return [];
    const x = place(time);
    const free = ends.findIndex((taken) => x - taken >= pin);
    const row = free < 0 ? ends.length : free;
    ends[row] = x;
    return [{ x: turned(x), row, label: `${at + 1}`, shape: shapeOf(moment) }];
  });
  const lines = ticks(from, to).map((tick) => ({ x: turned(place(tick.at.getTime())), tick }));
  return { pins, lines, rows: Math.max(ends.length, 1) };
}
