import type { Http } from '../api/http';
import type { Desk } from '../api/types';
import { Scope } from './scope';
import type { ReadonlyValue } from './value';

const PAYMENT = '[data-payment]';

type Page = EventTarget & Pick<Document, 'querySelectorAll'> & { readonly defaultView: EventTarget | null };

/** What an embedded company page sends to its parent while one of its payment fields has the focus. */
export interface PaymentMessage {
  type: 'otvet.payment';
  active: boolean;
}

/**
 * Keeps payment data out of recordings: while an input marked `data-payment` has the focus, in these pages or in a page
 * embedded in them, the recording of the agent's call is paused. What somebody else has paused stays paused.
 */
export class PaymentFields {
  readonly #scope = new Scope();
  readonly #http: Pick<Http, 'post'>;
  readonly #desk: ReadonlyValue<Desk | null>;
  readonly #page: Page;
  /** The call paused from here. */
  #paused: string | null = null;
  #last: Promise<void> = Promise.resolve();

  constructor(http: Pick<Http, 'post'>, desk: ReadonlyValue<Desk | null>, page: Page = document) {
    this.#http = http;
    this.#desk = desk;
    this.#page = page;
    this.#scope.listen(page, 'focusin', (event) => {
      if (isPayment(event.target)) this.#enter();
    });
    this.#scope.listen(page, 'focusout', (event) => {
      if (isPayment(event.target) && !isPayment((event as FocusEvent).relatedTarget)) this.#leave();
    });
    const view = page.defaultView;
    if (view !== null) {
      this.#scope.listen(view, 'message', (event) => this.#told(event as MessageEvent));
    }
  }

  stop(): void {
    this.#leave();
    this.#scope.end();
  }

  #told(event: MessageEvent): void {
    const frames = [...this.#page.querySelectorAll<HTMLIFrameElement>('iframe')];
    if (!isPaymentMessage(event.data) || !frames.some((frame) => frame.contentWindow === event.source)) return;
    if (event.data.active) this.#enter();
    else this.#leave();
  }

  #enter(): void {
    const call = this.#desk.get()?.call;
    if (this.#paused !== null || call?.recorder?.state !== 'on') return;
    this.#paused = call.interactionId;
    this.#ask(call.interactionId, 'pause');
  }

  #leave(): void {
    const interactionId = this.#paused;
    if (interactionId === null) return;
    this.#paused = null;
    this.#ask(interactionId, 'resume');
  }

  /** One after the other, so that a resume never overtakes its pause. */
  #ask(interactionId: string, action: 'pause' | 'resume'): void {
    this.#last = this.#last
      .then(() => this.#http.post<void>(`/api/agent/call/${interactionId}/recording/${action}?field=true`))
      .catch(() => {
        // the call or its recording is over; the server ends a pause that nobody ends
      });
  }
}

function isPayment(target: EventTarget | null): boolean {
  const element = target as { closest?: (selector: string) => unknown } | null;
  return typeof element?.closest === 'function' && element.closest(PAYMENT) !== null;
}

function isPaymentMessage(data: unknown): data is PaymentMessage {
  return (
    typeof data === 'object' &&
    data !== null &&
    (data as Partial<PaymentMessage>).type === 'otvet.payment' &&
    typeof (data as Partial<PaymentMessage>).active === 'boolean'
  );
}
