// @vitest-environment happy-dom
import axe from 'axe-core';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import App from '../src/App.svelte';
import { FakeBridge } from '../src/bridge/fake';
import { states } from '../src/bridge/fake/states';
import { has, speak } from '../src/locales/words.svelte';
import { Appearance } from '../src/wizard/appearance.svelte';
import { coverNumber, places } from '../src/wizard/steps';
import { Wizard } from '../src/wizard/wizard.svelte';

let app: ReturnType<typeof mount> | null = null;

/** Lets what was promised happen, and the page follow. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((done) => setTimeout(done));
    flushSync();
  }
}

async function open(state: string, lang: string): Promise<Wizard> {
  const bridge = new FakeBridge(state);
  const wizard = new Wizard(bridge);
  await wizard.open();
  speak(lang);
  await wizard.stand(bridge.opening);
  app = mount(App, { target: document.body, props: { wizard, appearance: new Appearance(() => null) } });
  void wizard.listen();
  await settle();
  return wizard;
}

afterEach(async () => {
  if (app !== null) await unmount(app);
  app = null;
  document.body.innerHTML = '';
});

const main = (): HTMLElement => document.querySelector<HTMLElement>('main') as HTMLElement;
const button = (words: string): HTMLButtonElement => {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim().startsWith(words));
  if (found === undefined) throw new Error(`no button “${words}”`);
  return found;
};
const press = async (words: string): Promise<void> => {
  button(words).click();
  await settle();
};
const choose = async (value: string): Promise<void> => {
  const input = document.querySelector<HTMLInputElement>(`input[value="${value}"]`) as HTMLInputElement;
  input.checked = true;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
};

describe.each(['en', 'ar', 'en-XA'])('in %s', (lang) => {
  it.each(Object.keys(states))('%s has its number, its title, one heading and nothing that axe finds', async (state) => {
    const wizard = await open(state, lang);
    const number = wizard.covered ? coverNumber : places[wizard.screen].number;
    expect(document.querySelector('.screen-no b')?.textContent).toBeTruthy();
    expect(document.title).toMatch(new RegExp(` ${number}$|${number}(?:\\D*)$`));
    expect(document.documentElement.dir).toBe(lang === 'ar' ? 'rtl' : 'ltr');
    expect(document.documentElement.lang).toBe(lang);
    const open_ = [...document.querySelectorAll('main')].filter((one) => one.closest('[hidden]') === null);
    expect(open_).toHaveLength(1);
    expect(open_[0]?.querySelectorAll('h1')).toHaveLength(1);
    // A raw key on the page is a missing word.
    for (const word of main().textContent?.match(/\b[a-z]+-[a-z-]+\b/g) ?? []) expect(has(word), word).toBe(false);
    // The markup is the same in every language; the mirrored one is looked at closely.
    if (lang !== 'ar') return;
    // No style sheet is at work here: what is hidden is taken out by hand.
    for (const one of document.querySelectorAll<HTMLElement>('[hidden]')) one.style.display = 'none';
    // Colours need a real browser.
    const { violations } = await axe.run(document, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
});

describe('the way through', () => {
  it('leads from the language to the printed report, and the result waits to be asked for', async () => {
    const wizard = await open('language', 'en');
    await press('Continue');
    await press('Start');
    expect(wizard.screen).toBe('watching');
    await press('Continue');
    expect(wizard.screen).toBe('watching');
    await choose('no');
    await press('Continue');
    await choose('me');
    await press('Continue');
    expect(wizard.screen).toBe('whose');
    (document.querySelector('input[type="checkbox"]') as HTMLInputElement).click();
    await settle();
    await press('Continue');
    expect(wizard.screen).toBe('days');
    await press('Continue');
    await choose('file');
    await press('Continue');
    await choose('2');
    await press('Continue');
    expect(wizard.screen).toBe('password');
    const type = async (text: string): Promise<void> => {
      const field = document.querySelector('input[type="password"]') as HTMLInputElement;
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await settle();
    };
    await type('wrong');
    await press('Start the check');
    expect(wizard.screen).toBe('password');
    expect(document.querySelector('.problem-no b')?.textContent).toBe('411');
    expect((document.querySelector('input[type="password"]') as HTMLInputElement).value).toBe('');
    await type('lamp-and-window');
    await press('Start the check');
    expect(wizard.screen).toBe('covered');
    expect(document.body.textContent).not.toContain('spyware found');
    await press('Show the result');
    expect(wizard.screen).toBe('result');
    await press('What to do next');
    await press('Find someone to talk to');
    await press('Save a report');
    await press('Look at the report first');
    expect(wizard.screen).toBe('report');
    await press('Save a report');
    await press('Choose where to save');
    expect(document.querySelector('[role="status"] .status')).not.toBeNull();
    await press('Continue');
    await press('Erase and finish');
    expect(wizard.view).toBeNull();
    await press('Start again');
    expect(wizard.screen).toBe('welcome');
    expect(wizard.agreed).toBe(false);
  });

  it('leads from the cable to the covered result, and back to the phone as it was', async () => {
    const wizard = await open('bring', 'en');
    await choose('iphone');
    await press('Continue');
    expect(wizard.screen).toBe('connect');
    expect(document.body.textContent).not.toContain('Mina');
    await press('Continue');
    expect(wizard.screen).toBe('sysdiagnose');
    await press('Go on without it');
    expect(wizard.screen).toBe('passwords');
    await choose('lock');
    await choose('needed');
    await press('Start copying');
    expect(wizard.screen).toBe('passwords');
    const [first, second] = [...document.querySelectorAll<HTMLInputElement>('input[type="password"]')];
    for (const field of [first, second]) {
      if (field === undefined) throw new Error('two fields are expected');
      field.value = 'three small words';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await settle();
    await press('Start copying');
    expect(wizard.screen).toBe('covered');
    expect(wizard.chosen?.source).toBe('phone');
    // Nothing that the window knows holds the password any more.
    expect(JSON.stringify([wizard.facts, wizard.phone.connected, wizard.phone.progress])).not.toContain('small');
  });

  it('puts the phone back before anything is erased, and erases the copy only if asked', async () => {
    await open('finish-phone', 'en');
    await press('Put the phone back');
    expect(document.body.textContent).toContain('As it was');
    await press('Erase and finish');
    expect(document.querySelector('h1')?.textContent).not.toBe('Erased');
    await choose('keep');
    await press('Finish, and keep the copy');
    expect(document.body.textContent).toContain('Kept');
  });

  it('goes on without putting back only after that failed and was chosen', async () => {
    await open('finish-phone-failed', 'en');
    expect([...document.querySelectorAll('button')].map((one) => one.textContent?.trim())).not.toContain('Leave it for now');
    await press('Put the phone back');
    expect(document.querySelector('.problem-no b')?.textContent).toBe('812');
    await press('Leave it for now');
    expect(button('Erase and finish').getAttribute('aria-disabled')).toBe('true');
  });

  it('asks the phone again after a refusal', async () => {
    const wizard = await open('connect-refused', 'en');
    expect(document.querySelector('.problem-no b')?.textContent).toBe('214');
    await press('Ask the phone again');
    expect(wizard.phone.problem?.code).toBe('trust-refused');
    await press('Continue');
    expect(wizard.screen).toBe('connect');
  });

  it('shows whose phones they are only when asked', async () => {
    await open('connect-several', 'en');
    expect(document.body.textContent).not.toContain('Mina');
    await press('Show their names');
    expect(document.body.textContent).toContain('Mina');
  });

  it('stops a copy only after asking, and keeps what came', async () => {
    const wizard = await open('copying-copying', 'en');
    await press('Stop copying');
    expect(wizard.phone.state).toBe('copying');
    await press('Go on copying');
    expect(wizard.phone.state).toBe('copying');
    await press('Stop copying');
    const sure = [...document.querySelectorAll('button')].filter((one) => one.textContent?.trim() === 'Stop copying')[1];
    sure?.click();
    await settle();
    expect(wizard.phone.state).toBe('planned');
    expect(wizard.screen).toBe('copying');
    await press('Leave everything as it was');
    expect(wizard.screen).toBe('finish');
  });

  it('can be covered at any moment and comes back with everything in place', async () => {
    await open('password', 'en');
    const field = document.querySelector('input[type="password"]') as HTMLInputElement;
    field.value = 'half a pass';
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F9' }));
    await settle();
    expect(document.querySelector('.window')?.hasAttribute('hidden')).toBe(true);
    expect(document.title).toBe('\u2068Lucerna\u2069 · Screen \u206811\u2069');
    await press('Go on');
    expect(document.querySelector('.window')?.hasAttribute('hidden')).toBe(false);
    expect((document.querySelector('input[type="password"]') as HTMLInputElement).value).toBe('half a pass');
    expect(document.title).toContain('8');
  });

  it('stops a check only after asking', async () => {
    const wizard = await open('check-examining', 'en');
    await press('Stop the check');
    expect(wizard.check.state).toBe('running');
    await press('Go on checking');
    expect(wizard.check.state).toBe('running');
    await press('Stop the check');
    const [, sure] = [...document.querySelectorAll('button')].filter((one) => one.textContent?.trim() === 'Stop the check');
    sure?.click();
    await settle();
    expect(wizard.screen).toBe('bring-file');
    expect(document.querySelector('.problem-no b')?.textContent).toBe('521');
  });

  it('sends a person who fears someone past the pause', async () => {
    const wizard = await open('watching', 'en');
    await choose('unsure');
    await press('Continue');
    expect(wizard.screen).toBe('noticed');
    await choose('talk');
    await press('Continue');
    expect(wizard.screen).toBe('help');
    await press('Return to where I was');
    expect(wizard.screen).toBe('noticed');
  });

  it('shows why a report was not saved', async () => {
    await open('save-failed', 'en');
    await press('Choose where to save');
    expect(document.querySelector('.problem-no b')?.textContent).toBe('712');
  });

  it('fetches the words of the result again when the language changes', async () => {
    const wizard = await open('result-known-traces', 'en');
    speak('ar');
    await settle();
    expect(wizard.view?.lang).toBe('ar');
    speak('en');
  });
});
