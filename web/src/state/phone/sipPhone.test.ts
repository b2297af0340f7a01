import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeSession, FakeStream, type FakeUa, fakeUas } from './fakes';
import { SipPhone } from './sipPhone';

const ACCOUNT = { uri: 'sip:201@otvet', username: '201', password: 'one', realm: 'otvet', webSocket: 'ws://x/sip' };
const microphone = () => new FakeStream() as unknown as MediaStream;

describe('the phone in the page', () => {
  let phone: SipPhone;
  let uas: FakeUa[];
  let played: (MediaStream | null)[];

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('MediaStream', FakeStream);
    const fakes = fakeUas();
    uas = fakes.made;
    played = [];
    phone = new SipPhone({
      createUa: fakes.create,
      identity: { instanceId: 'id', contactUri: 'sip:a@b.invalid;transport=ws' },
      play: (stream) => played.push(stream),
    });
    phone.start(ACCOUNT);
  });

  afterEach(() => {
    phone.stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const ua = () => uas.at(-1) as FakeUa;

  function talking(id = 's1', auto = false): FakeSession {
    const session = new FakeSession(id);
    ua().invite(session, auto);
    phone.answer(microphone());
    session.emit('icecandidate', { ready: () => session.calls.push('ready') });
    session.emit('accepted');
    return session;
  }

  it('registers as the same phone and tells of lost and refused connections', () => {
    expect(ua().settings).toMatchObject({ instanceId: 'id', contactUri: 'sip:a@b.invalid;transport=ws' });
    ua().emit('registered');
    expect(phone.connection.get()).toBe('registered');
    ua().emit('disconnected');
    ua().emit('connecting');
    expect(phone.connection.get()).toBe('lost');
    ua().emit('registrationFailed', { response: { status_code: 403 } });
    expect(phone.connection.get()).toBe('refused');
  });

  it('keeps the WebSocket alive', () => {
    vi.advanceTimersByTime(60_000);
    expect(ua().calls.filter((call) => call === 'keep-alive')).toHaveLength(2);
  });

  it('answers at the first candidate and not at each', () => {
    const session = talking();
    session.emit('icecandidate', { ready: () => session.calls.push('ready') });
    expect(session.calls).toEqual(['answer', 'ready']);
    expect(phone.session.get()).toMatchObject({ state: 'connected', autoAnswer: false });
  });

  it('gives a call up when the browser finds no network within 2 s', () => {
    const session = new FakeSession('s1');
    ua().invite(session);
    phone.answer(microphone());
    vi.advanceTimersByTime(2_100);
    expect(session.calls).toEqual(['answer', 'terminate 480']);
    expect(phone.session.get()).toMatchObject({ state: 'ended', end: 'no-network' });
  });

  it('is busy for a second call, and changes over to an attached one', () => {
    const first = talking('s1');
    const second = new FakeSession('s2');
    ua().invite(second);
    expect(second.calls).toEqual(['terminate 486']);
    expect(phone.session.get()?.id).toBe('s1');

    const attached = talking('s3', true);
    expect(phone.session.get()).toMatchObject({ id: 's3', state: 'connected', autoAnswer: true });
    expect(first.calls).toContain('terminate 480');
    expect(attached.isEnded()).toBe(false);
  });

  it('does not silence the attached call when the old leg ends', () => {
    talking('s1');
    const attached = talking('s2', true);
    const stream = new FakeStream() as unknown as MediaStream;
    played.length = 0;
    attached.peer.dispatchEvent(Object.assign(new Event('track'), { streams: [stream], track: null }));
    expect(played).toEqual([stream]);
  });

  it('sees media get weak, come back and be lost', () => {
    const session = talking();
    for (const [state, media] of [
      ['connected', 'good'],
      ['disconnected', 'weak'],
      ['connected', 'good'],
      ['failed', 'lost'],
    ] as const) {
      session.peer.become(state);
      expect(phone.session.get()?.media).toBe(media);
    }
    expect(phone.session.get()?.state).toBe('connected');
  });

  it('mutes in the library too, which would switch the microphone on again after hold', () => {
    const session = talking();
    phone.setMuted(true);
    phone.setMuted(false);
    expect(session.calls.slice(-2)).toEqual(['mute', 'unmute']);
  });

  it('starts the next call muted when the agent is muted', () => {
    phone.setMuted(true);
    expect(talking().calls.at(-1)).toBe('mute');
  });

  it('tells who ended a call', () => {
    const session = talking();
    session.end('ended', 'remote');
    expect(phone.session.get()).toMatchObject({ state: 'ended', end: 'remote', media: 'none' });
    expect(played.at(-1)).toBeNull();
  });

  it('takes new credentials without touching the call', () => {
    const session = talking();
    phone.renew({ ...ACCOUNT, password: 'two' });
    expect(ua().calls).toContain('set password two');
    expect(ua().calls).toContain('register');
    expect(session.isEnded()).toBe(false);
    expect(uas).toHaveLength(1);
  });

  it('is quiet after it was stopped', () => {
    const stopped = ua();
    phone.stop();
    stopped.emit('registered');
    stopped.invite(new FakeSession('late'));
    expect(phone.connection.get()).toBe('off');
    expect(phone.session.get()).toBeNull();
    expect(stopped.calls).toContain('stop');
  });
});
