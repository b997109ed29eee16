import { describe, expect, it } from 'vitest';
import { sources } from './files';

const text = sources('tokens.css')[0]?.text ?? '';
const blocks = new Map([...text.matchAll(/^(:root(?:\[data-theme="([\w-]+)"\])?) \{\n([\s\S]*?)\n\}/gm)].map((match) => [match[2] ?? 'light', match[3] ?? '']));
const light = colours(blocks.get('light') ?? '');

function colours(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9A-F]{6})/gi)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/** Foreground, background, ratio needed: main text 7, text 4.5, parts and focus 3. */
const pairs: readonly [string, string, number][] = [
  ['ink', 'paper', 7], ['ink', 'surface', 7], ['ink-soft', 'paper', 4.5], ['ink-soft', 'surface', 4.5], ['ink-soft', 'sunk', 4.5],
  ['line-strong', 'surface', 3], ['line-strong', 'paper', 3], ['on-night', 'night', 7], ['on-night-soft', 'night', 4.5],
  ['on-night', 'night-raised', 7], ['focus-night', 'night', 3], ['on-act', 'act', 4.5], ['on-act', 'act-hover', 4.5], ['act', 'paper', 3],
  ['link', 'paper', 4.5], ['link', 'surface', 4.5], ['focus', 'paper', 3], ['focus', 'surface', 3], ['lamp-line', 'paper', 3],
  ['lamp-line', 'surface', 3], ['lamp-ink', 'lamp-soft', 4.5], ['ink', 'lamp-soft', 4.5], ['calm-ink', 'calm-soft', 4.5],
  ['calm-line', 'surface', 3], ['plum-ink', 'plum-soft', 4.5], ['plum-line', 'surface', 3], ['slate-ink', 'slate-soft', 4.5], ['slate-line', 'surface', 3],
];

describe.each(['light', 'dark', 'contrast', 'contrast-dark'])('%s', (theme) => {
  const own = new Map([...light, ...colours(blocks.get(theme) ?? '')]);
  it.each(pairs)('%s on %s is at least %s to 1', (fore, back, needed) => {
    expect(ratio(own.get(fore) ?? '', own.get(back) ?? '')).toBeGreaterThanOrEqual(needed);
  });
});
