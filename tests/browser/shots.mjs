// Screenshots of the running product: node shots.mjs BINARY TARGET take|check|all IMAGES_DIR
// take: those that the documentation shows; check: the same, compared with the ones there; all: every page, for the eye.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Comparison } from './comparison.mjs';
import { Crawl, named } from './crawl.mjs';
import { Scene } from './scene.mjs';
import { Server } from './server.mjs';
import { World } from './world.mjs';

const [binary, target, mode, images] = process.argv.slice(2);
if (!binary || !target || !['take', 'check', 'all'].includes(mode) || !images) {
  console.error('node shots.mjs BINARY TARGET take|check|all IMAGES_DIR');
  process.exit(2);
}
const THEMES = { light: 'light', dark: 'dark', contrast: 'light contrast' };
const WIDTHS = [1280, 390];
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** Part of the pixels that may differ: another build of the browser smooths its letters differently. */
const DIFFERENT_MAX = 0.01;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--hide-scrollbars', '--font-render-hinting=none', '--lang=en-GB'] });
const server = await Server.start(binary, join(target, 'demo', 'shots'));
const world = new World(browser, { server, binary, target, scripts: true, title: 'shots' });
const scene = new Scene(world);
await scene.set();

let failures = [];
if (mode === 'all') await everything(join(target, 'shots', 'all'));
else if (mode === 'take') await documentation(images);
else failures = await compared(join(target, 'shots', 'check'));

world.settle();
await world.close();
await browser.close();
await server.stop();
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

/** Every page that a role of each kind can reach, in each theme, at each width; whole pages. */
async function everything(folder) {
  rmSync(folder, { recursive: true, force: true });
  let count = 0;
  for (const account of [scene.partner, world.account('review_lead'), scene.reviewer, world.account('system_admin')]) {
    const person = await world.as(account);
    const crawl = await Crawl.of(world, account);
    for (let next = crawl.next(); next; next = crawl.next()) {
      count += await everyWay(person, next.address, join(folder, account.role), next.name);
      await crawl.follow(person.page);
    }
  }
  const customer = await world.guest(PHONE);
  for (const path of ['/sign-in', await world.customerLink(scene.approved)]) {
    count += await everyWay(customer, path, join(folder, 'guest'), named(path));
  }
  console.log(`${count} screenshots in ${folder}`);
}

async function everyWay(person, address, folder, name) {
  mkdirSync(folder, { recursive: true });
  const file = name.replaceAll(/[^A-Za-z0-9_-]+/g, '-').replace(/^-|-$/g, '') || 'start';
  for (const width of WIDTHS) {
    await person.page.setViewportSize({ width, height: 900 });
    await person.open(address);
    for (const [short, theme] of Object.entries(THEMES)) {
      await wear(person.page, theme);
      await person.page.screenshot({ path: join(folder, `${file}-${short}-${width}.png`), fullPage: true });
    }
  }
  await wear(person.page, null);
  return WIDTHS.length * Object.keys(THEMES).length;
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

async function wear(page, theme) {
  await page.evaluate(async (chosen) => {
    if (chosen) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, theme);
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
