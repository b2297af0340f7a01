import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { JAVA } from './program';

const ROOT = resolve(import.meta.dirname, '../..');

/** Real SIP telephones, scripted line by line (see PhoneConsole in the module `phone`). */
export class Phones {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting: ((line: string) => void)[] = [];

  constructor() {
    const libraries = join(ROOT, 'server/target/otvet/lib');
    const jars = readdirSync(libraries).filter((name) => /^(phone|slf4j-api|jspecify)-/.test(name));
    const path = jars.map((name) => join(libraries, name)).join(':');
    this.#child = spawn(JAVA, ['-Xmx256m', '-cp', path, 'org.otvet.phone.console.PhoneConsole']);
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#waiting.shift()?.(line));
  }

  /** Obeys one command; throws with what the telephone saw when it cannot. */
  async tell(command: string): Promise<string> {
    const answer = await new Promise<string>((done) => {
      this.#waiting.push(done);
      this.#child.stdin.write(`${command}\n`);
    });
    if (!answer.startsWith('ok')) throw new Error(`${command}: ${answer}`);
    return answer.slice(3);
  }

  stop(): void {
    this.#child.stdin.end('quit\n');
  }
}
