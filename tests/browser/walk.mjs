// Walks every page that each role can reach by links: fits every width and twice the text, shifts nothing, weighs little,
// is clear in every theme and usable by keyboard. What a page is called here: its path with numbers and keys left out.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { faint, violations } from './accessibility.mjs';
import { Crawl, named } from './crawl.mjs';

export const ROLES = [
  'incentives_admin', 'review_lead', 'global_admin', 'reviewer', 'auditor', 'billing_admin', 'incentives_user',
  'programme_manager', 'system_admin',
];
const THEMES = ['light', 'dark', 'light contrast'];
const WIDTHS = [320, 390, 768, 1280, 2560];
const SHIFT_MAX = 0.02;
const BYTES_MAX = 100_000;
/** Bigger pages than this aren't tabbed through to their end. */
const TABS_MAX = 60;

/** Pages that were looked at in every respect, by any role: another role's is the same but for what it leaves out. */
const known = new Set();

export const walks = [
  ...ROLES.map((role) => ({ title: `walk: every page of ${role} is fit for everybody`, scripts: true, atMost: 240_000, tell: (world) => walk(world, role) })),
  { title: 'walk: every page of somebody without an account is fit for everybody', scripts: true, tell: guest },
];

async function walk(world, role) {
  const person = await world.as(world.account(role));
  const side = person.account.email.split('@')[1];
  const crawl = await Crawl.of(world, person.account);
  const findings = [];
  for (let next = crawl.next(); next; next = crawl.next()) {
    const wrong = await look(person, next.address, `${side} ${next.name}`, crawl);
    findings.push(...wrong.map((what) => `${role} ${next.address}: ${what}`));
  }
  assert.ok(crawl.count >= 5, `${role} has pages`);
  assert.deepEqual(findings, []);
}

async function guest(world) {
  const { items: [claim] } = await world.api(world.account('auditor'), '/claims?phase=consent_window&limit=1');
  const person = await world.guest();
  const findings = [];
  for (const path of ['/sign-in', await world.customerLink(claim.number)]) {
    const wrong = await look(person, path, `guest ${named(path)}`);
    findings.push(...wrong.map((what) => `guest ${named(path)}: ${what}`));
  }
  assert.deepEqual(findings, []);
}

/** What is wrong with a page: a little at every sight, everything at the first. */
async function look(person, address, name, crawl) {
  const { page } = person;
  const wrong = [];
  await page.setViewportSize({ width: 1280, height: 900 });
  const answer = await person.open(address);
  const { shift, files } = await arrived(page);
  await crawl?.follow(page);
  if (shift > SHIFT_MAX) wrong.push(`shifts by ${shift.toFixed(3)}`);
  if (known.has(name)) return [...wrong, ...(await tooWide(page, '1280 px'))];
  known.add(name);

  const bytes = gzipSync(await answer.body()).length + files;
  if (bytes > BYTES_MAX) wrong.push(`${bytes} bytes on a first visit`);
  wrong.push(...(await violations(page)));
  wrong.push(...(await inThemes(page)));
  wrong.push(...(await byKeyboard(page)));
  wrong.push(...(await atWidths(page)));
  await page.setViewportSize({ width: 390, height: 844 });
  await person.open(address);
  const onPhone = await arrived(page);
  if (onPhone.shift > SHIFT_MAX) wrong.push(`390 px: shifts by ${onPhone.shift.toFixed(3)}`);
  wrong.push(...(await violations(page)).map((what) => `390 px: ${what}`));
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

async function atWidths(page) {
  const wrong = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    wrong.push(...(await tooWide(page, `${width} px`)));
  }
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  for (const width of [640, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    wrong.push(...(await tooWide(page, `${width} px, text at 200%`)));
  }
  return wrong;
}

/** Goes through the page with the Tab key: it begins with the skip link, each stop is seen and marked, none is passed over. */
async function byKeyboard(page) {
  const wrong = [];
  const expected = await page.evaluate(() => {
    const can = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex]:not([tabindex="-1"])';
    if (document.querySelector('[tabindex]:not([tabindex="0"]):not([tabindex="-1"])')) return -1;
    const groups = new Set();
    return [...document.querySelectorAll(can)].filter((element) => {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(':disabled') || element.tabIndex < 0) return false;
      // A group of radio buttons is one stop.
      if (element.type !== 'radio') return true;
      const group = `${element.form?.action}${element.name}`;
      return !groups.has(group) && groups.add(group);
    }).length;
  });
  if (expected < 0) return ['an element comes before its turn: a positive tabindex'];
  await page.evaluate(() => { document.activeElement?.blur(); window.getSelection()?.removeAllRanges(); scrollTo(0, 0); });
  let stops = 0;
  for (; stops < Math.min(expected, TABS_MAX); stops += 1) {
    await page.keyboard.press('Tab');
    const said = await page.evaluate(stop, stops);
    if (said === 'outside') break;
    if (said === 'viewer') { stops = expected; break; }
    if (said) wrong.push(said);
  }
  if (stops < Math.min(expected, TABS_MAX)) wrong.push(`the Tab key reaches ${stops} of ${expected} stops`);
  return wrong;
}

/** Runs in the page: what is wrong with the element that has the focus. */
function stop(index) {
  const element = document.activeElement;
  if (!element || element === document.body) return 'outside';
  if (element.tagName === 'IFRAME') return 'viewer';
  const shown = element.outerHTML.slice(0, 120);
  if (index === 0 && !element.matches('.skip') && document.querySelector('.skip')) return `the first stop is not the skip link: ${shown}`;
  const marked = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  };
  // A button drawn by its label wears the mark on the label or what holds both.
  if (!marked(element) && ![...(element.labels ?? []), element.closest('label, .choice, .opt, .drop')].some((one) => one && marked(one))) return `no focus to be seen: ${shown}`;
  const box = (element.labels?.[0] && getComputedStyle(element).opacity === '0' ? element.labels[0] : element).getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return `focused out of sight: ${shown}`;
  return null;
}
