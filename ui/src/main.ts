import { mount } from 'svelte';
import App from './App.svelte';
import { languageFor } from './locales/languages';
import { speak } from './locales/words.svelte';
import './styles/all.css';
import { Appearance } from './wizard/appearance.svelte';
import { Wizard } from './wizard/wizard.svelte';

const appearance = new Appearance((query) => window.matchMedia(query));

function show(wizard: Wizard): void {
  mount(App, { target: document.body, props: { wizard, appearance } });
  void wizard.listen();
}

async function open(): Promise<void> {
  const { tauriBridge } = await import('./bridge/tauri');
  const wizard = new Wizard(tauriBridge);
  await wizard.open();
  show(wizard);
}

/** Pretend answers, in a browser: `?fake=<state>&lang=<tag>&theme=dark&contrast=more&text=large`. */
async function pretend(): Promise<void> {
  const { FakeBridge } = await import('./bridge/fake');
  const asked = new URLSearchParams(window.location.search);
  const bridge = new FakeBridge(asked.get('fake') ?? 'language');
  if (languageFor(asked.get('lang'))) speak(asked.get('lang'));
  if (asked.get('theme') !== null) appearance.chooseDark(asked.get('theme') === 'dark');
  if (asked.get('contrast') !== null) appearance.chooseContrast(asked.get('contrast') === 'more');
  const wizard = new Wizard(bridge);
  await wizard.open();
  await wizard.stand(bridge.opening);
  show(wizard);
}

if (import.meta.env.MODE === 'fake') void pretend();
else void open();
