/** The languages of the window. A draft is offered, and says quietly that it is one. */

export type Language = {
  /** BCP 47 tag, also the name of the folder with its words. */
  readonly tag: string;
  /** Its name in its own letters. */
  readonly name: string;
  /** "Choose your language" in it. */
  readonly invitation: string;
  readonly dir: 'ltr' | 'rtl';
  /** True until two native speakers have read it. */
  readonly draft: boolean;
};

export const languages: readonly Language[] = [
  { tag: 'en', name: 'English', invitation: 'Choose your language', dir: 'ltr', draft: false },
  { tag: 'ar', name: 'العربية', invitation: 'اختر لغتك', dir: 'rtl', draft: true },
];

/** Made from English at run time: longer, accented, in brackets. It shows what is not translated or cut off. */
export const pseudo: Language = { tag: 'en-XA', name: 'Ƥşḗŭḓǿ', invitation: '', dir: 'ltr', draft: false };

/** The language for a tag, by its full tag or else its first part. */
export function languageFor(tag: string | null): Language | undefined {
  if (tag === null) return undefined;
  if (tag === pseudo.tag) return pseudo;
  const short = tag.split('-')[0];
  return languages.find((language) => language.tag === tag) ?? languages.find((language) => language.tag === short);
}
