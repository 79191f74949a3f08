// Walks every page that each role can reach by links: fits every width and twice the text, shifts nothing, weighs little,
// is clear in every theme and usable by keyboard. What a page is called here: its path with numbers and keys left out.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { drawnOtherwise, faint, violations } from './accessibility.mjs';
import { Crawl, named } from './crawl.mjs';

export const ROLES = [
  'incentives_admin', 'review_lead', 'global_admin', 'reviewer', 'auditor', 'billing_admin', 'incentives_user',
  'programme_manager', 'system_admin',
];
/** Beside the light one, in which everything else is looked at. */
const THEMES = ['dark', 'light contrast'];
const WIDTHS = [320, 768, 2560];
const SHIFT_MAX = 0.02;
const BYTES_MAX = 100_000;
/** So many stops are reached by the key itself; the others are focused by a script, which is quicker and marks them alike. */
const TABS = 4;

/** Pages that were looked at in every respect, by any role: another role's is the same but for what it leaves out. */
const known = new Set();

export const walks = [
  ...ROLES.map((role) => ({ title: `walk: every page of ${role} is fit for everybody`, scripts: true, atMost: 400_000, tell: (world) => walk(world, role) })),
  { title: 'walk: every page of somebody without an account is fit for everybody', scripts: true, tell: guest },
];

async function walk(world, role) {
  const person = await world.as(world.account(role));
  const side = person.account.email.split('@')[1];
  const crawl = await Crawl.of(world, person.account);
  const findings = [];
  for (let next = crawl.next(); next; next = crawl.next()) {
    // Each role has a start of its own.
    const name = `${next.name === '/' ? role : side} ${next.name}`;
    const wrong = known.has(name) ? await answers(person, next.address) : await look(person, next.address, name, crawl);
    findings.push(...wrong.map((what) => `${role} ${next.address}: ${what}`));
  }
  assert.ok(crawl.count >= 5, `${role} has pages`);
  none(findings);
}

/** A page that a colleague's walk has judged: here only that it opens. */
async function answers(person, address) {
  const status = (await person.fetches(address)).status();
  return status === 200 ? [] : [`answers ${status}`];
}

async function guest(world) {
  const { items: [claim] } = await world.api(world.account('auditor'), '/claims?phase=consent_window&limit=1');
  const person = await world.guest();
  const findings = [];
  for (const path of ['/sign-in', await world.customerLink(claim.number)]) {
    const wrong = await look(person, path, `guest ${named(path)}`);
    findings.push(...wrong.map((what) => `guest ${named(path)}: ${what}`));
  }
  none(findings);
}

function none(findings) {
  if (findings.length > 0) throw new Error(`${findings.length} findings\n${findings.join('\n')}`);
}

/** Whether the page is drawn by the same template as one that is judged in every theme and at every width: a claim in
 *  another phase, a list narrowed. */
function isLike(name) {
  return name.endsWith('?') || /\/claims\/(first|resubmission|dispute|reopened|in_force|ended|final)$/.test(name);
}

/** What is wrong with a page. */
async function look(person, address, name, crawl) {
  const { page } = person;
  const wrong = [];
  known.add(name);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(address);
  const phone = await arrived(page);
  if (phone.shift > SHIFT_MAX) wrong.push(`390 px: shifts by ${phone.shift.toFixed(3)}`);
  wrong.push(...(await tooWide(page, '390 px')));
  await page.setViewportSize({ width: 1280, height: 900 });
  const answer = await page.goto(address);
  if (answer.status() !== 200) return [...wrong, `answers ${answer.status()}`];
  const { shift, files } = await arrived(page);
  await crawl?.follow(page);
  if (shift > SHIFT_MAX) wrong.push(`1280 px: shifts by ${shift.toFixed(3)}`);

  const bytes = gzipSync(await answer.body()).length + files;
  if (bytes > BYTES_MAX) wrong.push(`${bytes} bytes on a first visit`);
  wrong.push(...(await violations(page)));
  wrong.push(...(await byKeyboard(page)));
  if (isLike(name)) return [...wrong, ...(await atWidths(page, [320]))];
  wrong.push(...(await inThemes(page)));
  wrong.push(...(await atWidths(page, WIDTHS)));
  wrong.push(...(await withLargeText(page)));
  await page.setViewportSize({ width: 390, height: 844 });
  wrong.push(...(await drawnOtherwise(page)).map((what) => `390 px: ${what}`));
  return wrong;
}

