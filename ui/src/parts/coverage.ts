/** Counting and grouping of coverage for the windows picture. It draws no conclusion. */
import type { CoverageView } from '../generated/CoverageView';

export type Lights = {
  readonly examined: number;
  readonly partly: number;
  /** Not examined, though this copy should hold it. */
  readonly missing: number;
  /** Not in this kind of copy. */
  readonly elsewhere: number;
  readonly broke: number;
};

const count = (coverage: readonly CoverageView[], is: (kind: CoverageView) => boolean): number => coverage.filter(is).length;

/** How many windows are in each state. */
export function countLights(coverage: readonly CoverageView[]): Lights {
  return {
    examined: count(coverage, (kind) => kind.state === 'examined'),
    partly: count(coverage, (kind) => kind.state === 'partly'),
    missing: count(coverage, (kind) => kind.state === 'not-examined' && kind.expected),
    elsewhere: count(coverage, (kind) => kind.state === 'not-examined' && !kind.expected),
    broke: count(coverage, (kind) => kind.state === 'broke'),
  };
}

/** How many windows are lit, fully or in part. */
export const litCount = (coverage: readonly CoverageView[]): number => count(coverage, ({ state }) => state === 'examined' || state === 'partly');

export type Group = { readonly group: string; readonly name: string; readonly kinds: readonly CoverageView[] };

/** The kinds by group; groups and kinds stay in the order in which they come. */
export function inGroups(coverage: readonly CoverageView[]): Group[] {
  const found = new Map<string, { group: string; name: string; kinds: CoverageView[] }>();
  for (const kind of coverage) {
    const before = found.get(kind.group);
    if (before === undefined) found.set(kind.group, { group: kind.group, name: kind.group_name, kinds: [kind] });
    else before.kinds.push(kind);
  }
  return [...found.values()];
}

/** Lit windows first, then partly lit, then dark ones; the order within each stays. */
export function inOrderOfLight(coverage: readonly CoverageView[]): CoverageView[] {
  const rank = (kind: CoverageView): number => ['examined', 'partly', 'broke', 'not-examined'].indexOf(kind.state) + (kind.state === 'not-examined' && !kind.expected ? 1 : 0);
  return [...coverage].sort((one, other) => rank(one) - rank(other));
}

export type Reason = { readonly why: string; readonly next: string; readonly count: number };

/** Reasons why something was not, or not fully, looked at; the most frequent first. */
export function reasons(coverage: readonly CoverageView[], of: (kind: CoverageView) => boolean = () => true): Reason[] {
  const found = new Map<string, Reason>();
  for (const kind of coverage) {
    if (kind.why === '' || !of(kind)) continue;
    const before = found.get(kind.why);
    found.set(kind.why, { why: kind.why, next: before?.next || kind.next, count: (before?.count ?? 0) + 1 });
  }
  return [...found.values()].sort((one, other) => other.count - one.count);
}
