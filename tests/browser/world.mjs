// What a story works with: the people in it, the demo's accounts and messages, and everything that went wrong on the way.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Person } from './person.mjs';
import { Server } from './server.mjs';

export class World {
  #browser;
  #binary;
  #target;
  #people = [];
  #servers = [];

  constructor(browser, { server, binary, target, scripts, title }) {
    this.#browser = browser;
    this.#binary = binary;
    this.#target = target;
    this.base = server.base;
    this.shots = join(target, 'shots');
    this.scripts = scripts;
    this.title = title;
    this.accounts = JSON.parse(readFileSync(join(server.data, 'demo-accounts.json'), 'utf8'));
  }

  /** A server of this story's own, in a fresh folder: `args` are those of `serve`, none for a first start without a demo. */
  async server(args = []) {
    const name = this.title.replaceAll(/[^a-z0-9]+/gi, '-');
    const server = await Server.start(this.#binary, join(this.#target, 'demo', name), { args });
    this.#servers.push(server);
    return server;
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
  }

  /** Where each person stands, to read beside a failure. */
  async scene() {
    const places = await Promise.all(this.#people.map((person) => person.scene()));
    return places.join('\n');
  }

  async close() {
    await Promise.all(this.#people.map((person) => person.leave()));
    for (const server of this.#servers) await server.stop();
  }
}
