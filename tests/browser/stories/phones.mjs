// A telephone in the hand: what else a partner does, and a reviewer who is not at the desk.
import assert from 'node:assert/strict';
import { decide } from '../steps.mjs';
import { rejected, submitted } from '../made.mjs';

export const phones = [
  { title: 'a partner on a phone disputes, withdraws and copies', tell: partner },
  { title: 'a reviewer on a phone asks for more and a lead approves', tell: review },
];

const PHONE = { width: 390, height: 844 };

async function onAPhone(world, account) {
  const person = await world.guest(PHONE);
  await person.signIn(account);
  return person;
}

async function partner(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const { number } = await rejected(world, account);
  const person = await onAPhone(world, account);
  // From the home by its words, as a person finds it.
  await person.open('/claims?status=rejected&sort=due_at');
  await person.search(number);
  await person.press(person.main.locator(`a[href*="/claims/${number}"]`).first());
  await person.sees('It is a price list.', 'You can dispute this once, until the end of');
  const form = await person.form('Dispute');
  await form.locator('textarea').fill('The signature is on the second page.');
  await person.send(form, 'Dispute');
  await person.sees('Under review', 'dispute', 'The signature is on the second page.');
  await person.inspect('dispute-390');

  const other = await submitted(world, account);
  await person.open(`/claims/${other.number}`);
  await person.act('Withdraw');
  await person.sees('What will happen');
  await person.fill({ reason: 'wrong_activity' });
  await person.inspect('withdraw-390');
  await person.act('Withdraw');
  await person.sees('Rejected', 'final');
  await person.act('Copy to a new claim');
  const copy = await person.claimNumber();
  assert.notEqual(copy, other.number);
  await person.open(`/claims/${copy}`);
  await person.act('Discard');
  await person.act('Discard');
  await person.open(`/claims/${copy}`, { status: 404 });
  await person.open(`/claims/${other.number}/history`);
  await person.sees('withdrew');
  await person.inspect('history-390');
}

async function review(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const { number } = await submitted(world, account);
  const reviewer = await onAPhone(world, world.account('reviewer'));
  await reviewer.open('/queue');
  await reviewer.search(number);
  await reviewer.press(reviewer.main.locator(`a[href*="/claims/${number}"]`).first());
  await reviewer.act('Start review');
  const form = await reviewer.form('Request information');
  await form.locator('input[name="reasons"][value="missing_or_old_dates"]').check();
  await form.locator('textarea').first().fill('A page with its date, please.');
  await reviewer.inspect('review-390');
  await decide(reviewer, form, 'Request information');
  assert.equal((await world.api(account, `/claims/${number}`)).status, 'partner_action_required');

  const second = await submitted(world, account);
  const lead = await onAPhone(world, world.account('review_lead'));
  await lead.open(`/claims/${second.number}`);
  await lead.act('Start review');
  const decision = await lead.form('Approve');
  for (const covered of await decision.getByRole('radio', { name: 'Covered', exact: true }).all()) await covered.check();
  await decide(lead, decision, 'Approve');
  assert.equal((await world.api(account, `/claims/${second.number}`)).status, 'approved');
}
