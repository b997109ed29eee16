/** Filters of the directory of people who help. Pure. */
import type { Helper } from '../generated/Helper';

/** Empty text: no wish. */
export type Wish = { region: string; language: string; threat: string };

/** Those who fit every wish; those for the whole world fit every country. */
export function match(people: readonly Helper[], wish: Wish): Helper[] {
  return people.filter(
    (one) =>
      (wish.region === '' || one.regions.includes('world') || one.regions.includes(wish.region)) &&
      (wish.language === '' || one.languages.includes(wish.language)) &&
      (wish.threat === '' || one.threats.includes(wish.threat)),
  );
}

/** Every language somebody answers in. */
export function languagesOf(people: readonly Helper[]): string[] {
  return [...new Set(people.flatMap((one) => one.languages))];
}

/** Every country that somebody serves in particular. */
export function regionsOf(people: readonly Helper[]): string[] {
  return [...new Set(people.flatMap((one) => one.regions))].filter((code) => code !== 'world');
}
