// A server of the product for as long as something needs it: on a free port, with a data folder of its own.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Balancer } from './balancer.mjs';

/** The first start makes a few hundred claims by running commands. */
const READY_WITHIN_MS = 120_000;
const STOPS_WITHIN_MS = 15_000;

/** So many on PostgreSQL; a folder is one process's alone. */
const NODES = 2;

const running = new Set();

export class Server {
  #program;
  #arguments;
  #logs;
  #nodes = [];
  #balancer;

  /** `arguments` are those of `serve` but for where data is and the address. */
  constructor(program, folder, args = ['--demo']) {
    this.#program = program;
    this.#arguments = args;
    this.data = join(folder, 'data');
    this.#logs = Array.from({ length: program.postgres ? NODES : 1 }, (_, index) => join(folder, index ? `log-${index}` : 'log'));
  }

  /** One in a fresh folder, and on PostgreSQL in a fresh database, if the program has one; with `like`, what a stopped one has
   *  is copied, which is much quicker than a first start. */
  static async start(program, folder, { args, like } = {}) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const server = new Server(program, folder, args);
    if (like) cpSync(like.data, server.data, { recursive: true });
    server.database = program.postgres?.create(like?.database);
    await server.resume();
    return server;
  }

  /** Starts again on what is there, at the address it had. */
  async resume() {
    if (!this.#program.postgres) {
      this.#nodes = [await this.#node(this.#logs[0], ['--listen', this.base ? new URL(this.base).host : '127.0.0.1:0'])];
      this.base = this.#nodes[0].base;
      return;
    }
    // Somebody has to listen first, so that the nodes can be told where people find them; nobody else knows it yet.
    const balancer = new Balancer();
    if (!this.base) {
      await balancer.listen();
      this.base = balancer.base;
    }
    for (const log of this.#logs) {
      this.#nodes.push(await this.#node(log, ['--listen', '127.0.0.1:0', '--public-url', this.base]));
    }
    balancer.nodes = this.#nodes.map((node) => node.base);
    if (!balancer.listening) await balancer.listen(new URL(this.base).port);
    this.#balancer = balancer;
  }

  /** What it told its operator, the node started last before the others. */
  get said() {
    return this.#logs.filter((log) => existsSync(log)).reverse().map((log) => readFileSync(log, 'utf8')).join('');
  }

  /** Asks it to end and waits. A panic anywhere in its log is a failure even if every answer looked right. */
  async stop() {
    await this.#balancer?.close();
    await Promise.all(this.#nodes.map((node) => node.stop()));
    this.#balancer = null;
    this.#nodes = [];
    assert.ok(!this.said.includes('panicked at'), `the server did not panic\n${this.said}`);
  }

  /** Adds so many claims to the demo of a stopped server. */
  async fill(claims) {
    const child = spawn(this.#program.binary, ['demo', 'fill', '--claims', String(claims), ...this.#places], { stdio: ['ignore', 'ignore', 'pipe'] });
    running.add(child);
    let said = '';
    child.stderr.on('data', (bytes) => { said += bytes; });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    running.delete(child);
    assert.equal(code, 0, `demo fill: ${said}`);
  }

  /** Ends it as a power cut would. */
  async kill() {
    await Promise.all(this.#nodes.map((node) => node.kill()));
    await this.#balancer?.close();
    this.#balancer = null;
    this.#nodes = [];
  }

  get #places() {
    return ['--data', this.data, ...(this.database ? ['--database', this.database] : [])];
  }

  #node(log, where) {
    return Node.start(this.#program.binary, ['serve', ...this.#arguments, ...where, ...this.#places], log);
  }
}

/** One process of a server. */
class Node {
  #child;
  #log;

  static async start(binary, args, log) {
    const node = new Node();
    node.#log = log;
    const file = openSync(log, 'a');
    const child = spawn(binary, args, { stdio: ['ignore', 'pipe', file] });
    closeSync(file);
    node.#child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    node.base = await node.#listening();
    return node;
  }

  async stop() {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS);
    await ended;
    clearTimeout(timer);
    assert.equal(child.signalCode, null, `the server ended when asked to\n${this.#endOfLog()}`);
  }

  async kill() {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await ended;
  }

  #endOfLog() {
    return `end of ${this.#log}:\n${readFileSync(this.#log, 'utf8').split('\n').slice(-30).join('\n')}`;
  }

  #listening() {
    return new Promise((resolve, reject) => {
      const child = this.#child;
      const fail = (why) => reject(new Error(`the server ${why}\n${this.#endOfLog()}`));
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
