/** One running check as the window sees it. */
import { asProblem, type Bridge } from '../bridge/bridge';
import type { ArtifactName } from '../generated/ArtifactName';
import type { CheckRequest } from '../generated/CheckRequest';
import type { Found } from '../generated/Found';
import type { Problem } from '../generated/Problem';
import type { Progress } from '../generated/Progress';

/** How a check ended. */
export type End = { readonly done: true } | { readonly done: false; readonly problem: Problem };

export class Check {
  state = $state<'none' | 'running' | 'done'>('none');
  progress = $state.raw<Progress>({ step: 'opening' });
  names = $state.raw<ArtifactName[]>([]);
  stopping = $state(false);

  readonly #bridge: Bridge;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Runs a check to its end. The password is handed on and kept nowhere. */
  async run(found: Found, wish: Omit<CheckRequest, 'id'>, lang: string): Promise<End> {
    this.state = 'running';
    this.stopping = false;
    this.progress = { step: 'opening' };
    void this.nameArtifacts(found.kind, lang);
    try {
      await this.#bridge.check({ id: found.id, ...wish }, (progress) => (this.progress = progress));
      this.state = 'done';
      return { done: true };
    } catch (thrown) {
      this.state = 'none';
      return { done: false, problem: asProblem(thrown) };
    }
  }

  /** Asks for the names of the kinds of records. Without them the ids are left out; the check goes on. */
  async nameArtifacts(kind: string, lang: string): Promise<void> {
    try {
      this.names = await this.#bridge.artifactNames(kind, lang);
    } catch {
      this.names = [];
    }
  }

  /** Asks the running check to stop. */
  async stop(): Promise<void> {
    if (this.state !== 'running' || this.stopping) return;
    this.stopping = true;
    try {
      await this.#bridge.stopCheck();
    } catch {
      this.stopping = false;
    }
  }
}
