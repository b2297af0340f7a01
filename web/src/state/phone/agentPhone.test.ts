import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Http } from '../../api/http';
import type { Desk, DeskCall } from '../../api/types';
import { Value } from '../value';
import { AgentPhone } from './agentPhone';
import type { MicrophoneState } from './microphone';
import type { PhoneAccount, PhoneConnection, PhoneSession, Softphone } from './softphone';

class FakeSoftphone implements Softphone {
  readonly connection = new Value<PhoneConnection>('off');
  readonly session = new Value<PhoneSession | null>(null);
  readonly calls: string[] = [];
  start = (account: PhoneAccount) => void this.calls.push(`start ${account.password} ${account.webSocket}`);
  renew = (account: PhoneAccount) => void this.calls.push(`renew ${account.password}`);
  answer = () => {
    this.calls.push('answer');
    this.ring({ state: 'connected', media: 'good' });
  };
  setMuted = (muted: boolean) => void this.calls.push(`muted ${muted}`);
  drop = () => void this.calls.push('drop');
  figures = () => Promise.resolve(null);
  stop = () => void this.calls.push('stop');

  ring(change: Partial<PhoneSession> = {}): void {
    const before = this.session.get() ?? { id: 's1', autoAnswer: false, state: 'ringing', media: 'none', end: null };
    this.session.set({ ...before, ...change });
  }
}

const CALL: DeskCall = {
  interactionId: 'x1',
  direction: 'in',
  state: 'ringing',
  since: '',
  startedAt: '',
  offeredUntil: null,
  number: '+79211234567',
  name: null,
  dialled: null,
  projectId: 'p1',
  projectName: '',
  queue: null,
  waitedSeconds: 0,
  muted: false,
  recording: false,
  why: 'longest-idle',
  consult: null,
  conference: null,
  supervised: null,
  recorder: null,
};

const deskWith = (call: DeskCall | null, kind: 'browser' | 'sip' = 'browser'): Desk =>
  ({ agentId: 'a1', phone: { kind, reachable: true, problem: null }, call }) as unknown as Desk;

