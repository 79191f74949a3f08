// Many claims: the queue is there at once all the same.
import assert from 'node:assert/strict';
import { interactiveTimes, median } from '../interactive.mjs';

export const crowds = [
  { title: 'a queue among many claims answers to keys at once', tell: queue, scripts: true, atMost: 240_000 },
];

/** A page holds the same few rows however many wait behind it; with a hundred thousand `cargo xtask bench scale` measures it. */
const CLAIMS = 10_000;
/** All of the thread’s work for the page, from its first byte on, while other stories are told on the same machine. */
const WORK_MAX_MS = 150;

async function queue(world) {
  const { server, world: own } = await world.ownDemo();
  await server.stop();
  await server.fill(CLAIMS);
  await server.resume();
  const lead = await own.as(own.account('review_lead'));
  const { page } = lead;
  const times = await interactiveTimes(page, `${own.base}/queue`);
  await page.keyboard.press('j');
  assert.ok(await page.locator('[data-row].at').isVisible(), 'J goes to the first row');
  const rows = await page.locator('[data-row]').count();
  // Other stories are told meanwhile: what counts is what the page itself takes where nothing was in its way.
  const worked = Math.min(...times.map((time) => time.worked));
  const waited = median(times.map((time) => time.waited));
  console.log(`        the queue of ${CLAIMS} claims: ${rows} rows, ${worked.toFixed(0)} ms of work, interactive after ${waited.toFixed(0)} ms`);
  assert.ok(worked < WORK_MAX_MS, `the page works for ${worked.toFixed(0)} ms`);
}
