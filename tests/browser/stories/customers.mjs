// What the customer decides behind the secret link.
import assert from 'node:assert/strict';
import { approved } from '../made.mjs';

export const customers = [
  { title: 'a customer confirms, and later ends the association with a code', tell: confirmedThenEnded },
  { title: 'a customer declines one product, then all', tell: declined },
  { title: 'a customer declines one product and confirms the rest by keyboard alone', tell: byKeyboard },
  { title: 'somebody who is the wrong person says so, and keeps the receipt', tell: wrongPerson },
  { title: 'a forged link is an absent page', tell: forged },
];

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

/** A customer in front of the page that asks them. */
async function atTheLink(world, size = PHONE) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const { number } = await approved(world, account);
  const customer = await world.guest(size);
  const link = await world.customerLink(number);
  await customer.open(link);
  return { account, customer, link, number };
}

async function state(world, account, number) {
  const claim = await world.api(account, `/claims/${number}`);
  return `${claim.status}/${claim.phase}: ${claim.lines.map((line) => `${line.product} ${line.state}`).join(', ')}`;
}

async function confirmedThenEnded(world) {
  const { account, customer, link, number } = await atTheLink(world);
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
  const { account, customer, link, number } = await atTheLink(world, world.scripts ? PHONE : DESK);
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

async function byKeyboard(world) {
  const { account, customer, link, number } = await atTheLink(world, DESK);
  const { keyboard } = customer.page;
  await customer.tabTo('#all');
  await keyboard.press('ArrowDown');
  assert.ok(await customer.main.locator('#some').isChecked(), 'the arrow chooses the next answer');
  await customer.tabTo('[name=lines]');
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await customer.tabTo('textarea');
  await keyboard.type('Teams is ours.');
  await customer.tabTo('main .primary');
  await customer.pressKey('Enter');
  await customer.sees('You declined: Teams', 'Teams is ours.');
  assert.equal(await state(world, account, number), 'approved/consent_window: exchange_online covered, teams declined');
  await customer.tabTo(`main a[href="${link}"]`);
  await customer.pressKey('Enter');
  await customer.tabTo('#all');
  await keyboard.press('Space');
  await customer.tabTo('main .primary');
  await customer.pressKey('Enter');
  await customer.sees('You confirmed');
  assert.equal(await state(world, account, number), 'approved/in_force: exchange_online covered, teams declined');
}

async function wrongPerson(world) {
  const { customer, link } = await atTheLink(world);
  await customer.act('This isn’t for me');
  await customer.sees('You told us that this isn’t for you', 'The time has stopped');
  await customer.inspect('consent-not-me');
  const receipt = await customer.fetches(await customer.main.getByRole('link', { name: 'Save as text' }).getAttribute('href'));
  assert.match(receipt.headers()['content-disposition'], /attachment/);
  assert.match(await receipt.text(), /this isn’t for you/);
  const print = customer.main.locator('[data-print]');
  if (world.scripts) {
    await customer.page.evaluate(() => { window.print = () => { document.title = 'printed'; }; });
    await print.click();
    assert.equal(await customer.page.title(), 'printed');
  } else {
    assert.ok(await print.isHidden(), 'a button that only a script can press is not shown');
  }
  await customer.page.emulateMedia({ media: 'print' });
  assert.equal(await customer.main.locator('button, .btn').filter({ visible: true }).count(), 0, 'on paper there is nothing to press');
  await customer.sees('You told us that this isn’t for you');
  await customer.open(link);
  await customer.sees('until the right person');
}

async function forged(world) {
  const customer = await world.guest();
  await customer.open('/consents/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', { status: 404 });
  await customer.inspect('consent-forged');
}
