// What a reviewer decides, by mouse and by keyboard alone, and what everybody is told before it.
import assert from 'node:assert/strict';
import { proof } from '../proof.mjs';
import { answer, decide, requestInformation, startReview } from '../steps.mjs';

export const reviews = [
  { title: 'a reviewer works a claim by keyboard alone', tell: byKeyboard },
  { title: 'a request with two reasons is read before it goes out', tell: twoReasons },
  { title: 'a claim is approved line by line', tell: lineByLine },
  { title: 'a rejection is read before it goes out, and turned back from', tell: turnedBack },
  { title: 'a dispute is closed to who decided before, with the earlier decisions beside it', tell: fourEyes },
];

/** A claim of the demo that waits for a reviewer, with so many lines, and the partner's people behind it. */
async function submitted(world, { lines = 2 } = {}) {
  const lead = world.account('review_lead');
  const { items } = await world.api(lead, '/claims?status=submitted&reviewer=none&limit=200');
  for (const claim of items.filter((each) => each.phase === 'first' && each.lines.length >= lines)) {
    const account = world.accounts.find((each) =>
      each.role === 'incentives_admin' && each.locations.some(({ id }) => id === claim.partner.location_id));
    if (account) return { account, claim, number: claim.number };
  }
  throw new Error(`the demo has a claim of ${lines} lines that waits for a reviewer`);
}

async function state(world, account, number) {
  const claim = await world.api(account, `/claims/${number}`);
  return [`${claim.status}/${claim.phase}`, ...claim.lines.map((line) => line.state)].join(' ');
}

async function byKeyboard(world) {
  const { account, claim, number } = await submitted(world);
  const reviewer = await world.as(world.account('reviewer'));
  const { page } = reviewer;
  await reviewer.open(`/claims/${number}`);
  if (!world.scripts) {
    // Without scripts the keys of every browser are enough: Tab, Space, arrows, Enter.
    await reviewer.tabTo('button:has(kbd)');
    await reviewer.pressKey('Enter');
    for (const line of await reviewer.main.locator('.judge').all()) {
      await reviewer.tabTo(`#${escaped(await line.getAttribute('id'))} input[value="covered"]`);
      await page.keyboard.press('Space');
    }
    await reviewer.tabTo('[data-kind="approve"]');
    await reviewer.pressKey('Enter');
    await reviewer.sees(/what the partner will read/i);
    await reviewer.tabTo('form[data-decided] .primary');
    await reviewer.pressKey('Enter');
  } else {
    await reviewer.pressKey('s');
    await reviewer.sees('Under review');
    await page.keyboard.press('2');
    assert.ok(await reviewer.main.locator('[value="missing_customer_acknowledgment"]').isChecked(), '2 marks the second reason');
    assert.equal(await reviewer.main.locator('[data-kind="approve"]').getAttribute('aria-disabled'), 'true');
    await page.keyboard.press('2');
    assert.ok(!(await reviewer.main.locator('[value="missing_customer_acknowledgment"]').isChecked()), '2 again takes it off');
    await page.keyboard.press('c');
    await page.keyboard.press('a');
    const dialog = page.locator('dialog[open]');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /What the partner will read/);
    await reviewer.inspect('review-approve-dialog');
    await reviewer.pressKey('Enter');
  }
  assert.equal(await state(world, account, number), ['approved/consent_window', ...claim.lines.map(() => 'covered')].join(' '));
}

function escaped(id) {
  return id.replaceAll('.', '\\.');
}

async function twoReasons(world) {
  const { account, number } = await submitted(world);
  const reviewer = await world.as(world.account('reviewer'));
  await startReview(reviewer, number);
  await reviewer.inspect('review-open');
  const form = await reviewer.form('Request information');
  await form.locator('input[name="reasons"][value="missing_or_old_dates"]').check();
  await form.locator('input[name="reasons"][value="missing_products"]').check();
  // Without a comment nothing goes out, and the marks stay.
  reviewer.expecting(422);
  await reviewer.send(form, 'Request information');
  await reviewer.sees('One thing to correct', 'Fill this in');
  assert.ok(await reviewer.main.locator('[value="missing_or_old_dates"]').isChecked());
  await reviewer.inspect('review-refused');
  const again = await reviewer.form('Request information');
  await again.locator('textarea').first().fill('A dated page that names Teams.');
  if (world.scripts) {
    await reviewer.main.locator('[data-told] > summary').click();
    await reviewer.main.locator('[data-told-letter]').getByText('A dated page that names Teams.').waitFor();
    await reviewer.inspect('review-letter');
  }
  await again.getByRole('button', { name: /^Request information/ }).click();
  await reviewer.main.locator('form[data-decided]').waitFor();
  await reviewer.sees('Missing or old dates, Missing products', 'A dated page that names Teams.', /without an answer the claim is rejected/i);
  await reviewer.inspect('review-request-step');
  await reviewer.press(reviewer.main.locator('form[data-decided]').getByRole('button', { name: 'Request information' }));
  const partner = await world.as(account);
  await partner.open(`/claims/${number}`);
  await partner.sees('Partner action required', 'A dated page that names Teams.');
}

