import { describe, expect, it } from 'vitest';
import type { Desk, Recorder } from '../api/types';
import { PaymentFields } from './paymentFields';
import { Value } from './value';

class Page extends EventTarget {
  readonly defaultView = new EventTarget();
  readonly frames: { contentWindow: object }[] = [];
  querySelectorAll = (() => this.frames) as unknown as Document['querySelectorAll'];
}

const payment = { closest: (selector: string) => (selector === '[data-payment]' ? {} : null) };
const other = { closest: () => null };

function focus(type: 'focusin' | 'focusout', target: object, relatedTarget: object | null = null): Event {
  const event = new Event(type);
  Object.defineProperties(event, { target: { value: target }, relatedTarget: { value: relatedTarget } });
  return event;
}

function message(data: unknown, source: object): Event {
  return Object.assign(new Event('message'), { data, source });
}

function fields(state: Recorder['state']) {
  const recorder: Recorder = { state, since: null, until: null, ranOut: false, byHand: false };
  const desk = new Value<Desk | null>({ call: { interactionId: 'x1', recorder } } as Desk);
  const page = new Page();
  const asked: string[] = [];
  const post = async (path: string) => {
    asked.push(path);
    return undefined as never;
  };
  const watching = new PaymentFields({ post }, desk, page);
  return { page, asked, watching, settled: () => new Promise((done) => setTimeout(done)) };
}

const PAUSE = '/api/agent/call/x1/recording/pause?field=true';
const RESUME = '/api/agent/call/x1/recording/resume?field=true';

describe('a payment field', () => {
  it('pauses while it has the focus', async () => {
    const { page, asked, settled } = fields('on');
    page.dispatchEvent(focus('focusin', other));
    page.dispatchEvent(focus('focusin', payment));
    page.dispatchEvent(focus('focusout', payment, other));
    await settled();
    expect(asked).toEqual([PAUSE, RESUME]);
  });

  it('keeps the pause from one payment field to the next', async () => {
    const { page, asked, settled } = fields('on');
    page.dispatchEvent(focus('focusin', payment));
    page.dispatchEvent(focus('focusout', payment, payment));
    page.dispatchEvent(focus('focusin', payment));
    await settled();
    expect(asked).toEqual([PAUSE]);
    page.dispatchEvent(focus('focusout', payment, null));
    await settled();
    expect(asked).toEqual([PAUSE, RESUME]);
  });

  it('leaves alone what somebody else has paused, and what is not recorded', async () => {
    for (const state of ['paused', 'off'] as const) {
      const { page, asked, settled } = fields(state);
      page.dispatchEvent(focus('focusin', payment));
      page.dispatchEvent(focus('focusout', payment));
      await settled();
      expect(asked).toEqual([]);
    }
  });

  it('is left when the page ends', async () => {
    const { page, asked, settled, watching } = fields('on');
    page.dispatchEvent(focus('focusin', payment));
    watching.stop();
    await settled();
    expect(asked).toEqual([PAUSE, RESUME]);
  });

  it('of an embedded page says so by a message, a stranger cannot', async () => {
    const { page, asked, settled } = fields('on');
    const frame = { contentWindow: {} };
    page.frames.push(frame);
    page.defaultView.dispatchEvent(message({ type: 'otvet.payment', active: true }, {}));
    page.defaultView.dispatchEvent(message({ type: 'other', active: true }, frame.contentWindow));
    await settled();
    expect(asked).toEqual([]);
    page.defaultView.dispatchEvent(message({ type: 'otvet.payment', active: true }, frame.contentWindow));
    page.defaultView.dispatchEvent(message({ type: 'otvet.payment', active: false }, frame.contentWindow));
    await settled();
    expect(asked).toEqual([PAUSE, RESUME]);
  });
});
