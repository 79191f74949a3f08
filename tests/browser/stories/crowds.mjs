// Many claims: the queue is there at once all the same.
import assert from 'node:assert/strict';

export const crowds = [
  { title: 'a queue among many claims answers to keys at once', tell: queue, scripts: true },
];

/** A page holds the same few rows however many wait behind it; a hundred thousand are measured by `cargo xtask bench scale`. */
const CLAIMS = 10_000;
const INTERACTIVE_WITHIN_MS = 100;
const LOOKS = 7;

async function queue(world) {
  const { server, world: own } = await world.ownDemo();
  await server.stop();
  await server.fill(CLAIMS);
  await server.resume();
  const lead = await own.as(own.account('review_lead'));
  const { page } = lead;
  // Interactive: the scripts have run and the page is drawn; keys were heard before, but nothing could be seen of them.
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => setTimeout(() => { window.drawnAt = performance.now(); })));
  });
  const took = [];
  for (let look = 0; look < LOOKS; look += 1) {
    await lead.open('/queue');
    await page.waitForFunction(() => window.drawnAt !== undefined);
    took.push(await page.evaluate(() => window.drawnAt - performance.getEntriesByType('navigation')[0].responseEnd));
  }
  await page.keyboard.press('j');
  assert.ok(await page.locator('[data-row].at').isVisible(), 'J goes to the first row');
  const rows = await page.locator('[data-row]').count();
  const median = took.toSorted((one, other) => one - other)[Math.floor(LOOKS / 2)];
  console.log(`        the queue of ${CLAIMS} claims: ${rows} rows, interactive after ${median.toFixed(0)} ms`);
  assert.ok(median < INTERACTIVE_WITHIN_MS, `interactive ${took.map((each) => each.toFixed(0)).join(', ')} ms after its bytes`);
}