/** How far the page shifted since its first frame, and the bytes of its style, scripts and pictures, as sent. */
async function arrived(page) {
  return page.evaluate(async () => {
    let shift = 0;
    const observer = new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += entry.value; });
    observer.observe({ type: 'layout-shift', buffered: true });
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30)));
    observer.disconnect();
    const files = performance.getEntriesByType('resource')
      .filter(({ initiatorType, name }) => ['link', 'script', 'img', 'css'].includes(initiatorType) && !name.endsWith('.woff2'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    return { shift, files };
  });
}

async function tooWide(page, what) {
  const by = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return by > 0 ? [`${what}: ${by} px too wide`] : [];
}

async function inThemes(page) {
  const wrong = [];
  for (const theme of THEMES) {
    await page.evaluate((chosen) => { document.documentElement.dataset.theme = chosen; }, theme);
    wrong.push(...(await faint(page)).map((what) => `${theme}: ${what}`));
  }
  await page.evaluate(() => { delete document.documentElement.dataset.theme; });
  return wrong;
}

async function atWidths(page, widths) {
  const wrong = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    wrong.push(...(await tooWide(page, `${width} px`)));
  }
  return wrong;
}

async function withLargeText(page) {
  const wrong = [];
  // As if somebody had set the browser's own size of text to twice the usual.
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
  for (const width of [640, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    wrong.push(...(await tooWide(page, `${width} px, text at 200%`)));
  }
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 16 } });
  await browser.detach();
  return wrong;
}

/** Goes through the page with the Tab key: it begins with the skip link, each stop is seen and marked, none is passed over. */
async function byKeyboard(page) {
  // A page that has something to correct begins there.
  const begins = await page.evaluate(() => document.activeElement?.id !== 'errors');
  await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
  const wrong = [];
  for (let index = 0; begins && index < TABS; index += 1) {
    await page.keyboard.press('Tab');
    wrong.push(...(await page.evaluate(stops, index)));
  }
  return [...wrong, ...(await page.evaluate(stops, null))];
}

/** Runs in the page: whether the Tab key has come to the stop of this index; without one, what is wrong with any stop. */
function stops(index) {
  const can = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"])';
  const shown = (element) => element.outerHTML.slice(0, 120);
  // A group of radio buttons is one stop.
  const groups = new Set();
  const first = (element) => element.type !== 'radio' || (!groups.has(element.name) && groups.add(element.name));
  const all = [...document.querySelectorAll(can)].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled') && element.tabIndex >= 0 && first(element));
  if (index !== null) {
    const expected = all[index];
    if (!expected || document.activeElement === expected) return [];
    return [`stop ${index + 1} of the Tab key is not ${shown(expected)} but ${shown(document.activeElement)}`];
  }
  const marked = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  };
  const wrong = [];
  for (const element of all) {
    if (element.tabIndex > 0) wrong.push(`comes before its turn: ${shown(element)}`);
    element.focus();
    if (document.activeElement !== element) {
      wrong.push(`takes no focus: ${shown(element)}`);
      continue;
    }
    // A button drawn by its label wears the mark on the label, or on what holds both.
    const around = [...(element.labels ?? []), element.closest('label, .choice, .opt, .drop')];
    if (!marked(element) && !around.some((one) => one && marked(one))) wrong.push(`no focus to be seen: ${shown(element)}`);
    const drawn = getComputedStyle(element).opacity === '0' ? (element.labels?.[0] ?? element) : element;
    const { top, bottom, left, right } = drawn.getBoundingClientRect();
    if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) wrong.push(`focused out of sight: ${shown(element)}`);
  }
  return wrong;
}
