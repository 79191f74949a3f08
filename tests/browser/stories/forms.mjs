// Forms keep what was typed, and say what is wrong.
import assert from 'node:assert/strict';
import { drafted } from '../made.mjs';
import { claimOf, draft, proofOf } from '../steps.mjs';

export const forms = [
  { title: 'a form that is refused keeps what was typed', tell: keepsTyped },
  { title: 'two people editing one draft lose nothing', tell: changedMeanwhile },
  { title: 'text is shown as it was typed, whatever it looks like', tell: hostileText },
  { title: 'a wrong password is told', tell: wrongPassword },
];

async function keepsTyped(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  const { number } = await drafted(world, account);
  await partner.open(`/claims/${number}/edit/customer`);
  await partner.fill({ 'customer.tenant_id': 'not-a-guid', 'customer.name': 'Typed and kept' });
  partner.expecting(422);
  await partner.act('Save');
  assert.equal(await partner.main.locator('[name="customer.tenant_id"]').inputValue(), 'not-a-guid');
  assert.equal(await partner.main.locator('[name="customer.name"]').inputValue(), 'Typed and kept');
  assert.equal(await partner.main.locator('[name="customer.tenant_id"]').getAttribute('aria-invalid'), 'true');
  await partner.inspect('form-refused');
  const stored = await world.api(account, `/claims/${number}`);
  assert.notEqual(stored.customer.tenant_id, 'not-a-guid');
  // A script saves what is right meanwhile.
  if (!world.scripts) assert.notEqual(stored.customer.name, 'Typed and kept');
}

async function changedMeanwhile(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const colleague = world.account('global_admin', { country: 'BR' });
  const first = await world.as(account);
  const second = await world.as(colleague);
  const { number } = await drafted(world, account);
  await first.open(`/claims/${number}/edit/claim`);
  await second.open(`/claims/${number}/edit/claim`);
  await first.fill({ name: 'The first one’s name' });
  await first.act('Save');
  await second.fill({ name: 'The second one’s name' });
  second.expecting(409).expecting(412);
  await second.act('Save');
  assert.equal(await second.main.locator('[name=name]').inputValue(), 'The second one’s name');
  await second.sees('The first one’s name');
  await second.inspect('form-changed-meanwhile');
  const stored = await world.api(account, `/claims/${number}`);
  assert.equal(stored.name, 'The first one’s name');
}

async function hostileText(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  const hostile = '<img src=x onerror=alert(1)> \'; DROP TABLE claim; -- {{ 7*7 }}';
  const claim = { ...claimOf(account.locations[0]), name: hostile };
  const number = await draft(partner, claim, { ...proofOf(claim), name: "a'<b>&amp;.pdf" });
  await partner.open(`/claims/${number}`);
  await partner.sees(hostile);
  await partner.open(`/claims/${number}/history`);
  await partner.sees(hostile);
  await partner.open(`/claims?q=${number}`);
  await partner.sees(hostile);
}

async function wrongPassword(world) {
  const guest = await world.guest();
  await guest.open('/sign-in');
  await guest.inspect('sign-in');
  await guest.fill({ email: world.account('reviewer').email, password: 'not the password' });
  guest.expecting(401).expecting(403).expecting(422);
  await guest.act('Sign in');
  assert.equal(await guest.main.locator('#email').inputValue(), world.account('reviewer').email);
  assert.equal(await guest.main.locator('[name=password]').inputValue(), '');
  await guest.inspect('sign-in-refused');
}
