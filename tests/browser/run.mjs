// Tells every story twice, with and without JavaScript: node run.mjs BASE_URL DATA_DIR SHOTS_DIR [WORD]
import { chromium } from 'playwright-core';
import { World } from './world.mjs';
import { claims } from './stories/claims.mjs';
import { customers } from './stories/customers.mjs';
import { forms } from './stories/forms.mjs';
import { pages } from './stories/pages.mjs';

const STORY_AT_MOST_MS = 120_000;

const [base, data, shots, word = ''] = process.argv.slice(2);
if (!base || !data || !shots) {
  console.error('node run.mjs BASE_URL DATA_DIR SHOTS_DIR [WORD]');
  process.exit(2);
}

const stories = [...pages, ...forms, ...claims, ...customers].filter((story) => story.title.includes(word));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
let failed = 0;
let passed = 0;
for (const story of stories) {
  for (const scripts of [true, false]) {
    const title = `${story.title}${scripts ? '' : ' (no JavaScript)'}`;
    const world = new World(browser, { base, data, shots, scripts, title });
    const started = performance.now();
    try {
      await within(STORY_AT_MOST_MS, story.tell(world));
      world.settle();
      passed += 1;
      console.log(`ok      ${title}, ${seconds(started)}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${title}, ${seconds(started)}\n${indented(error.stack ?? String(error))}`);
      console.log(indented(await world.scene()));
    } finally {
      await world.close();
    }
  }
}
await browser.close();
if (passed + failed === 0) console.log(`no story's title contains “${word}”`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

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
