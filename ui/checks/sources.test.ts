import { parse } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { sources } from './files';

const components = sources('.svelte');
const scripts = sources('.ts', '.svelte').filter((file) => !file.path.startsWith('generated/'));
const styles = sources('.css');

type Node = { type?: string; name?: string; data?: string; raw?: string; [key: string]: unknown };
function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const inner of node) walk(inner, visit);
  else if (typeof node === 'object' && node !== null) {
    visit(node as Node);
    for (const [key, inner] of Object.entries(node)) if (key !== 'parent') walk(inner, visit);
  }
}
const letters = /\p{L}/u;
/** Attributes that are read by people. */
const spoken = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'summary', 'caption', 'hint', 'meta', 'text']);

describe('markup', () => {
  it.each(components)('$path holds no literal text', ({ text }) => {
    const literal: string[] = [];
    const { fragment } = parse(text, { modern: true });
    walk(fragment, (node) => {
      if (node.type === 'Text' && letters.test(node.data ?? '')) literal.push((node.data ?? '').trim());
    });
    // Text nodes are also the values of attributes: only those that are read by people count.
    const inAttributes = new Set<string>();
    walk(fragment, (node) => {
      if (node.type !== 'Attribute' || spoken.has(node.name ?? '')) return;
      walk(node['value'], (inner) => {
        if (inner.type === 'Text') inAttributes.add((inner.data ?? '').trim());
      });
    });
    expect(literal.filter((one) => !inAttributes.has(one))).toEqual([]);
  });

  it.each(components)('$path sets no style and no raw HTML', ({ text }) => {
    expect(text).not.toMatch(/\sstyle=|\sstyle:|\{@html|innerHTML|svelte-ignore/);
  });
});

describe('styles', () => {
  const physical = /(?:^|[\s;{])((?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*|left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:/gm;
  const sides = /(?:float|clear|text-align)\s*:\s*(?:left|right)/;
  it.each(styles)('$path uses logical properties only', ({ text }) => {
    // A media query has no logical form, and is not a property.
    const properties = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@media[^{]*\{/g, '{');
    expect([...properties.matchAll(physical)].map((match) => match[1])).toEqual([]);
    expect(properties).not.toMatch(sides);
  });

  it('hold no class that nothing uses', () => {
    const written = scripts.map(({ text }) => text).join('\n');
    const idle = styles.flatMap(({ path, text }) =>
      [...new Set([...text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/url\([^)]*\)/g, '').matchAll(/\.(-?[a-z][\w-]*)(?=[^{}]*\{)/g)].map((match) => match[1] ?? ''))]
        .filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(written) && !made.has(name))
        .map((name) => `${path}: .${name}`),
    );
    expect(idle).toEqual([]);
  });

  it('leave every native input where a pointer reaches it', () => {
    const rules = styles.flatMap(({ text }) => [...text.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]*\binput\b[^{}+~]*)\{([^{}]*)\}/g)]);
    const mark = rules.find(([, selector]) => selector?.trim() === '.choice input')?.[2] ?? '';
    expect(mark).toContain('inline-size: max(1.5rem, 24px); block-size: max(1.5rem, 24px)');
    for (const [rule] of rules) expect(rule).not.toMatch(/pointer-events|clip:|visibility|display: none|opacity/);
  });

  it('fetch nothing from elsewhere', () => {
    for (const { text } of styles) expect(text).not.toMatch(/https?:|data:/);
  });
});

/** Classes whose names are put together: `btn-${kind}`, `notice-${tone}`, `tag-${tone}`. */
const made = new Set(['btn-primary', 'btn-line', 'btn-quiet', 'notice-care', 'notice-calm', 'tag-calm', 'tag-lamp', 'tag-plum']);

describe('scripts', () => {
  it('reach Rust through one file only', () => {
    const others = scripts.filter(({ path, text }) => path !== 'bridge/tauri.ts' && /@tauri-apps|\binvoke\(|__TAURI/.test(text));
    expect(others.map(({ path }) => path)).toEqual([]);
  });

  it('store nothing, fetch nothing, evaluate nothing', () => {
    const words = /localStorage|sessionStorage|indexedDB|document\.cookie|\bfetch\(|XMLHttpRequest|WebSocket|\beval\(|new Function/;
    expect(scripts.filter(({ text }) => words.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('keep pretend answers out of the app', () => {
    const users = scripts.filter(({ path, text }) => !path.startsWith('bridge/fake') && /bridge\/fake|from '\.\/fake/.test(text));
    expect(users.map(({ path }) => path)).toEqual(['main.ts']);
    expect(users[0]?.text).toContain("import.meta.env.MODE === 'fake'");
  });

  it.each([...components, ...scripts])('$path stays under 400 lines', ({ text }) => {
    expect(text.split('\n').length).toBeLessThan(400);
  });
});
