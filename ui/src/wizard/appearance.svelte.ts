/**
 * Light or dark, strong contrast, size of letters. Follows the computer until the person chooses; kept in
 * memory only. (Some web views on Linux do not report these settings, hence the choice.)
 */
import { getContext, setContext } from 'svelte';

export type Theme = 'light' | 'dark' | 'contrast' | 'contrast-dark';
export type TextSize = 'normal' | 'large' | 'larger';

const sizes: readonly TextSize[] = ['normal', 'large', 'larger'];

export class Appearance {
  #systemDark = $state(false);
  #systemContrast = $state(false);
  #dark = $state<boolean | null>(null);
  #contrast = $state<boolean | null>(null);
  text = $state<TextSize>('normal');

  readonly dark = $derived(this.#dark ?? this.#systemDark);
  readonly contrast = $derived(this.#contrast ?? this.#systemContrast);
  readonly theme: Theme = $derived(this.contrast ? (this.dark ? 'contrast-dark' : 'contrast') : this.dark ? 'dark' : 'light');

  constructor(media: (query: string) => MediaQueryList | null) {
    const follow = (query: string, on: (matches: boolean) => void): void => {
      const list = media(query);
      if (list === null) return;
      on(list.matches);
      list.addEventListener('change', (event) => on(event.matches));
    };
    follow('(prefers-color-scheme: dark)', (matches) => (this.#systemDark = matches));
    follow('(prefers-contrast: more)', (matches) => (this.#systemContrast = matches));
  }

  chooseDark(dark: boolean): void {
    this.#dark = dark;
  }

  chooseContrast(contrast: boolean): void {
    this.#contrast = contrast;
  }

  /** The next size; after the largest comes the normal one. */
  nextText(): void {
    this.text = sizes[(sizes.indexOf(this.text) + 1) % sizes.length] ?? 'normal';
  }
}

const key = Symbol('appearance');

/** Makes the appearance reachable from every screen. */
export function provideAppearance(appearance: Appearance): void {
  setContext(key, appearance);
}

/** The appearance of this window. */
export function useAppearance(): Appearance {
  return getContext<Appearance>(key);
}
