import { describe, expect, it } from 'vitest';
import { Http } from '../api/http';
import type { Desk } from '../api/types';
import { DeskModel, type DraftStore, dispositionTree, leaves, newer } from './desk';
import { EventStream } from './events';

function desk(change: Partial<Desk> = {}): Desk {
  return {
    agentId: 'a1',
    state: 'ready',
    stateSince: '2026-11-23T10:00:00Z',
    nextState: null,
    pauseReason: null,
    phone: { kind: 'browser', reachable: true, problem: null },
    call: null,
    wrapUp: null,
    missed: [],
    today: { calls: 0, talkSeconds: 0, handleSecondsAverage: null, missed: 0 },
    queues: [],
    pauseReasons: [],
    dispositions: {},
    supervising: null,
    serverTime: '2026-11-23T10:00:00Z',
    ...change,
  };
}

const WRAP_UP = {
  interactionId: 'x1',
  until: null,
  number: '+79211234567',
  name: null,
  projectId: 'p1',
  queue: null,
  extended: false,
};

class Drafts implements DraftStore {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
  removeItem = (key: string) => void this.kept.delete(key);
}

interface Asked {
  method: string;
  path: string;
  body: unknown;
  token: string | null;
}

function model(answer: (asked: Asked) => Response | Promise<Response>, drafts = new Drafts()) {
  const asked: Asked[] = [];
  const http = new Http({
    cookies: () => 'a=b; XSRF-TOKEN=t%3D1',
    fetch: async (input, init) => {
      const request: Asked = {
        method: init?.method ?? 'GET',
        path: String(input),
        body: init?.body === undefined ? undefined : JSON.parse(String(init.body)),
        token: new Headers(init?.headers).get('X-XSRF-TOKEN'),
      };
      asked.push(request);
      return answer(request);
    },
  });
  const events = new EventStream({ open: () => new Promise(() => undefined) });
  return { asked, drafts, desk: new DeskModel(http, events, () => undefined, drafts) };
}

const problem = (status: number, body: object) => new Response(JSON.stringify(body), { status });

describe('desk', () => {
  it('keeps the later of two desks by the server clock', () => {
    const late = desk({ serverTime: '2026-11-23T10:00:05Z', state: 'talking' });
    const early = desk({ serverTime: '2026-11-23T10:00:01Z' });
    expect(newer(late, early)).toBe(late);
    expect(newer(early, late)).toBe(late);
    expect(newer(null, early)).toBe(early);
  });

  it('does not let an answer that was overtaken by an event turn the state back', async () => {
    const old = desk({ serverTime: '2026-11-23T10:00:01Z', state: 'ready' });
    const tools = model(() => Response.json(old));
    tools.desk.accept(desk({ serverTime: '2026-11-23T10:00:02Z', state: 'ringing' }));
    await tools.desk.setState('ready');
    expect(tools.desk.desk.get()?.state).toBe('ringing');
  });

  it('asks with the CSRF token and takes the new desk', async () => {
    const tools = model(() => Response.json(desk({ state: 'pause', serverTime: '2026-11-23T10:00:09Z' })));
    expect(await tools.desk.setState('pause', 'lunch')).toBe(true);
    expect(tools.asked).toEqual([
      { method: 'PUT', path: '/api/agent/state', body: { state: 'pause', pauseReasonId: 'lunch' }, token: 't=1' },
    ]);
    expect(tools.desk.desk.get()?.state).toBe('pause');
  });

  it('keeps the reason of a refused wish and forgets it with the next one', async () => {
    let refuse = true;
    const tools = model(() => (refuse ? problem(409, { code: 'not-reachable' }) : Response.json(desk())));
    expect(await tools.desk.dial('+79211234567', 'p1')).toBe(false);
    expect(tools.desk.problem.get()?.code).toBe('not-reachable');
    refuse = false;
    expect(await tools.desk.dial('+79211234567', 'p1')).toBe(true);
    expect(tools.desk.problem.get()).toBeNull();
  });

  it('sends a wish once however often the key is pressed', async () => {
    let finish: (response: Response) => void = () => undefined;
    const tools = model(() => new Promise<Response>((resolve) => (finish = resolve)));
    const first = tools.desk.setState('ready');
    const second = await tools.desk.setState('ready');
    finish(Response.json(desk()));
    expect(second).toBe(false);
    expect(await first).toBe(true);
    expect(tools.asked).toHaveLength(1);
    expect(tools.desk.busy.get().size).toBe(0);
  });

  it('holds a call that talks and takes back one that is held', async () => {
    const call = {
      interactionId: 'x1',
      direction: 'in' as const,
      state: 'talking' as const,
      since: '',
      startedAt: '',
      offeredUntil: null,
      number: '',
      name: null,
      dialled: null,
      projectId: 'p1',
      projectName: '',
      queue: null,
      waitedSeconds: 0,
      muted: false,
      recording: false,
      why: '',
      consult: null,
      conference: null,
      supervised: null,
      recorder: null,
    };
    const tools = model(() => new Response(null, { status: 204 }));
    tools.desk.accept(desk({ call }));
    await tools.desk.toggleHold();
    tools.desk.accept(desk({ call: { ...call, state: 'hold' } }));
    await tools.desk.toggleHold();
    expect(tools.asked.map(({ path }) => path)).toEqual(['/api/agent/call/x1/hold', '/api/agent/call/x1/resume']);
  });

  it('enters the call of another agent, changes how it is in it, takes over and leaves', async () => {
    const tools = model(() => new Response(null, { status: 204 }));
    tools.desk.accept(desk());
    await tools.desk.supervise('x1', 'listen');
    await tools.desk.supervise('x1', 'barge-in');
    await tools.desk.takeOver('x1');
    await tools.desk.leaveSupervision();
    expect(tools.asked.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['PUT', '/api/floor/calls/x1/supervision', { mode: 'listen' }],
      ['PUT', '/api/floor/calls/x1/supervision', { mode: 'barge-in' }],
      ['POST', '/api/floor/calls/x1/take-over', undefined],
      ['DELETE', '/api/floor/supervision', undefined],
    ]);
  });
});

