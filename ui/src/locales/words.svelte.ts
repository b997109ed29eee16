/** Words of the window: Fluent messages by key, in the chosen language, English where a word is missing. */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { type Language, languageFor, languages, pseudo } from './languages';
import { accent, stretch } from './pseudo';

const files = import.meta.glob<string>('./*/*.ftl', { query: '?raw', import: 'default', eager: true });

/** Western digits in every language, so that both ends of a call say the same; the day before the month. */
const withWesternDigits = (tag: string): string => `${tag === 'en' ? 'en-GB' : tag}-u-nu-latn`;

function bundleFor(language: Language): FluentBundle {
  const source = language === pseudo ? 'en' : language.tag;
  const bundle = new FluentBundle(withWesternDigits(source), language === pseudo ? { transform: accent } : {});
  for (const [path, text] of Object.entries(files)) {
    if (path.startsWith(`./${source}/`)) bundle.addResource(new FluentResource(text));
  }
  return bundle;
}

const english = languages[0] as Language;
const bundles = new Map<Language, FluentBundle>();
function bundle(language: Language): FluentBundle {
  const made = bundles.get(language) ?? bundleFor(language);
  bundles.set(language, made);
  return made;
}

// Raw: languages are compared by identity.
let current = $state.raw<Language>(english);

function pattern(from: FluentBundle, key: string) {
  const [id = '', attribute] = key.split('.');
  const message = from.getMessage(id);
  return attribute === undefined ? message?.value : message?.attributes[attribute];
}

/** The chosen language. */
export function language(): Language {
  return current;
}

/** Tag to ask Rust for: the pseudo-language is ours alone. */
export function spokenTag(): string {
  return current === pseudo ? english.tag : current.tag;
}

/** Chooses a language; an unknown tag changes nothing. */
export function speak(tag: string | null): void {
  current = languageFor(tag) ?? current;
}

/** True if there are words for `key` (`message` or `message.attribute`). */
export function has(key: string): boolean {
  return pattern(bundle(english), key) != null;
}

/** The words for `key`. */
export function t(key: string, values: Record<string, FluentVariable> = {}): string {
  for (const from of [bundle(current), bundle(english)]) {
    const found = pattern(from, key);
    if (found == null) continue;
    const errors: Error[] = [];
    const text = from.formatPattern(found, values, errors);
    return current === pseudo ? stretch(text) : text;
  }
  return key;
}

/** A moment as a date in words, UTC, western digits. */
export function dateInWords(rfc3339: string, length: 'short' | 'long' = 'long'): string {
  const at = new Date(rfc3339);
  if (Number.isNaN(at.getTime())) return rfc3339;
  return new Intl.DateTimeFormat(withWesternDigits(spokenTag()), {
    timeZone: 'UTC', day: 'numeric', month: length, year: 'numeric',
  }).format(at);
}

/** A short label on an axis of time, UTC, western digits. */
export function tick(at: Date, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(withWesternDigits(spokenTag()), { timeZone: 'UTC', ...parts }).format(at);
}

/** Name of a language in the chosen language. */
export function languageName(tag: string): string {
  return new Intl.DisplayNames(spokenTag(), { type: 'language' }).of(tag) ?? tag;
}

/** Name of a country in the chosen language. */
export function countryName(code: string): string {
  return new Intl.DisplayNames(spokenTag(), { type: 'region' }).of(code) ?? code;
}

/** A number of bytes as people say it: whole megabytes, gigabytes with one place while they are few. */
export function bytes(count: number): string {
  const [size, unit] = count < 995e6 ? [Math.max(Math.round(count / 1e6), 1), 'mb'] : count < 9.95e9 ? [Math.round(count / 1e8) / 10, 'gb'] : [Math.round(count / 1e9), 'gb'];
  return t(`size-${unit}`, { size });
}
