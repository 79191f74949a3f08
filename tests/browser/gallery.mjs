// Every page that somebody can reach, each once: in every theme at every width for the eye, or small, to be compared with
// the references of references/.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Comparison } from './comparison.mjs';
import { Crawl, named } from './crawl.mjs';
import { THEMES, WIDTHS, small, still, wear } from './pictures.mjs';

export const REFERENCES = fileURLToPath(new URL('./references', import.meta.url));

/** Whose pages are looked at, two lists at a time. Who comes later in a list shows only what nobody before them could reach,
 *  and what differs by role. */
const VISITORS = [
  ['incentives_admin', 'global_admin', 'system_admin', 'guest'],
  ['review_lead', 'reviewer', 'programme_manager', 'auditor'],
];
/** Pages that say the same to everybody: the first list has them. */
const SHARED = ['/style', '/messages', '/accessibility', '/api', '/help/guidelines'];
/** What a guest is shown is looked at as a guest. */
const GUESTS = ['/sign-in', '/sign-in?', '/consents/secret'];
/** Pages that say to each role something else. */
const OWN = /^\/$|^\/queue$|^\/claims\/(first|resubmission|dispute|awaiting_answer)$|^\/welcome$/;
const PHONE = { width: 390, height: 844 };
const LOOKS = 3;
const DRAWN_MS = 200;

/** For the eye: as large as the page is. */
export class Album {
  #folder;

  constructor(folder) {
    this.#folder = folder;
    rmSync(folder, { recursive: true, force: true });
  }

  ways() {
    return everyWay();
  }

  async take(page, role, name) {
    mkdirSync(join(this.#folder, role), { recursive: true });
    await page.screenshot({ path: join(this.#folder, role, `${name}.png`), fullPage: true });
  }

  settle() {
    return [];
  }
}

/** The references anew. */
export class Anew {
  constructor() {
    rmSync(REFERENCES, { recursive: true, force: true });
  }

  ways() {
    return everyWay();
  }

  async take(page, role, name) {
    mkdirSync(join(REFERENCES, role), { recursive: true });
    let taken = await small(page);
    // Twice the same: it was drawn to its end.
    for (let before = null; !before?.equals(taken);) [before, taken] = [taken, await small(page)];
    writeFileSync(join(REFERENCES, role, `${name}.webp`), taken);
  }

  settle() {
    return [];
  }
}

/** Compared with the references; `once` takes each page once in each theme, its widths in turn. */
export class Check {
  #comparison;
  #folder;
  #once;
  #seen = new Set();
  #wrong = [];
  #turn = 0;

  static async open(browser, folder, once) {
    const check = new Check();
    rmSync(folder, { recursive: true, force: true });
    check.#comparison = await Comparison.open(browser);
    check.#folder = folder;
    check.#once = once;
    return check;
  }

  ways() {
    if (!this.#once) return everyWay();
    this.#turn += 1;
    return everyWay().filter((_, index) => index % 2 === this.#turn % 2);
  }

  async take(page, role, name) {
    const path = join(role, `${name}.webp`);
    this.#seen.add(path);
    const reference = join(REFERENCES, path);
    let taken = await small(page);
    if (!existsSync(reference)) {
      this.#keep(path, { what: 'has no reference yet' }, taken);
      return;
    }
    const before = readFileSync(reference);
    let apart = null;
    // A busy machine may take a picture before the page is drawn to its end.
    for (let look = 0; look < LOOKS; look += 1) {
      apart = before.equals(taken) ? null : await this.#comparison.apart(before, taken);
      if (!apart) return;
      await page.waitForTimeout(DRAWN_MS);
      taken = await small(page);
    }
    this.#keep(path, apart, taken);
  }

  /** What is wrong; also which references nobody looked at any more. */
  settle() {
    const known = VISITORS.flat().flatMap((role) => {
      const folder = join(REFERENCES, role);
      return existsSync(folder) ? readdirSync(folder).map((name) => join(role, name)) : [];
    });
    const page = (path) => path.replace(/-(light|dark|contrast)-\d+\.webp$/, '');
    const pages = new Set([...this.#seen].map(page));
    const gone = new Set(known.map(page).filter((each) => !pages.has(each)));
    return [...this.#wrong, ...[...gone].map((each) => `${each}: this page is no longer reached`)];
  }

  #keep(path, { what, picture }, taken) {
    this.#wrong.push(`${path}: ${what}`);
    const kept = join(this.#folder, path);
    mkdirSync(join(kept, '..'), { recursive: true });
    writeFileSync(kept, taken);
    if (picture) writeFileSync(kept.replace(/webp$/, 'difference.png'), picture);
  }
}

/** Widths alternate, so that every second of these is each theme once. */
function everyWay() {
  return Object.keys(THEMES).flatMap((theme, index) => {
    const widths = index % 2 === 0 ? WIDTHS : WIDTHS.toReversed();
    return widths.map((width) => ({ theme, width }));
  });
}

/** Goes to every page and has its pictures taken; answers how many. */
export async function everything(world, scene, taking) {
  const counts = await Promise.all(VISITORS.map((roles, index) =>
    visitors(world, scene, roles, new Set([...GUESTS, ...(index > 0 ? SHARED : [])]), taking)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function visitors(world, scene, roles, known, taking) {
  let count = 0;
  for (const role of roles) count += role === 'guest' ? await guest(world, scene, taking) : await visit(world, role, known, taking);
  return count;
}

async function visit(world, role, known, taking) {
  const account = role === 'incentives_admin' ? world.account(role, { country: 'BR' }) : world.account(role);
  const person = await world.as(account);
  const crawl = await Crawl.of(world, account);
  let count = 0;
  for (let next = crawl.next(); next; next = crawl.next()) {
    if (known.has(next.name) && !OWN.test(next.name)) continue;
    known.add(next.name);
    count += await look(person, next.address, role, next.name, taking);
    await crawl.follow(person.page);
  }
  await person.leave();
  return count;
}

async function guest(world, scene, taking) {
  const person = await world.guest(PHONE);
  let count = 0;
  for (const path of ['/sign-in', await world.customerLink(scene.approved)]) {
    count += await look(person, path, 'guest', named(path), taking);
  }
  return count;
}

async function look(person, address, role, name, taking) {
  const file = name.replace('?', '-narrowed').replaceAll(/[^A-Za-z0-9_-]+/g, '-').replace(/^-|-$/g, '') || 'start';
  const ways = taking.ways();
  for (const width of WIDTHS) {
    const themes = ways.filter((way) => way.width === width).map((way) => way.theme);
    if (themes.length === 0) continue;
    await person.page.setViewportSize({ width, height: 900 });
    await person.open(address);
    await still(person.page);
    for (const theme of themes) {
      await wear(person.page, THEMES[theme]);
      await taking.take(person.page, role, `${file}-${theme}-${width}`);
    }
  }
  return ways.length;
}
