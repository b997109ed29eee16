/** Accents, 40 % more length and brackets for English words, so that every untranslated or cut text shows. */

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ';

const table = new Map(Array.from(plain, (letter, at) => [letter, Array.from(accented)[at] ?? letter]));

/** One run of text of a message, between placeables. Fluent calls this for each. */
export function accent(text: string): string {
  return Array.from(text, (letter) => table.get(letter) ?? letter).join('');
}

/** A whole formatted message: longer by 40 %, and in brackets. */
export function stretch(text: string): string {
  return `[${text}${' ~~'.repeat(Math.ceil((text.length * 0.4) / 3))}]`;
}
