/** One door to the server: JSON in and out, CSRF header, typed errors. */

export type ErrorCategory =
  | 'network'
  | 'signed-out'
  | 'denied'
  | 'missing'
  | 'conflict'
  | 'invalid'
  | 'busy'
  | 'server';

/** A failed request. `code` is the server's stable code, or `network` when nothing came back. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly category: ErrorCategory;
  readonly fields: Readonly<Record<string, string>>;
  readonly retryAfterSeconds: number | null;
  readonly detail: string | null;
  /** What uses the object that was to be removed, in words. */
  readonly usedBy: readonly string[];

  constructor(status: number, body: Record<string, unknown>) {
    const code = typeof body['code'] === 'string' ? body['code'] : defaultCode(status);
    super(`${status} ${code}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.category = categoryOf(status);
    this.fields = stringRecord(body['fields']);
    this.retryAfterSeconds = typeof body['retryAfterSeconds'] === 'number' ? body['retryAfterSeconds'] : null;
    this.detail = typeof body['detail'] === 'string' ? body['detail'] : null;
    this.usedBy = words(body['usedBy'] ?? body['uses']);
  }
}

function defaultCode(status: number): string {
  switch (categoryOf(status)) {
    case 'network':
      return 'network';
    case 'signed-out':
      return 'signed-out';
    case 'denied':
      return 'denied';
    case 'missing':
      return 'not-found';
    case 'conflict':
      return 'conflict';
    case 'invalid':
      return 'invalid';
    case 'busy':
      return 'too-many-requests';
    case 'server':
      return 'server-error';
  }
}

function categoryOf(status: number): ErrorCategory {
  if (status === 0) return 'network';
  if (status === 401) return 'signed-out';
  if (status === 403) return 'denied';
  if (status === 404) return 'missing';
  if (status === 409) return 'conflict';
  if (status === 429) return 'busy';
  return status < 500 ? 'invalid' : 'server';
}

function stringRecord(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, code]) => [key, String(code)]));
}

function words(value: unknown): string[] {
  if (!Array.isArray(value)) return typeof value === 'string' ? [value] : [];
  return value.map((item: unknown) => {
    if (typeof item !== 'object' || item === null) return String(item);
    const named = item as { name?: unknown; login?: unknown; id?: unknown };
    return String(named.name ?? named.login ?? named.id ?? JSON.stringify(item));
  });
}

export interface HttpOptions {
  fetch?: typeof fetch;
  cookies?: () => string;
  /** Called when the server no longer knows this session. */
  onSignedOut?: () => void;
}

export class Http {
  readonly #fetch: typeof fetch;
  readonly #cookies: () => string;
  onSignedOut: (() => void) | null;

  constructor(options: HttpOptions = {}) {
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.#cookies = options.cookies ?? (() => document.cookie);
    this.onSignedOut = options.onSignedOut ?? null;
  }

  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.send<T>('GET', path, undefined, signal);
  }

  post<T = void>(path: string, body?: unknown): Promise<T> {
    return this.send<T>('POST', path, body);
  }

  put<T = void>(path: string, body?: unknown): Promise<T> {
    return this.send<T>('PUT', path, body);
  }

  delete(path: string): Promise<void> {
    return this.send<void>('DELETE', path);
  }

  /** Opens a long answer (the event stream); the caller reads the body. */
  async open(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    const response = await this.#fetch(path, { headers, signal, credentials: 'same-origin', cache: 'no-store' });
    if (response.status === 401) this.onSignedOut?.();
    return response;
  }

  private async send<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (method !== 'GET') {
      const token = csrfToken(this.#cookies());
      if (token !== null) headers['X-XSRF-TOKEN'] = token;
    }
    const init: RequestInit = { method, headers, credentials: 'same-origin' };
    if (body instanceof FormData) {
      init.body = body;
    } else if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
      init.body = JSON.stringify(body);
    }
    if (signal) init.signal = signal;
    let response: Response;
    try {
      response = await this.#fetch(path, init);
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new ApiError(0, {});
    }
    if (!response.ok) {
      const error = new ApiError(response.status, await problemOf(response));
      if (error.category === 'signed-out' && error.code !== 'bad-credentials') this.onSignedOut?.();
      throw error;
    }
    if (response.status === 204) return undefined as T;
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export function csrfToken(cookies: string): string | null {
  for (const pair of cookies.split(';')) {
    const [name, ...value] = pair.trim().split('=');
    if (name === 'XSRF-TOKEN') return decodeURIComponent(value.join('='));
  }
  return null;
}

/** Query string of the given values; empty ones are left out. */
export function query(values: Record<string, string | number | boolean | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
