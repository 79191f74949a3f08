// Tells the stories of stories/, each with and without JavaScript, and walks every page: node run.mjs BINARY TARGET ENGINE [WORDS…]
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Postgres } from './postgres.mjs';
import { Server } from './server.mjs';
import { walks } from './walk.mjs';
import { World } from './world.mjs';

const AT_MOST_MS = 120_000;
/** Stories at a time, each teller with a server of its own: a story that turns the clock turns it for nobody else's. */
const TELLERS = 2;

const [binary, target, engine, ...words] = process.argv.slice(2);
if (!binary || !target || !['sqlite', 'postgres'].includes(engine)) {
  console.error('node run.mjs BINARY TARGET sqlite|postgres [WORDS…]');
  process.exit(2);
}

const begun = performance.now();
const waiting = (await tellings()).filter(({ title }) => words.length === 0 || words.some((each) => title.includes(each)));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
const program = { binary, postgres: engine === 'postgres' ? await Postgres.start() : null };
const pristine = await untouched();
const servers = await demos(Math.min(TELLERS, waiting.length));
console.log(`ready   after ${seconds(begun)}`);
const failed = [];
let passed = 0;
await Promise.all(servers.map(tellAll));
await browser.close();
for (const server of servers) await server.stop();
if (passed + failed.length === 0) console.log(`no story's title contains “${words.join('” or “')}”`);
failed.forEach((title) => console.log(`FAILED  ${title}`));
console.log(`${passed} passed, ${failed.length} failed in ${seconds(begun)}`);
process.exit(failed.length > 0 || passed === 0 ? 1 : 0);

/** Every story in its tellings; a story says in `scripts` if it makes sense in one of them only. The longest first. */
async function tellings() {
  const folder = new URL('./stories/', import.meta.url);
  const rooms = await Promise.all(readdirSync(folder).sort().map((file) => import(new URL(file, folder).href)));
  const stories = rooms.flatMap((room) => Object.values(room)).filter(Array.isArray).flat();
  return [...walks, ...stories].flatMap((story) =>
    [true, false].filter((scripts) => (story.scripts ?? scripts) === scripts)
      .map((scripts) => ({ ...story, scripts, title: `${story.title}${scripts ? '' : ' (no JavaScript)'}` })));
}

/** A stopped demo that nobody has used yet: a first start takes longer than a copy. */
async function untouched() {
  const server = await Server.start(program, join(target, 'demo', 'untouched'));
  await server.stop();
  return server;
}

async function demos(count) {
  const folders = Array.from({ length: count }, (_, index) => join(target, 'demo', `teller-${index}`));
  return Promise.all(folders.map((folder) => Server.start(program, folder, { like: pristine })));
}

async function tellAll(server) {
  for (let story = waiting.shift(); story; story = waiting.shift()) await tell(story, server);
}

async function tell(story, server) {
  const world = new World(browser, { server, program, target, pristine, scripts: story.scripts, title: story.title });
  const started = performance.now();
  try {
    await within(story.atMost ?? AT_MOST_MS, story.tell(world));
    world.settle();
    passed += 1;
    console.log(`ok      ${story.title}, ${seconds(started)}`);
  } catch (error) {
    failed.push(story.title);
    console.log(`FAILED  ${story.title}, ${seconds(started)}\n${indented(error.stack ?? String(error))}`);
    console.log(indented(await world.scene()));
  } finally {
    await world.close();
  }
}

async function within(milliseconds, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not told within ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

function indented(text) {
  return text.split('\n').map((line) => `        ${line}`).join('\n');
}
