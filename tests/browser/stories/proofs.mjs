// The proof beside the decision: from document to document and closer to a picture, with nothing lost that was marked.
import assert from 'node:assert/strict';
import { drafted, send } from '../made.mjs';
import { proof } from '../proof.mjs';

export const proofs = [
  { title: 'a reviewer turns from document to document and looks closer', tell: turning },
];

/** A photo as large as a telephone makes them: drawn by the browser, so that it is a real PNG. */
async function photo(world) {
  const { page } = await world.guest({ width: 1200, height: 1600 });
  await page.setContent('<h1>Acceptance</h1><p>The work was done as described. Rosana Prado, 14 July 2026</p>');
  return { name: 'signed page.png', mimeType: 'image/png', buffer: await page.screenshot() };
}

async function claim(world) {
  const partner = world.account('incentives_admin', { country: 'BR' });
  const { number } = await drafted(world, partner);
  for (const file of [await photo(world), proof('Second order.pdf', ['A second order, 3 August 2026'])]) {
    const form = new FormData();
    form.append('file', new Blob([file.buffer], { type: file.mimeType }), file.name);
    await send(world, partner, `/claims/${number}/documents`, form);
  }
  await send(world, partner, `/claims/${number}/submission`, {});
  return number;
}

async function turning(world) {
  const number = await claim(world);
  const reviewer = await world.as(world.account('reviewer'));
  const { page, main } = reviewer;
  await reviewer.open('/queue');
  await reviewer.open(`/claims/${number}`);
  await reviewer.act('Start review');
  const shown = main.locator('.viewer [data-panel]:visible');
  await reviewer.sees('1 of 3');
  assert.equal(await shown.locator('iframe').count(), 1);
  const picture = shown.locator('[data-picture] img');
  if (!world.scripts) {
    await reviewer.press(main.getByRole('link', { name: 'Next document' }));
    await reviewer.sees('2 of 3');
    assert.equal(await picture.count(), 1, 'a picture is shown as one');
    await reviewer.inspect('review-picture-plain');
    await reviewer.press(main.getByRole('link', { name: 'Previous document' }));
    await reviewer.sees('1 of 3');
    return;
  }
  await page.keyboard.press('2');
  await page.keyboard.press('t');
  await page.keyboard.type('Who signed page 2?');
  const before = await page.evaluate(() => [performance.timeOrigin, history.length]);
  await page.locator('h1').click();
  await page.keyboard.press(']');
  await reviewer.sees('2 of 3');
  await picture.waitFor();
  assert.match(page.url(), /document=/, 'the address leads to the document');

  // Closer by keyboard, by a click, and back.
  const width = () => picture.evaluate((element) => element.getBoundingClientRect().width);
  const fitted = await width();
  await page.keyboard.press('+');
  assert.ok(await width() > fitted, '+ makes it larger');
  await page.keyboard.press('0');
  assert.equal(await width(), fitted);
  await picture.click({ position: { x: 40, y: 40 } });
  assert.ok(await width() > fitted * 1.5, 'a click goes closer');
  await reviewer.inspect('review-picture');
  await page.keyboard.press('-');
  await page.keyboard.press('0');
  assert.equal(await width(), fitted);

  await page.keyboard.press(']');
  await page.keyboard.press(']');
  await reviewer.sees('1 of 3');
  await page.keyboard.press('[');
  await reviewer.sees('3 of 3');
  assert.deepEqual(await page.evaluate(() => [performance.timeOrigin, history.length]), before, 'the page stayed, and so did the way back');
  assert.equal(await main.locator('#decision-comment').inputValue(), 'Who signed page 2?');
  assert.ok(await main.locator('[value="missing_customer_acknowledgment"]').isChecked());

  // Reloaded, the address shows the same document; a script brings back what was marked.
  await page.reload({ waitUntil: 'load' });
  await reviewer.sees('3 of 3');

  // What is done rarely is behind one menu, which Escape closes.
  const more = main.locator('summary').filter({ hasText: 'More' }).first();
  await more.focus();
  await page.keyboard.press('Enter');
  await main.getByRole('link', { name: 'Messages about this claim' }).waitFor();
  await page.keyboard.press('Escape');
  assert.ok(await more.evaluate((element) => element === document.activeElement), 'the focus comes back');
  await page.keyboard.press('m');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'comment-text');

  // The step before a decision closes by Escape, and the focus is where it was.
  await page.locator('h1').click();
  await page.keyboard.press('r');
  await page.locator('dialog[open]').waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.kind), 'request');
}
