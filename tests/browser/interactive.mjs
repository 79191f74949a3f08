// How soon a page of the queue answers to a person: node interactive.mjs BASE DATA says the median in milliseconds.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const LOOKS = 7;

/** Milliseconds from the last byte of a page until its scripts have run and it is drawn, for each of some looks at it. A key
 *  pressed then is heard and its answer is seen. Ends early when one of them is `enough`. */
export async function interactiveTimes(page, address, { looks = LOOKS, enough = () => false } = {}) {
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => setTimeout(() => { window.drawnAt = performance.now(); })));
  });
  const times = [];
  for (let look = 0; look < looks && !times.some(enough); look += 1) {
    await page.goto(address);
    await page.waitForFunction(() => window.drawnAt !== undefined);
    times.push(await page.evaluate(() => window.drawnAt - performance.getEntriesByType('navigation')[0].responseEnd));
  }
  return times;
}

export function median(times) {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [base, data] = process.argv.slice(2);
  const accounts = JSON.parse(readFileSync(join(data, 'demo-accounts.json'), 'utf8'));
  const { email } = accounts.find(({ role }) => role === 'review_lead');
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${base}/sign-in`);
  await Promise.all([page.waitForEvent('load'), page.getByRole('button').filter({ hasText: email }).click()]);
  console.log(median(await interactiveTimes(page, `${base}/queue`)).toFixed(1));
  await browser.close();
}