describe('the agent and the phone in the page', () => {
  let desk: Value<Desk | null>;
  let softphone: FakeSoftphone;
  let microphone: { state: Value<MicrophoneState>; stream: MediaStream | null; opened: number };
  let attached: string[];
  let attachFails: boolean;
  let credentials: () => Response;
  let takeOver: () => void;
  let otherTab: boolean;
  let phone: AgentPhone | null;
  let prepared: MicrophoneState;

  beforeEach(() => {
    vi.useFakeTimers();
    desk = new Value<Desk | null>(null);
    softphone = new FakeSoftphone();
    microphone = { state: new Value<MicrophoneState>('unknown'), stream: null, opened: 0 };
    attached = [];
    attachFails = false;
    otherTab = false;
    credentials = () =>
      Response.json({
        kind: 'browser',
        uri: 'sip:201@otvet',
        username: '201',
        password: 'one',
        realm: 'otvet',
        webSocketPath: '/sip',
        expiresAt: null,
      });
    phone = null;
    prepared = 'open';
  });

  afterEach(() => {
    phone?.stop();
    vi.useRealTimers();
  });

  function start(first: Desk): AgentPhone {
    desk.set(first);
    const stream = {} as MediaStream;
    phone = new AgentPhone({
      http: new Http({ cookies: () => '', fetch: () => Promise.resolve(credentials()) }),
      desk,
      attach: (id) => {
        attached.push(id);
        return attachFails ? Promise.reject(new Error('not yet')) : Promise.resolve();
      },
      decline: () => Promise.resolve(),
      microphone: {
        state: microphone.state,
        get stream() {
          return microphone.stream;
        },
        prepare: () => {
          microphone.stream = stream;
          microphone.state.set(prepared);
          return Promise.resolve();
        },
        open: () => {
          microphone.opened++;
          return Promise.resolve(microphone.stream);
        },
      },
      loadSoftphone: () => Promise.resolve(softphone),
      alone: (_scope, waiting, work) => {
        takeOver = work;
        if (otherTab) waiting();
        else work();
      },
      address: (path) => `ws://otvet${path}`,
    });
    return phone;
  }

  const settle = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

  async function registered(first: Desk): Promise<AgentPhone> {
    const started = start(first);
    await settle();
    softphone.connection.set('registered');
    return started;
  }

  it('registers with the credentials of the signed-in agent and is then ready', async () => {
    const started = await registered(deskWith(null));
    expect(softphone.calls).toContain('start one ws://otvet/sip');
    expect(started.problem.get()).toBeNull();
  });

  it('does nothing for a desk phone', async () => {
    const started = start(deskWith(CALL, 'sip'));
    await settle(10_000);
    expect(softphone.calls).toEqual([]);
    expect(started.problem.get()).toBeNull();
  });

  it('waits while another tab is the phone, then takes over', async () => {
    otherTab = true;
    const started = start(deskWith(null));
    await settle();
    expect(started.problem.get()).toBe('other-tab');
    expect(softphone.calls).toEqual([]);
    takeOver();
    await settle();
    softphone.connection.set('registered');
    expect(started.problem.get()).toBeNull();
  });

  it('is not known to the exchange before there is a microphone, and stays known when it is pulled out', async () => {
    prepared = 'denied';
    const started = start(deskWith(null));
    await settle();
    expect(softphone.calls).toEqual([]);
    expect(started.problem.get()).toBe('microphone-denied');
    microphone.state.set('open');
    await settle();
    expect(softphone.calls.filter((call) => call.startsWith('start'))).toHaveLength(1);
    microphone.state.set('missing');
    microphone.state.set('open');
    await settle();
    expect(softphone.calls).not.toContain('stop');
    expect(softphone.calls.filter((call) => call.startsWith('start'))).toHaveLength(1);
  });

  it('says what the microphone lacks, and that nobody can go ready without it', async () => {
    const started = await registered(deskWith(null));
    for (const [state, problem] of [
      ['denied', 'microphone-denied'],
      ['missing', 'microphone-missing'],
      ['insecure', 'insecure'],
      ['ask', 'microphone-ask'],
      ['open', null],
    ] as const) {
      microphone.state.set(state);
      expect(started.problem.get()).toBe(problem);
    }
  });

  it('answers when the agent says so, not before', async () => {
    const started = await registered(deskWith(CALL));
    softphone.ring();
    await settle();
    expect(softphone.calls).not.toContain('answer');
    await started.answer();
    expect(softphone.calls).toContain('answer');
  });

  it('answers as soon as the INVITE is there when the agent was quicker', async () => {
    const started = await registered(deskWith(CALL));
    await started.answer();
    expect(softphone.calls).not.toContain('answer');
    softphone.ring();
    await settle();
    expect(softphone.calls).toContain('answer');
  });

  it('forgets the wish to answer when that call is gone', async () => {
    const started = await registered(deskWith(CALL));
    await started.answer();
    desk.set(deskWith(null));
    desk.set(deskWith({ ...CALL, interactionId: 'x2' }));
    softphone.ring();
    await settle();
    expect(softphone.calls).not.toContain('answer');
  });

  it('answers by itself what asks for it', async () => {
    await registered(deskWith({ ...CALL, direction: 'out', state: 'dialling' }));
    softphone.ring({ autoAnswer: true });
    await settle();
    expect(softphone.calls).toContain('answer');
  });

  it('lets a call ring on when the microphone cannot be opened', async () => {
    const started = await registered(deskWith(CALL));
    microphone.stream = null;
    softphone.ring();
    await started.answer();
    expect(microphone.opened).toBe(1);
    expect(softphone.calls).not.toContain('answer');
  });

  it('attaches a call found after a reload, once registered', async () => {
    start(deskWith({ ...CALL, state: 'talking' }));
    await settle(5_000);
    expect(attached).toEqual([]);
    softphone.connection.set('registered');
    await settle(1_000);
    expect(attached).toEqual(['x1']);
    softphone.ring({ autoAnswer: true });
    await settle(10_000);
    expect(softphone.calls).toContain('answer');
    expect(attached).toEqual(['x1']);
  });

  it('attaches a detached call at once and tries again while it stays so', async () => {
    attachFails = true;
    await registered(deskWith({ ...CALL, state: 'detached' }));
    await settle();
    expect(attached).toHaveLength(1);
    await settle(3_100);
    expect(attached).toHaveLength(2);
    desk.set(deskWith(null));
    await settle(20_000);
    expect(attached).toHaveLength(2);
  });

  it('does not attach a call that the exchange has just ended', async () => {
    await registered(deskWith({ ...CALL, state: 'talking' }));
    softphone.ring({ autoAnswer: true });
    await settle(2_000);
    attached.length = 0;
    softphone.ring({ state: 'ended', media: 'none', end: 'remote' });
    await settle(200);
    desk.set(deskWith(null));
    await settle(10_000);
    expect(attached).toEqual([]);
  });

  it('attaches no call somebody else leads', async () => {
    const conference = { role: 'member' as const, parties: [] };
    await registered(deskWith({ ...CALL, state: 'talking', conference }));
    await settle(10_000);
    expect(attached).toEqual([]);
  });

  it('attaches again when the media is lost for good', async () => {
    await registered(deskWith({ ...CALL, state: 'talking' }));
    softphone.ring({ autoAnswer: true });
    await settle(1_000);
    attached.length = 0;
    softphone.ring({ media: 'weak' });
    await settle(5_000);
    expect(attached).toEqual([]);
    softphone.ring({ media: 'lost' });
    await settle(1_000);
    expect(attached).toEqual(['x1']);
  });

  it('follows the mute of the server, also after a reload', async () => {
    await registered(deskWith({ ...CALL, state: 'talking', muted: true }));
    desk.set(deskWith({ ...CALL, state: 'talking', muted: false }));
    expect(softphone.calls.filter((call) => call.startsWith('muted')).at(-1)).toBe('muted false');
  });

  it('renews credentials before they end and after they were refused', async () => {
    let password = 'one';
    credentials = () =>
      Response.json({
        kind: 'browser',
        uri: 'sip:201@otvet',
        username: '201',
        password,
        realm: 'otvet',
        webSocketPath: '/sip',
        expiresAt: new Date(Date.now() + 600_000).toISOString(),
      });
    await registered(deskWith(null));
    password = 'two';
    await settle(541_000);
    expect(softphone.calls).toContain('renew two');
    password = 'three';
    softphone.connection.set('refused');
    await settle(6_000);
    expect(softphone.calls).toContain('renew three');
  });

  it('asks again when the server gives no credentials', async () => {
    const good = credentials;
    credentials = () => new Response('{}', { status: 503 });
    const started = start(deskWith(null));
    await settle();
    expect(started.problem.get()).toBe('no-credentials');
    credentials = good;
    await settle(6_000);
    expect(softphone.calls).toContain('start one ws://otvet/sip');
  });

  it('leaves nothing running when stopped', async () => {
    const started = await registered(deskWith({ ...CALL, state: 'detached' }));
    started.stop();
    attached.length = 0;
    desk.set(deskWith({ ...CALL, state: 'talking' }));
    await settle(60_000);
    expect(attached).toEqual([]);
    expect(softphone.calls.at(-1)).toBe('stop');
    expect(desk.listenerCount).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
