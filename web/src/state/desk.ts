import { ApiError, type Http } from '../api/http';
import type {
  CallSummary,
  Desk,
  DispositionChoice,
  RecordingAction,
  SupervisionMode,
  TransferTarget,
  TransferTargets,
  WrapUp,
} from '../api/types';
import type { EventStream } from './events';
import { Scope } from './scope';
import { type ReadonlyValue, Value } from './value';

export interface WrapUpDraft {
  dispositionId: string | null;
  notes: string;
}

const EMPTY_DRAFT: WrapUpDraft = { dispositionId: null, notes: '' };
const DRAFT_KEY = 'otvet.wrap-up.';

export interface DraftStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Of two desks the later by the server's clock wins: an answer and an event can overtake each other. */
export function newer(current: Desk | null, next: Desk): Desk {
  if (current === null || current.agentId !== next.agentId) return next;
  return Date.parse(next.serverTime) < Date.parse(current.serverTime) ? current : next;
}

/** The agent's desktop: the server's word on state, call, wrap-up and missed calls, and what the agent can ask for. */
export class DeskModel {
  readonly #http: Http;
  readonly #drafts: DraftStore;
  readonly #desk = new Value<Desk | null>(null);
  readonly #draft = new Value<WrapUpDraft>(EMPTY_DRAFT);
  readonly #scope = new Scope();
  #draftOf: string | null = null;
  /** The last refused wish, shown until the next one. */
  readonly problem = new Value<ApiError | null>(null);
  /** Wishes on their way to the server. */
  readonly busy = new Value<ReadonlySet<string>>(new Set());

  constructor(http: Http, events: EventStream, learn: (serverTime: string) => void, drafts: DraftStore) {
    this.#http = http;
    this.#drafts = drafts;
    this.#learn = learn;
    this.#scope.own(events.on<Desk>('desk', (desk) => this.accept(desk)));
  }

  readonly #learn: (serverTime: string) => void;

  get desk(): ReadonlyValue<Desk | null> {
    return this.#desk;
  }

  get draft(): ReadonlyValue<WrapUpDraft> {
    return this.#draft;
  }

  stop(): void {
    this.#scope.end();
  }

