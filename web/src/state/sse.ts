/** Parser of the event-stream format (HTML standard, section 9.2.6): text chunks in, events out. */
export interface StreamEvent {
  type: string;
  data: string;
}

export class EventStreamParser {
  #rest = '';
  #type = '';
  #data: string[] = [];
  retryMs: number | null = null;

  push(chunk: string): StreamEvent[] {
    const events: StreamEvent[] = [];
    const text = this.#rest + chunk;
    // a trailing CR may be half of CR LF: keep it for the next chunk
    const usable = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = usable.split(/\r\n|\n|\r/);
    this.#rest = (lines.pop() ?? '') + text.slice(usable.length);
    for (const line of lines) {
      const event = this.#line(line);
      if (event !== null) events.push(event);
    }
    return events;
  }

  #line(line: string): StreamEvent | null {
    if (line === '') {
      const event = this.#data.length > 0 ? { type: this.#type || 'message', data: this.#data.join('\n') } : null;
      this.#type = '';
      this.#data = [];
      return event;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return null;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (field === 'event') this.#type = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'retry' && /^\d+$/.test(value)) this.retryMs = Number(value);
    return null;
  }
}
