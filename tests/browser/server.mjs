// A server of the product for as long as something needs it: on a free port, with a data folder of its own.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { closeSync, cpSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The first start makes a few hundred claims by running commands. */
const READY_WITHIN_MS = 120_000;
const STOPS_WITHIN_MS = 15_000;

const running = new Set();

export class Server {
  #binary;
  #arguments;
  #child;
  #log;

  /** `arguments` are those of `serve` but for the folder and the address. */
  constructor(binary, folder, args = ['--demo']) {
    this.#binary = binary;
    this.#arguments = args;
    this.data = join(folder, 'data');
    this.#log = join(folder, 'log');
  }

  /** One in a fresh folder; with `like`, the folder of a stopped one is copied, which is much quicker than a first start. */
  static async start(binary, folder, { args, like } = {}) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const server = new Server(binary, folder, args);
    if (like) cpSync(like.data, server.data, { recursive: true });
    await server.resume();
    return server;
  }

  /** Starts again on the folder that is there, at the address it had. */
  async resume() {
    const listen = this.base ? new URL(this.base).host : '127.0.0.1:0';
    const log = openSync(this.#log, 'a');
    this.#child = spawn(this.#binary, ['serve', ...this.#arguments, '--listen', listen, '--data', this.data], {
      stdio: ['ignore', 'pipe', log],
    });
    closeSync(log);
    running.add(this.#child);
    this.#child.once('exit', () => running.delete(this.#child));
    this.base = await this.#listening();
  }

  /** What it told its operator. */
  get said() {
    return readFileSync(this.#log, 'utf8');
  }

  /** Asks it to end and waits. A panic anywhere in its log is a failure even if every answer looked right. */
  async stop() {
    const child = this.#child;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS);
      await ended;
      clearTimeout(timer);
      assert.equal(child.signalCode, null, `the server ended when asked to\n${this.endOfLog()}`);
    }
    assert.ok(!this.said.includes('panicked at'), `the server did not panic\n${this.endOfLog()}`);
  }

  /** Adds so many claims to the demo's folder of a stopped server. */
  async fill(claims) {
    const child = spawn(this.#binary, ['demo', 'fill', '--claims', String(claims), '--data', this.data], { stdio: ['ignore', 'ignore', 'pipe'] });
    running.add(child);
    let said = '';
    child.stderr.on('data', (bytes) => { said += bytes; });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    running.delete(child);
    assert.equal(code, 0, `demo fill: ${said}`);
  }

  /** Ends it as a power cut would. */
  async kill() {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await ended;
  }

  endOfLog() {
    return `end of ${this.#log}:\n${this.said.split('\n').slice(-30).join('\n')}`;
  }

  #listening() {
    return new Promise((resolve, reject) => {
      const child = this.#child;
      const fail = (why) => reject(new Error(`the server ${why}\n${this.endOfLog()}`));
      const timer = setTimeout(() => fail('did not say where it listens'), READY_WITHIN_MS);
      let said = '';
      child.once('error', (error) => fail(`could not be started: ${error.message}`));
      child.once('exit', (code) => { clearTimeout(timer); fail(`ended with ${code}`); });
      child.stdout.on('data', (bytes) => {
        said += bytes;
        const found = /^listening on (\S+)$/m.exec(said);
        if (!found) return;
        clearTimeout(timer);
        child.removeAllListeners('exit');
        child.once('exit', () => running.delete(child));
        resolve(found[1].replace(/\/$/, ''));
      });
    });
  }
}

// Whatever ends this process ends its servers.
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
