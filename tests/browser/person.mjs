// One person in front of the product: does what a person does, by the words that a person reads.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { violations } from './accessibility.mjs';

const SAID_WITHIN_MS = 5_000;

export class Person {
  #world;
  #context;
  #base;
  #expected = new Set();
  #unheard = false;

  constructor(world, context, page, base) {
    this.#world = world;
    this.#base = base;
    this.#context = context;
    this.page = page;
    this.problems = [];
    this.#watch();
  }

  get main() {
    return this.page.locator('main');
  }

  async signIn(account) {
    this.account = account;
    await this.open('/sign-in');
    await this.press(this.main.getByRole('button').filter({ hasText: account.email }));
    assert.ok(!new URL(this.page.url()).pathname.startsWith('/sign-in'), `${account.email} is signed in`);
  }

  /** Opens a page; a story that means to see an error says which. */
  async open(path, { status = 200 } = {}) {
    if (status >= 400) this.#expected.add(status);
    const answer = await this.page.goto(new URL(path, this.#base).href);
    assert.equal(answer.status(), status, `GET ${path}`);
    return answer;
  }

  /** The next answer may have this status: a form that is meant to be refused. */
  expecting(status) {
    this.#expected.add(status);
    return this;
  }

  /** From now on it's no problem that nobody listens: that is what the story is about. */
  withoutServer() {
    this.#unheard = true;
  }

  /** Clicks what begins with these words in the main part of the page: a button before a link, opening what hides it. */
  async act(words) {
    const control = await this.#control(words);
    const target = await control.getAttribute('href');
    if (target?.startsWith('#')) await control.click();
    else await this.press(control);
  }

  /** Clicks what leads to a page, and waits until that page is there. */
  async press(control) {
    await this.#leads(() => control.click());
  }

  /** Presses Tab until what has the focus matches: what a person without a mouse does. */
  async tabTo(selector, atMost = 100) {
    for (let pressed = 0; pressed < atMost; pressed += 1) {
      if (await this.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
      await this.page.keyboard.press('Tab');
    }
    assert.fail(`Tab doesn’t reach ${selector} on ${this.page.url()}`);
  }

  /** Presses a key that leads to a page, and waits until that page is there. */
  async pressKey(key) {
    await this.#leads(() => this.page.keyboard.press(key));
  }

  /** Looks for a text with the page's search field. */
  async search(text) {
    const field = this.main.locator('[name=q]').first();
    await field.fill(text);
    if (await this.#narrowsHere(field)) await this.#addressSays({ q: text });
    else await this.#leads(() => field.press('Enter'));
  }

  /** Narrows a list: at once where scripts run, by its button where not. */
  async narrow(values) {
    const here = await this.#narrowsHere(this.main.locator('[name=q]').first());
    await this.fill(values);
    if (here) await this.#addressSays(values);
    else await this.act('Apply');
  }

  async #narrowsHere(field) {
    return this.#world.scripts && (await field.evaluate((input) => input.form.dataset.narrows === 'here'));
  }

  async #addressSays(values) {
    await this.page.waitForURL((url) => Object.entries(values).every(([name, value]) => url.searchParams.get(name) === value));
  }

  async can(words) {
    return (await this.main.locator('button, a[href]').filter({ hasText: starting(words) }).count()) > 0;
  }

  /** The form whose button begins with these words, or with one of these. */
  async form(...words) {
    const button = this.page.locator('button').filter({ hasText: starting(...words) });
    const form = this.main.locator('form').filter({ has: button }).last();
    assert.ok((await form.count()) > 0, `a form offers “${words.join('” or “')}”; the page says: ${await this.reads()}`);
    await this.#reveal(form);
    return form;
  }

  /** Sends a form by the button that begins with one of these words. */
  async send(form, ...words) {
    await this.press(form.locator('button').filter({ hasText: starting(...words) }).last());
  }

  /** Fills the named fields that this page has; answers the names that it has not. */
  async fill(values) {
    const absent = [];
    for (const [name, value] of Object.entries(values)) {
      const field = this.main.locator(`[name="${name}"]:not(button, [type=hidden])`).first();
      if ((await field.count()) === 0) {
        absent.push(name);
        continue;
      }
      await this.#reveal(field);
      const kind = await field.evaluate((element) => (element.tagName === 'SELECT' ? 'select' : element.type));
      if (kind === 'select') await field.selectOption(value);
      else if (kind === 'radio') await this.main.locator(`[name="${name}"][value="${value}"]`).check();
      else if (kind === 'checkbox') await field.setChecked(value);
      else await field.fill(value);
    }
    return absent;
  }

  /** Adds files to the claim: the form with the file field, sent by its own button. */
  async upload(...files) {
    const field = this.main.locator('input[type=file]').first();
    await this.#reveal(field);
    await field.setInputFiles(files);
    const form = this.main.locator('form').filter({ has: this.page.locator('input[type=file]') }).first();
    if (this.#world.scripts && (await form.getAttribute('data-upload')) !== null) {
      // Sent and shown without leaving the page.
      const done = form.evaluate((element) => new Promise((resolve) => { element.addEventListener('cpor:uploaded', () => resolve(), { once: true }); }));
      await form.locator('[data-send]').click();
      await done;
    } else {
      await this.press(form.locator('button').first());
    }
    for (const file of files) await this.sees(file.name);
  }

  /** Drops files of the disk where a person would, by the browser's own drag. */
  async drop(...paths) {
    const place = this.main.locator('[data-drop]').first();
    await this.#reveal(place);
    await place.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await place.boundingBox();
    const at = { x: x + width / 2, y: y + height / 2 };
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    const browser = await this.#context.newCDPSession(this.page);
    for (const type of ['dragEnter', 'dragOver', 'drop']) await browser.send('Input.dispatchDragEvent', { type, ...at, data });
    await browser.detach();
  }

  /** Makes the network as slow as this many bytes a second each way, with this delay; answers how to end that. */
  async slowly(bytes, latency = 0) {
    const browser = await this.#context.newCDPSession(this.page);
    const emulate = (throughput, delay) => browser.send('Network.emulateNetworkConditions', {
      offline: false, latency: delay, downloadThroughput: throughput, uploadThroughput: throughput,
    });
    await emulate(bytes, latency);
    return async () => {
      await emulate(-1, 0);
      await browser.detach();
    };
  }

  /** Presses a button of the demo's clock bar. */
  async turnClock(words) {
    await this.press(this.page.getByRole('button', { name: words, exact: true }));
  }

  /** What the main part of the page says, on one line. */
  async reads() {
    return (await this.main.innerText()).replaceAll(/\s+/g, ' ');
  }

  /** The main part of the page says all of it; a script may still be about to. */
  async sees(...words) {
    const lacks = (text) => words.find(
      (each) => !(each instanceof RegExp ? each.test(text) : text.toLowerCase().includes(each.toLowerCase())),
    );
    const deadline = Date.now() + SAID_WITHIN_MS;
    let text = await this.reads();
    while (lacks(text) !== undefined && Date.now() < deadline) {
      await this.page.waitForTimeout(50);
      text = await this.reads();
    }
    const lacking = lacks(text);
    assert.ok(lacking === undefined, `the page says ${lacking}; it says: ${text.slice(0, 1500)}`);
  }

  /** The main part of the page says none of it; a script, or the page that is just loading, may still take it away. */
  async doesNotSee(...words) {
    const still = (text) => words.find((each) => text.toLowerCase().includes(each.toLowerCase()));
    const deadline = Date.now() + SAID_WITHIN_MS;
    let text = await this.reads();
    while (still(text) !== undefined && Date.now() < deadline) {
      await this.page.waitForTimeout(50);
      text = await this.reads();
    }
    assert.equal(still(text), undefined, 'the page does not say it');
  }

  /** The number of the claim on this page. */
  async claimNumber() {
    const found = /CPOR-\d{4}-\d{6}/.exec(this.page.url()) ?? /CPOR-\d{4}-\d{6}/.exec(await this.main.innerText());
    assert.ok(found, `${this.page.url()} is about a claim`);
    return found[0];
  }

  /** This page is fit for everybody: accessible, titled, nothing cut off; and is kept as a picture. Rules and pictures
   *  need scripts, so they belong to the telling with JavaScript. */
  async inspect(name) {
    assert.notEqual((await this.page.title()).trim(), '', `${this.page.url()} has a title`);
    const wider = await this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(wider <= 0, `${name}: ${this.page.url()} is ${wider} px wider than the window`);
    const shown = await this.page.evaluate(
      () => [...document.querySelectorAll('[hidden]')].filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 120)),
    );
    assert.deepEqual(shown, [], `${name}: ${this.page.url()} shows what is hidden`);
    if (this.#world.scripts) {
      assert.deepEqual(await violations(this.page), [], `${name}: accessibility of ${this.page.url()}`);
      mkdirSync(this.#world.shots, { recursive: true });
      await this.page.screenshot({ path: join(this.#world.shots, `${name}.png`), fullPage: true });
    }
  }

  /** Fetches with this person's cookies, as a download does. */
  async fetches(path) {
    return this.#context.request.get(new URL(path, this.page.url()).href);
  }

  async scene() {
    if (this.page.isClosed()) return '';
    const text = await this.main.innerText({ timeout: 2_000 }).catch(() => 'no <main>');
    const who = this.account?.email ?? 'guest';
    return `${who} at ${this.page.url()}: ${text.replaceAll(/\s+/g, ' ').slice(0, 1200)}`;
  }

  async leave() {
    await this.#context.close();
  }

  /** Waits for the load that an act begins: without this the old page would still count as loaded. */
  async #leads(act) {
    await Promise.all([this.page.waitForEvent('load'), act()]);
  }

  async #control(words) {
    const text = { hasText: starting(words) };
    const [buttons, links] = ['button', 'a[href]'].map((kind) => this.main.locator(kind).filter(text));
    for (const shown of [buttons, links].map((controls) => controls.filter({ visible: true }))) {
      if ((await shown.count()) > 0) return shown.last();
    }
    const hidden = buttons.or(links).first();
    assert.ok((await hidden.count()) > 0, `the page offers “${words}”; it says: ${await this.reads()}`);
    await this.#reveal(hidden);
    return hidden;
  }

  /** Opens the disclosures around an element, as a person would, from the outermost in. */
  async #reveal(element) {
    const closed = element.locator('xpath=ancestor::details[not(@open)]');
    while ((await closed.count()) > 0) await closed.first().locator('> summary').click();
  }

  #watch() {
    const here = new URL(this.#base).origin;
    this.page.on('pageerror', (error) => this.problems.push(`script error: ${error.message}`));
    this.page.on('console', (message) => {
      // An answer's status is judged below, where it is known whether the story wanted it.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.problems.push(`console: ${message.text()}`);
      }
    });
    this.page.on('request', (request) => {
      const origin = new URL(request.url()).origin;
      if (origin !== here && origin !== 'null') this.problems.push(`asked elsewhere: ${request.url()}`);
    });
    this.page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? '';
      // Aborted is what a page that is left does to its own requests; blocked is what our headers did.
      if (why !== 'net::ERR_ABORTED' && !(this.#unheard && why.startsWith('net::ERR_CONNECTION'))) this.problems.push(`${why} for ${request.url()}`);
    });
    this.page.on('response', (response) => {
      const status = response.status();
      if (status >= 500 || (status >= 400 && !this.#expected.has(status))) {
        this.problems.push(`${status} for ${response.request().method()} ${response.url()}`);
      }
    });
  }
}

/** Controls say more than their first words: a key, an ellipsis, what they are about. */
function starting(...words) {
  const literal = words.map((each) => each.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^\\s*(${literal.join('|')})`);
}
