// Screenshots of the running product: node shots.mjs BINARY TARGET MODE IMAGES_DIR
// take: those that the documentation shows; check: the same, compared with the ones there; all: every page, for the eye;
// accept: every page small, as the references; compare: the same, compared with the references; once: each page once a theme.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Comparison } from './comparison.mjs';
import { Album, Anew, Check, everything } from './gallery.mjs';
import { wear } from './pictures.mjs';
import { Scene } from './scene.mjs';
import { Server } from './server.mjs';
import { World } from './world.mjs';

const [binary, target, mode, images] = process.argv.slice(2);
const MODES = {
  take: () => documentation(images).then(() => []),
  check: () => compared(join(target, 'shots', 'check')),
  all: () => gallery(new Album(join(target, 'shots', 'all'))),
  accept: () => gallery(new Anew()),
  compare: async () => gallery(await Check.open(browser, DIFFERENT, false)),
  once: async () => gallery(await Check.open(browser, DIFFERENT, true)),
};
if (!binary || !target || !(mode in MODES) || !images) {
  console.error(`node shots.mjs BINARY TARGET ${Object.keys(MODES).join('|')} IMAGES_DIR`);
  process.exit(2);
}
/** Pictures that aren't like their references, and what differs. */
const DIFFERENT = join(target, 'shots', 'different');
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** Part of the pixels that may differ: another build of the browser smooths its letters differently. */
const DIFFERENT_MAX = 0.01;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--hide-scrollbars', '--font-render-hinting=none', '--lang=en-GB'] });
const program = { binary };
const server = await Server.start(program, join(target, 'demo', 'shots'));
const world = new World(browser, { server, program, target, scripts: true, title: 'shots' });
const scene = new Scene(world);
await scene.set();

const failures = await MODES[mode]();

world.settle();
await world.close();
await browser.close();
await server.stop();
if (failures.length > 0) console.log(`${failures.length} are not as they were; look at them (target/shots/different), then cargo xtask shots --all --accept`);
failures.forEach((failure) => console.log(failure));
process.exit(failures.length > 0 ? 1 : 0);

/** What README and documentation show. */
async function documentation(folder) {
  mkdirSync(folder, { recursive: true });
  const partner = await world.as(scene.partner);
  const reviewer = await world.as(scene.reviewer);
  const shot = (person, name, path, size = DESK, theme = 'light') => picture(person, join(folder, `${name}.png`), path, { size, theme });
  await shot(partner, 'claim-partner', `/claims/${scene.asked}`, { width: 1280, height: 1180 });
  await shot(partner, 'claim-partner-dark', `/claims/${scene.asked}`, { width: 1280, height: 1180 }, 'dark');
  await shot(partner, 'claim-partner-phone', `/claims/${scene.asked}`, PHONE);
  await shot(partner, 'dashboard', '/', { width: 1280, height: 1000 });
  await shot(partner, 'history', `/claims/${scene.approved}/history`, { width: 1280, height: 1000 });
  await shot(reviewer, 'queue', '/queue');
  await shot(reviewer, 'review', `/claims/${scene.reviewed}`, { width: 1280, height: 1000 });
  await reviewer.page.keyboard.press('Control+k');
  await reviewer.page.getByRole('combobox').fill('coop');
  await reviewer.page.locator('[role=option] mark').first().waitFor();
  await reviewer.page.screenshot({ path: join(folder, 'palette.png') });
  const customer = await world.guest(PHONE);
  await shot(customer, 'consent', await world.customerLink(scene.approved), { width: 390, height: 1000 });
}

/** Every page; answers what is wrong with it. */
async function gallery(taking) {
  const begun = performance.now();
  const count = await everything(world, scene, taking);
  console.log(`${count} pictures in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return taking.settle();
}

async function picture(person, path, address, { size, theme }) {
  const { page } = person;
  await page.setViewportSize(size);
  // Twice: the typeface is taken from the cache or not at all, so that nothing shifts.
  await person.open(address);
  await person.open(address);
  await wear(page, theme);
  // The browser's viewer says nowhere that it has drawn a document.
  if ((await page.locator('iframe').count()) > 0) await page.waitForTimeout(2_000);
  await page.screenshot({ path });
  await wear(page, null);
}

/** Takes the documentation's screenshots anew and says which differ from those that are there. */
async function compared(folder) {
  await documentation(folder);
  const comparison = await Comparison.open(browser);
  const names = readdirSync(folder).filter((name) => name.endsWith('.png'));
  const known = readdirSync(images).filter((name) => name.endsWith('.png'));
  const wrong = known.filter((name) => !names.includes(name)).map((name) => `${name}: no longer taken`);
  for (const name of names) {
    if (!known.includes(name)) {
      wrong.push(`${name}: not there yet; take it with cargo xtask shots`);
      continue;
    }
    const part = await comparison.different(readFileSync(join(images, name)), readFileSync(join(folder, name)));
    console.log(`${name}: ${(part * 100).toFixed(2)} % differ`);
    if (part > DIFFERENT_MAX) wrong.push(`${name}: ${(part * 100).toFixed(2)} % of it differs from the running product; look at it, then cargo xtask shots`);
  }
  assert.ok(names.length > 0, 'there are screenshots to compare');
  return wrong;
}