  accept(desk: Desk): void {
    const chosen = newer(this.#desk.get(), desk);
    if (chosen === this.#desk.get()) return;
    this.#learn(desk.serverTime);
    this.#desk.set(chosen);
    this.#openDraft(chosen.wrapUp?.interactionId ?? chosen.call?.interactionId ?? null);
  }

  async load(): Promise<void> {
    try {
      this.accept(await this.#http.get<Desk>('/api/agent'));
    } catch {
      // the event stream brings the desk as soon as it is up
    }
  }

  setState(state: 'ready' | 'pause' | 'offline', pauseReasonId?: string): Promise<boolean> {
    const body = pauseReasonId === undefined ? { state } : { state, pauseReasonId };
    return this.#wish('state', () => this.#http.put<Desk>('/api/agent/state', body));
  }

  dial(number: string, projectId: string): Promise<boolean> {
    return this.#wish('dial', () => this.#http.post<Desk>('/api/agent/dial', { number, projectId }));
  }

  hangUp(): Promise<boolean> {
    return this.#onCall('hang-up');
  }

  decline(): Promise<boolean> {
    return this.#onCall('decline');
  }

  toggleHold(): Promise<boolean> {
    return this.#onCall(this.#desk.get()?.call?.state === 'hold' ? 'resume' : 'hold');
  }

  setMuted(muted: boolean): Promise<boolean> {
    return this.#onCall(muted ? 'mute' : 'unmute');
  }

  /** What is done with the recording of the call in progress. */
  recording(action: RecordingAction): Promise<boolean> {
    return this.#onCall(`recording/${action}`);
  }

  digits(digits: string): Promise<boolean> {
    return this.#onCall('digits', { digits });
  }

  targets(signal?: AbortSignal): Promise<TransferTargets> {
    return this.#http.get<TransferTargets>('/api/agent/transfer-targets', signal);
  }

  transfer(target: TransferTarget): Promise<boolean> {
    return this.#onCall('transfer', target);
  }

  consult(target: TransferTarget): Promise<boolean> {
    return this.#onCall('consult', target);
  }

  swap(): Promise<boolean> {
    return this.#onCall('swap');
  }

  complete(): Promise<boolean> {
    return this.#onCall('complete');
  }

  cancelConsult(): Promise<boolean> {
    return this.#onCall('cancel-consult');
  }

  /** The one asked comes to the customer, and the agent stays. */
  conference(): Promise<boolean> {
    return this.#onCall('conference');
  }

  setPartyMuted(partyId: string, muted: boolean): Promise<boolean> {
    return this.#onCall(`parties/${partyId}/${muted ? 'mute' : 'unmute'}`);
  }

  removeParty(partyId: string): Promise<boolean> {
    return this.#onCall(`parties/${partyId}/remove`);
  }

  /** Enters the call of another agent, or changes the way of being in it. */
  supervise(interactionId: string, mode: SupervisionMode): Promise<boolean> {
    return this.#wish('supervise', () => this.#http.put(`/api/floor/calls/${interactionId}/supervision`, { mode }));
  }

  takeOver(interactionId: string): Promise<boolean> {
    return this.#wish('take-over', () => this.#http.post(`/api/floor/calls/${interactionId}/take-over`));
  }

  leaveSupervision(): Promise<boolean> {
    return this.#wish('leave', async () => {
      await this.#http.delete('/api/floor/supervision');
      return undefined;
    });
  }

  /** Asks the server to call this agent's phone again for the call in progress. Throws what the server refused with. */
  attach(interactionId: string): Promise<void> {
    return this.#http.post(`/api/agent/call/${interactionId}/attach`);
  }

  handled(interactionId: string): Promise<boolean> {
    return this.#wish('handled', () => this.#http.post<Desk>(`/api/agent/missed/${interactionId}/handled`));
  }

  extendWrapUp(): Promise<boolean> {
    return this.#wish('extend', () => this.#http.post<Desk>('/api/agent/wrap-up/extend'));
  }

  async finishWrapUp(): Promise<boolean> {
    const wrapUp = this.#desk.get()?.wrapUp;
    if (!wrapUp) return false;
    const { dispositionId, notes } = this.#draft.get();
    const body = { interactionId: wrapUp.interactionId, dispositionId, notes };
    const done = await this.#wish('wrap-up', () => this.#http.post<Desk>('/api/agent/wrap-up', body));
    if (done) this.#drafts.removeItem(DRAFT_KEY + wrapUp.interactionId);
    return done;
  }

  history(number: string, signal?: AbortSignal): Promise<CallSummary[]> {
    return this.#http.get<CallSummary[]>(`/api/agent/history?number=${encodeURIComponent(number)}`, signal);
  }

  editDraft(change: Partial<WrapUpDraft>): void {
    this.#draft.update((draft) => ({ ...draft, ...change }));
    if (this.#draftOf !== null) this.#drafts.setItem(DRAFT_KEY + this.#draftOf, JSON.stringify(this.#draft.get()));
  }

  #openDraft(interactionId: string | null): void {
    if (interactionId === null || interactionId === this.#draftOf) return;
    this.#draftOf = interactionId;
    this.#draft.set(readDraft(this.#drafts.getItem(DRAFT_KEY + interactionId)));
  }

  #onCall(action: string, body?: unknown): Promise<boolean> {
    const call = this.#desk.get()?.call;
    if (!call) return Promise.resolve(false);
    return this.#wish(action, () => this.#http.post(`/api/agent/call/${call.interactionId}/${action}`, body));
  }

  async #wish(name: string, ask: () => Promise<Desk | undefined>): Promise<boolean> {
    if (this.busy.get().has(name)) return false;
    this.busy.update((busy) => new Set(busy).add(name));
    this.problem.set(null);
    try {
      const desk = await ask();
      if (desk !== undefined) this.accept(desk);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.problem.set(error);
      return false;
    } finally {
      this.busy.update((busy) => new Set([...busy].filter((other) => other !== name)));
    }
  }
}

function readDraft(stored: string | null): WrapUpDraft {
  if (stored === null) return EMPTY_DRAFT;
  try {
    const draft = JSON.parse(stored) as Partial<WrapUpDraft>;
    return { dispositionId: draft.dispositionId ?? null, notes: draft.notes ?? '' };
  } catch {
    return EMPTY_DRAFT;
  }
}

export interface DispositionNode extends DispositionChoice {
  children: DispositionNode[];
}

/** The tree of results; a choice whose parent is missing stands at the top. */
export function dispositionTree(choices: DispositionChoice[]): DispositionNode[] {
  const nodes = new Map(choices.map((choice) => [choice.id, { ...choice, children: [] as DispositionNode[] }]));
  const top: DispositionNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.parentId === null ? undefined : nodes.get(node.parentId);
    (parent?.children ?? top).push(node);
  }
  return top;
}

/** Only results without finer ones below them can be chosen; in the order they are shown, for Alt+1 to Alt+9. */
export function leaves(tree: DispositionNode[]): DispositionNode[] {
  return tree.flatMap((node) => (node.children.length === 0 ? [node] : leaves(node.children)));
}

export function queueName(queue: WrapUp['queue']): string | null {
  return typeof queue === 'string' ? queue : (queue?.name ?? null);
}
