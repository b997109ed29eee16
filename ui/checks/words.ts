/** Reads the words of every language, and where the sources use them. */
import { FluentResource } from '@fluent/bundle';
import { languages } from '../src/locales/languages';
import { sources } from './files';

type Pattern = string | readonly unknown[];
/** Key (`message` or `message.attribute`) to its text and its placeholders. */
export type Words = ReadonlyMap<string, { readonly text: string; readonly values: readonly string[] }>;

function collect(part: unknown, texts: string[], values: Set<string>): void {
  if (typeof part === 'string') texts.push(part);
  else if (Array.isArray(part)) for (const inner of part) collect(inner, texts, values);
  else if (typeof part === 'object' && part !== null) {
    const node = part as { type?: string; name?: string; value?: unknown; selector?: unknown; variants?: unknown };
    if (node.type === 'var' && node.name !== undefined) values.add(node.name);
    if (node.type === 'select') collect(node.selector, [], values);
    if (node.type === 'str') collect(node.value, texts, values);
    if (Array.isArray(node.variants)) for (const variant of node.variants as { value: unknown }[]) collect(variant.value, texts, values);
  }
}

function entry(pattern: Pattern) {
  const texts: string[] = [];
  const values = new Set<string>();
  collect(pattern, texts, values);
  return { text: texts.join(' '), values: [...values].sort() };
}

/** All words of one language. Throws if a line of a file was not understood or a key is there twice. */
export function wordsOf(tag: string): Words {
  const words = new Map<string, ReturnType<typeof entry>>();
  const add = (key: string, pattern: Pattern): void => {
    if (words.has(key)) throw new Error(`${tag}: ${key} is there twice`);
    words.set(key, entry(pattern));
  };
  for (const { path, text } of sources('.ftl').filter((file) => file.path.startsWith(`locales/${tag}/`))) {
    const { body } = new FluentResource(text);
    const lines = text.split('\n').filter((line) => /^[a-z]/.test(line)).length;
    if (body.length !== lines) throw new Error(`${path}: ${lines - body.length} messages were not understood`);
    for (const { id, value, attributes } of body) {
      if (value !== null) add(id, value);
      for (const [name, pattern] of Object.entries(attributes)) add(`${id}.${name}`, pattern);
    }
  }
  return words;
}

export const tags = languages.map(({ tag }) => tag);

/** A use of words in the sources: a key, or a pattern where a part of the key is computed. */
export type Use = { readonly path: string; readonly key: string; readonly pattern: RegExp };

const asPattern = (key: string): RegExp => new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[A-Za-z0-9-]+')}$`);

/**
 * Every string in the sources that may be a key: arguments of `t` and `has`, and string constants that are
 * handed to them later (they have the form of a key and a word exists for them).
 */
export function uses(english: Words): Use[] {
  const found: Use[] = [];
  for (const { path, text } of sources('.svelte', '.ts').filter((file) => !file.path.startsWith('bridge/fake') && !file.path.startsWith('generated/'))) {
    for (const match of text.matchAll(/\b(?:t|has)\(\s*(?:'([^']+)'|`([^`]+)`)/g)) {
      const key = match[1] ?? match[2] ?? '';
      found.push({ path, key, pattern: asPattern(key) });
    }
    for (const match of text.matchAll(/'([a-z][a-z-]*(?:\.[a-z]+)?)'/g)) {
      const key = match[1] ?? '';
      if (english.has(key)) found.push({ path, key, pattern: asPattern(key) });
    }
  }
  return found;
}
