/** The window's own sources, as text, for the checks. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../src', import.meta.url));

export type SourceFile = { readonly path: string; readonly text: string };

/** Files of `src` whose name ends in one of `endings`, tests left out. */
export function sources(...endings: string[]): SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => endings.some((ending) => path.endsWith(ending)) && !path.endsWith('.test.ts'))
    .sort()
    .map((path) => ({ path: relative(root, join(root, path)), text: readFileSync(join(root, path), 'utf8') }));
}