async function lineByLine(world) {
  const { account, claim, number } = await submitted(world, { lines: 3 });
  const reviewer = await world.as(world.account('reviewer'));
  await startReview(reviewer, number);
  const form = await reviewer.form('Approve');
  const lines = await form.locator('.judge').all();
  assert.equal(lines.length, claim.lines.length, 'every line is decided on');
  const refused = lines.pop();
  for (const line of lines) await line.getByRole('radio', { name: 'Covered', exact: true }).check();
  await refused.getByRole('radio', { name: 'Not covered' }).check();
  await refused.getByRole('combobox').selectOption('missing_products');
  await reviewer.inspect('review-lines');
  await decide(reviewer, form, 'Approve');
  assert.equal(await state(world, account, number), ['approved/consent_window', ...lines.map(() => 'covered'), 'refused'].join(' '));
}

async function turnedBack(world) {
  const { account, number } = await submitted(world);
  const reviewer = await world.as(world.account('reviewer'));
  await startReview(reviewer, number);
  const form = await reviewer.form('Reject');
  await form.locator('#rejection > summary').click();
  await form.locator('[name="rejection_reasons"][value="insufficient_poe"]').check();
  await form.locator('textarea').first().fill('It is a price list.');
  await form.getByRole('button', { name: /^Reject/ }).click();
  const step = reviewer.main.locator('form[data-decided]');
  await step.waitFor();
  await reviewer.sees('It is a price list.', 'Insufficient PoE');
  await reviewer.inspect('review-reject-step');
  const back = step.getByRole('button', { name: /^Back/ });
  if (world.scripts) await back.click();
  else await reviewer.press(back);
  assert.equal(await reviewer.main.locator('#decision-comment').inputValue(), 'It is a price list.');
  assert.ok(await reviewer.main.locator('[type="checkbox"][name="rejection_reasons"][value="insufficient_poe"]').isChecked());
  assert.match(await state(world, account, number), /^under_review\/first/);
}

async function fourEyes(world) {
  const { account, number } = await submitted(world);
  const partner = await world.as(account);
  const first = await world.as(world.account('reviewer'));
  await startReview(first, number);
  await requestInformation(first, number, { reasons: ['missing_products'], comment: 'Where is Teams?' });
  await partner.open(`/claims/${number}`);
  await partner.upload(proof('Teams named.pdf', ['Adoption of Teams, March to July 2026.', 'Accepted on 14 July 2026']));
  await answer(partner, number, 'Here it is.');
  await startReview(first, number);
  await first.sees('New since then', 'Teams named.pdf', 'Here it is.');
  await first.inspect('review-resubmission');
  const form = await first.form('Reject');
  await form.locator('#rejection > summary').click();
  await form.locator('[name="rejection_reasons"][value="insufficient_poe"]').check();
  await form.locator('textarea').first().fill('Still unsigned.');
  await decide(first, form, 'Reject');

  await partner.open(`/claims/${number}`);
  const dispute = await partner.form('Dispute');
  await dispute.locator('textarea').first().fill('It is signed on page 2.');
  await partner.send(dispute, 'Dispute');
  await first.open(`/claims/${number}`);
  await first.sees('You took the decision that is disputed', 'It is signed on page 2.');
  assert.ok(!(await first.can('Approve')), 'who decided before is offered no decision');
  await first.inspect('review-four-eyes');

  const lead = await world.as(world.account('review_lead'));
  await lead.open(`/claims/${number}`);
  await lead.sees('Still unsigned.', 'Where is Teams?', 'It is signed on page 2.');
  await lead.inspect('review-dispute-lead');
  const decision = await lead.form('Approve');
  for (const covered of await decision.getByRole('radio', { name: 'Covered', exact: true }).all()) await covered.check();
  await decide(lead, decision, 'Approve');
  assert.match(await state(world, account, number), /^approved\/consent_window/);
}