describe('wrap-up', () => {
  it('keeps the draft over a reload and through an error, and drops it when saved', async () => {
    let down = true;
    const answer = () => {
      if (down) throw new TypeError('no network');
      return Response.json(desk({ serverTime: '2026-11-23T10:01:00Z' }));
    };
    const drafts = new Drafts();
    const before = model(answer, drafts);
    before.desk.accept(desk({ state: 'wrap-up', wrapUp: WRAP_UP }));
    before.desk.editDraft({ notes: 'asked about delivery' });
    before.desk.editDraft({ dispositionId: 'd1' });

    const after = model(answer, drafts);
    after.desk.accept(desk({ state: 'wrap-up', wrapUp: WRAP_UP }));
    expect(after.desk.draft.get()).toEqual({ dispositionId: 'd1', notes: 'asked about delivery' });
    expect(await after.desk.finishWrapUp()).toBe(false);
    expect(after.desk.problem.get()?.category).toBe('network');
    expect(after.desk.draft.get().notes).toBe('asked about delivery');

    down = false;
    expect(await after.desk.finishWrapUp()).toBe(true);
    expect(after.asked.at(-1)?.body).toEqual({
      interactionId: 'x1',
      dispositionId: 'd1',
      notes: 'asked about delivery',
    });
    expect(drafts.kept.size).toBe(0);
  });

  it('starts with an empty draft for the next call', () => {
    const tools = model(() => Response.json(desk()));
    tools.desk.accept(desk({ wrapUp: WRAP_UP }));
    tools.desk.editDraft({ notes: 'first' });
    tools.desk.accept(desk({ wrapUp: { ...WRAP_UP, interactionId: 'x2' } }));
    expect(tools.desk.draft.get().notes).toBe('');
  });
});

describe('results', () => {
  it('form a tree whose ends can be chosen, in order', () => {
    const tree = dispositionTree([
      { id: '1', parentId: null, name: 'Order', code: 'o' },
      { id: '2', parentId: '1', name: 'Placed', code: 'p' },
      { id: '3', parentId: '1', name: 'Refused', code: 'r' },
      { id: '4', parentId: null, name: 'Question', code: 'q' },
      { id: '5', parentId: 'gone', name: 'Orphan', code: 'x' },
    ]);
    expect(leaves(tree).map((leaf) => leaf.name)).toEqual(['Placed', 'Refused', 'Question', 'Orphan']);
  });
});
