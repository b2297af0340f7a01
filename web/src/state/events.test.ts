import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventStream } from './events';
import { EventStreamParser } from './sse';

class Door {
  readonly opened: { write: (text: string) => void; close: () => void; signal: AbortSignal }[] = [];
  status = 200;
  refuse = false;

  open(_path: string, _headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    if (this.refuse) return Promise.reject(new TypeError('no network'));
    const encoder = new TextEncoder();
    const stream = new TransformStream<Uint8Array, Uint8Array>(
      undefined,
      { highWaterMark: 100 },
      { highWaterMark: 100 },
    );
    const writer = stream.writable.getWriter();
    signal.addEventListener('abort', () => void writer.abort().catch(() => undefined));
    this.opened.push({
      write: (text) => void writer.write(encoder.encode(text)).catch(() => undefined),
      close: () => void writer.close().catch(() => undefined),
      signal,
    });
    return Promise.resolve(new Response(stream.readable, { status: this.status }));
  }

  get last() {
    const last = this.opened.at(-1);
    if (last === undefined) throw new Error('never opened');
    return last;
  }
}

describe('event stream', () => {
  let door: Door;
  let events: EventStream;

  beforeEach(() => {
    vi.useFakeTimers();
    door = new Door();
    events = new EventStream(door, () => 0.5);
  });

  afterEach(() => {
    events.stop();
    vi.useRealTimers();
  });

  const settle = () => vi.advanceTimersByTimeAsync(1);

  it('delivers events to those who listen for their type', async () => {
    const desks: unknown[] = [];
    events.on('desk', (desk) => desks.push(desk));
    events.start();
    await settle();
    door.last.write('event: desk\ndata: {"state":');
    door.last.write('"ready"}\n\nevent: floor\ndata: {}\n\n');
    await settle();
    expect(desks).toEqual([{ state: 'ready' }]);
    expect(events.state.get()).toBe('live');
  });

  it('connects again after the server closed, later each time it fails', async () => {
    events.start();
    await settle();
    door.last.write(': hello\n\n');
    await settle();
    door.refuse = true;
    door.last.close();
    await settle();
    expect(events.state.get()).toBe('lost');
    await vi.advanceTimersByTimeAsync(1000);
    await vi.advanceTimersByTimeAsync(1000);
    door.refuse = false;
    expect(door.opened).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1100);
    expect(door.opened).toHaveLength(2);
    door.last.write(': hello\n\n');
    await settle();
    expect(events.state.get()).toBe('live');
  });

  it('says stale when nothing comes, and replaces a dead connection', async () => {
    events.start();
    await settle();
    door.last.write(': hello\n\n');
    await settle();
    await vi.advanceTimersByTimeAsync(17_000);
    expect(events.state.get()).toBe('stale');
    const dead = door.last;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(dead.signal.aborted).toBe(true);
    expect(door.opened.length).toBeGreaterThan(1);
  });

  it('counts comments as life', async () => {
    events.start();
    await settle();
    for (let second = 0; second < 60; second += 10) {
      door.last.write(': still here\n\n');
      await vi.advanceTimersByTimeAsync(10_000);
    }
    expect(events.state.get()).toBe('live');
    expect(door.opened).toHaveLength(1);
  });

  it('does not connect again after it was stopped', async () => {
    events.start();
    await settle();
    events.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(door.opened).toHaveLength(1);
  });

  it('survives an event that is not JSON', async () => {
    const seen: unknown[] = [];
    events.on('desk', (desk) => seen.push(desk));
    events.start();
    await settle();
    door.last.write('event: desk\ndata: <html>\n\nevent: desk\ndata: 1\n\n');
    await settle();
    expect(seen).toEqual([1]);
  });
});

describe('event stream parser', () => {
  it('understands every line ending, split anywhere', () => {
    const text = 'event: a\r\ndata: 1\r\n\r\nretry: 2000\rdata: x\rdata: y\r\r: note\nevent: b\ndata:2\n\n';
    for (let cut = 0; cut <= text.length; cut++) {
      const parser = new EventStreamParser();
      const events = [...parser.push(text.slice(0, cut)), ...parser.push(text.slice(cut))];
      expect(events).toEqual([
        { type: 'a', data: '1' },
        { type: 'message', data: 'x\ny' },
        { type: 'b', data: '2' },
      ]);
      expect(parser.retryMs).toBe(2000);
    }
  });
});
