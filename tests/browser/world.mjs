// What a story works with: the people in it, the demo's accounts and messages, and everything that went wrong on the way.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Comparison } from './comparison.mjs';
import { Person } from './person.mjs';
import { Server } from './server.mjs';

const TOLD_AFTER_MS = 3_000;

export class World {
  #browser;
  #options;
  #people = [];
  #servers = [];
  #others = [];

  /** `program` is what a server is started of, `pristine` a stopped demo that nobody has used yet. */
  constructor(browser, options) {
    const { server, target, scripts, title } = options;
    this.#browser = browser;
    this.#options = options;
    this.base = server.base;
    this.shots = join(target, 'shots');
    this.scripts = scripts;
    this.title = title;
    this.accounts = JSON.parse(readFileSync(join(server.data, 'demo-accounts.json'), 'utf8'));
  }

  /** A server of this story's own on an empty folder: a first start without a demo. */
  async firstStart() {
    return this.#start({ args: [] });
  }

  /** A server of this story's own with a demo that nobody has used yet, and the world around it. */
  async ownDemo() {
    const server = await this.#start({ like: this.#options.pristine });
    const world = new World(this.#browser, { ...this.#options, server });
    this.#others.push(world);
    return { server, world };
  }

  async #start(how) {
    const name = this.title.replaceAll(/[^a-z0-9]+/gi, '-');
    const server = await Server.start(this.#options.program, join(this.#options.target, 'demo', name), how);
    this.#servers.push(server);
    return server;
  }

  /** Waits until each node knows what was opened last, which one tells the others a little later. */
  async toldEverywhere() {
    if (this.#options.program.postgres) await new Promise((resolve) => setTimeout(resolve, TOLD_AFTER_MS));
  }

  /** The account of a role, at the organisation with a location in `country` if one is given. */
  account(role, { country, but } = {}) {
    const found = this.accounts.find((account) =>
      account.role === role
      && account.email !== but
      && (!country || account.locations.some((location) => location.country === country)));
    assert.ok(found, `demo-accounts.json has a ${role}${country ? ` in ${country}` : ''}`);
    return found;
  }

  /** Somebody with a browser of their own, signed in by the demo's button. */
  async as(account) {
    const person = await this.guest();
    await person.signIn(account);
    return person;
  }

  /** Somebody without an account. `size` is the window: people work at a desk unless told otherwise; `base` is where the
   *  server is, if it is not the demo's. */
  async guest(size = { width: 1280, height: 900 }, base = this.base) {
    const context = await this.#browser.newContext({
      javaScriptEnabled: this.scripts,
      viewport: size,
      locale: 'en-GB',
      baseURL: base,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(10_000);
    const person = new Person(this, context, await context.newPage(), base);
    this.#people.push(person);
    return person;
  }

  /** What tells one picture from another. */
  async comparison() {
    return Comparison.open(this.#browser);
  }

  /** Asks the API with an account's token. */
  async api(account, path) {
    const answer = await fetch(`${this.base}/api/v1${path}`, { headers: { authorization: `Bearer ${account.token}` } });
    assert.equal(answer.status, 200, `GET ${path}`);
    return answer.json();
  }

  /** The newest secret link that the customer of a claim was sent. */
  async customerLink(number) {
    const { items } = await this.api(this.account('auditor'), `/demo/messages?claim=${number}&limit=200`);
    const links = items.flatMap((message) => message.links).filter((link) => link.includes('/consents/'));
    assert.ok(links.length > 0, `a message about ${number} holds the customer's link`);
    return new URL(links.at(-1), this.base).pathname;
  }

  /** The newest one-time code sent about a claim. */
  async oneTimeCode(number) {
    const { items } = await this.api(this.account('auditor'), `/demo/messages?claim=${number}&limit=200`);
    const codes = items.filter((message) => message.kind === 'one_time_code');
    assert.ok(codes.length > 0, `a message about ${number} holds a one-time code`);
    return codes.at(-1).code;
  }

  /** Fails if any page of the story logged an error, asked elsewhere or was answered badly. */
  settle() {
    assert.deepEqual(this.#people.flatMap((person) => person.problems), []);
    for (const other of this.#others) other.settle();
  }

  /** Where each person stands, to read beside a failure. */
  async scene() {
    const places = await Promise.all([...this.#people, ...this.#others].map((each) => each.scene()));
    return places.join('\n');
  }

  async close() {
    await Promise.all([...this.#people.map((person) => person.leave()), ...this.#others.map((other) => other.close())]);
    for (const server of this.#servers) await server.stop();
  }
}
