// How soon a page of the queue answers to a person: node interactive.mjs BASE DATA says the median in milliseconds.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const LOOKS = 7;

/** Some looks at a page, each in milliseconds: `waited` from its last byte until its scripts have run and it is drawn, so that
 *  a key pressed then is heard and its answer is seen; `worked` is what its thread worked for it from the first byte on, whatever
 *  else the machine did meanwhile. */
export async function interactiveTimes(page, address) {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await browser.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => setTimeout(() => { window.drawnAt = performance.now(); })));
  });
  const times = [];
  for (let look = 0; look < LOOKS; look += 1) {
    // From another page of ours, as people come: from elsewhere the browser would start a process for it first.
    await page.goto(new URL('/accessibility', address).href);
    const before = await worked();
    await page.goto(address);
    await page.waitForFunction(() => window.drawnAt !== undefined);
    const waited = await page.evaluate(() => window.drawnAt - performance.getEntriesByType('navigation')[0].responseEnd);
    times.push({ waited, worked: (await worked()) - before });
  }
  await browser.detach();
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
  const times = await interactiveTimes(page, `${base}/queue`);
  console.log(median(times.map(({ waited }) => waited)).toFixed(1));
  await browser.close();
}
