import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const PASSWORD = 'e2e-password-1';

/** The launcher finds a JDK that is new enough beside an older default. */
export const JAVA = join(execFileSync(join(ROOT, 'otvet'), ['where-jdk'], { encoding: 'utf8' }).trim(), 'bin/java');

interface Call {
  interactionId: string;
  result: string;
  recordingIds: string[];
  talkSeconds: number;
  disposition: string | null;
}

/** The program in a process and a home of its own, set up through its API. */
export class Program {
  readonly home = mkdtempSync(join(tmpdir(), 'otvet-e2e-'));
  #process: ChildProcess | null = null;
  #cookies = new Map<string, string>();

  private constructor(
    readonly httpPort: number,
    readonly sipPort: number,
    readonly httpsPort: number | null = null,
  ) {}

  static async start(options: string[] = []): Promise<Program> {
    const program = new Program(await freePort(), await freePort());
    await program.launch(options);
    await program.call('GET', '/api/about');
    await program.call('POST', '/api/session', { login: 'admin', password: PASSWORD });
    return program;
  }

  /** With the page by HTTPS, under the certificate it makes for itself. */
  static async secured(): Promise<Program> {
    const program = new Program(await freePort(), await freePort(), await freePort());
    await program.launch(['--https-port', `${program.httpsPort}`]);
    await program.call('GET', '/api/about');
    await program.call('POST', '/api/session', { login: 'admin', password: PASSWORD });
    return program;
  }

  /** The demo centre with its simulated callers; signed in as its administrator. */
  static async demo(): Promise<Program> {
    const program = new Program(await freePort(), await freePort());
    await program.launch(['--demo']);
    await program.call('GET', '/api/about');
    await program.call('POST', '/api/session', { login: 'admin', password: 'demo' });
    return program;
  }

  /** The newest calls of the list. */
  async calls(): Promise<Call[]> {
    return (await this.call('GET', '/api/calls?size=50&sort=-startedAt')).items;
  }

  get url(): string {
    return this.httpsPort === null ? `http://127.0.0.1:${this.httpPort}` : `https://127.0.0.1:${this.httpsPort}`;
  }

  async launch(options: string[] = []): Promise<void> {
    const log = createWriteStream(join(this.home, 'program.log'), { flags: 'a' });
    const child = spawn(
      JAVA,
      [
        ...[
          '-Xmx512m',
          '-XX:+UseSerialGC',
          '--enable-native-access=ALL-UNNAMED',
          '-jar',
          join(ROOT, 'server/target/otvet/otvet.jar'),
        ],
        ...['--home', this.home, '--http-port', `${this.httpPort}`, '--sip-port', `${this.sipPort}`],
        ...['--rtp-ports', process.env.OTVET_RTP_PORTS ?? '21000-21999', ...options],
      ],
      { env: options.includes('--demo') ? process.env : { ...process.env, OTVET_ADMIN_PASSWORD: PASSWORD } },
    );
    child.stdout.pipe(log);
    child.stderr.pipe(log);
    this.#process = child;
    const deadline = Date.now() + 60_000;
    while (!(await this.#healthy())) {
      if (child.exitCode !== null) throw new Error(`the program ended while starting, see ${this.home}/program.log`);
      if (Date.now() > deadline) throw new Error('the program is not healthy after a minute');
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  async #healthy(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/actuator/health`)).ok;
    } catch {
      return false;
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, checked by the tests that read them
  async call(method: string, path: string, body?: unknown): Promise<any> {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        Cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'X-XSRF-TOKEN': this.#cookies.get('XSRF-TOKEN') ?? '',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  async bytes(path: string): Promise<Buffer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(this.url + path, { headers: { Cookie: cookie } });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  }

  /** One project with one queue, its number 1001 and a trunk for callers at 127.0.0.2. */
  async setUpCentre(): Promise<{ project: string; queue: string; trunk: string }> {
    const project = (await this.call('POST', '/api/admin/projects', { name: 'Shop', locale: 'en', active: true })).id;
    const trunk = (
      await this.call('POST', '/api/admin/trunks', {
        ...{ name: 'carrier', sources: ['127.0.0.2/32'], peers: [], transport: 'udp', maxCalls: 0 },
        ...{ projectIds: [project], active: true },
      })
    ).id;
    const queue = (
      await this.call('POST', '/api/admin/queues', {
        ...{ projectId: project, name: 'support', weight: 1, answerMode: 'at-once', offerTimeoutSeconds: 20 },
        ...{ wrapUpSeconds: 30, missedLimit: 3, serviceTargetPercent: 80, serviceTargetSeconds: 20 },
        ...{ recordCalls: true, agentIds: [] },
      })
    ).id;
    await this.call('POST', '/api/admin/numbers', {
      ...{ number: '1001', trunkId: trunk, projectId: project, active: true },
      destination: { kind: 'queue', queueId: queue },
    });
    await this.call('POST', '/api/admin/dispositions', {
      ...{ projectId: project, name: 'Question answered', code: 'answered', position: 1, active: true },
    });
    return { project, queue, trunk };
  }

  async addPerson(
    login: string,
    role: string,
    project: string,
    queues: string[],
    phone: string | null,
  ): Promise<string> {
    const person = await this.call('POST', '/api/admin/users', {
      ...{ login, name: login, locale: 'en', roles: [role], projectIds: [project], enabled: true, password: PASSWORD },
      ...{ queueIds: queues, phone: phone === null ? null : { kind: 'browser', extension: phone } },
    });
    return person.id;
  }

  get password(): string {
    return PASSWORD;
  }

  /** As a power cut would: nothing is said good-bye to. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    rmSync(this.home, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child === null || child.exitCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
  }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
