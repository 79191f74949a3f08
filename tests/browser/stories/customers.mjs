// What the customer decides behind the secret link.
import assert from 'node:assert/strict';
import { approve, claimOf, draft, startReview, submit } from '../steps.mjs';

export const customers = [
  { title: 'a customer confirms, and later ends the association with a code', tell: confirmedThenEnded },
  { title: 'a customer declines one product, then all', tell: declined },
  { title: 'a forged link is an absent page', tell: forged },
];

async function approved(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  const reviewer = await world.as(world.account('reviewer'));
  const number = await draft(partner, claimOf(account.locations[0]));
  await submit(partner, number);
  await startReview(reviewer, number);
  await approve(reviewer, number);
  const customer = await world.guest({ width: 390, height: 844 });
  const link = await world.customerLink(number);
  await customer.open(link);
  return { account, customer, link, number };
}

async function state(world, account, number) {
  const claim = await world.api(account, `/claims/${number}`);
  return `${claim.status}/${claim.phase}: ${claim.lines.map((line) => `${line.product} ${line.state}`).join(', ')}`;
}

async function confirmedThenEnded(world) {
  const { account, customer, link, number } = await approved(world);
  assert.equal(await customer.main.locator('input[type=radio]:checked').count(), 0, 'nothing is chosen beforehand');
  await customer.main.getByRole('radio', { name: /^\s*Confirm/ }).check();
  await customer.act('Send');
  await customer.sees(/confirmed/i);
  await customer.inspect('consent-receipt');
  assert.equal(await state(world, account, number), 'approved/in_force: exchange_online covered, teams covered');

  await customer.open(link);
  await customer.act('Send me a code');
  await customer.fill({ code: await world.oneTimeCode(number) });
  for (const line of await customer.main.locator('input[name=lines]').all()) await line.check();
  await customer.act('End the association');
  await customer.sees(/ended/i);
  assert.equal(await state(world, account, number), 'approved/ended: exchange_online ended, teams ended');
}

async function declined(world) {
  const { account, customer, link, number } = await approved(world);
  await customer.main.getByRole('radio', { name: /^\s*Choose product by product/ }).check();
  await customer.main.getByRole('checkbox', { name: /^\s*Teams/ }).check();
  await customer.inspect('consent-choose');
  await customer.act('Send');
  assert.equal(await state(world, account, number), 'approved/consent_window: exchange_online covered, teams declined');

  await customer.open(link);
  await customer.doesNotSee('Something is missing');
  await customer.main.getByRole('radio', { name: /^\s*Decline/ }).check();
  await customer.act('Send');
  await customer.sees(/declined/i);
  assert.equal(await state(world, account, number), 'rejected/disputable: exchange_online declined, teams declined');
  await customer.open(link);
  assert.ok(!(await customer.can('Send')), 'there is nothing left to choose');
}

async function forged(world) {
  const customer = await world.guest();
  await customer.open('/consents/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', { status: 404 });
  await customer.inspect('consent-forged');
}
