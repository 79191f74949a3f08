// Making a claim, and losing nothing that was typed: by mouse and by keyboard, on a phone, in two tabs, without a network, without a
// session. Through a restart of the server and on a slow line: outages.mjs.
import assert from 'node:assert/strict';
import { claimOf, proofOf } from '../steps.mjs';

const PHONE = { width: 390, height: 844 };

export const wizard = [
  { title: 'a claim is filed step by step on a phone', tell: onAPhone },
  { title: 'a claim is filed by keyboard alone', tell: byKeyboard, scripts: true },
  { title: 'what is typed outlives a cut network, a reload and a lost session', tell: outlives, scripts: true },
  { title: 'one step in two tabs is shown in both versions', tell: twoTabs, scripts: true },
  { title: 'a form that lost its session is sent again after the sign-in', tell: sentAgain },
  { title: 'files are added one by one, each with its answer', tell: files, scripts: true },
];

async function onAPhone(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.guest(PHONE);
  await partner.signIn(account);
  const claim = claimOf(account.locations[0]);
  await partner.open('/claims/new');
  await partner.fill(claim);
  await partner.inspect('wizard-claim');
  await partner.act('Save and continue');
  const number = await partner.claimNumber();
  await partner.sees('Step 2 of 5', 'Kept until the end of');
  await partner.fill(claim);
  await partner.inspect('wizard-customer');
  await partner.act('Save and continue');
  await partner.fill({ 'lines.0.product': 'exchange_online' });
  await partner.act('Add a line');
  await partner.fill({ 'lines.1.product': 'sales', 'lines.1.subscription_id': '5d2c8a14-77f3-4c1b-9e60-3ab94f21c0d' });
  partner.expecting(422);
  await partner.act('Save and continue');
  await partner.sees('Group 5 has 11 characters');
  await partner.inspect('wizard-lines');
  await partner.press(partner.main.getByRole('button', { name: 'Remove line 2' }));
  assert.equal(await partner.main.locator('[name="lines.1.product"]').count(), 0);
  await partner.act('Save and continue');
  await partner.fill(claim);
  await partner.inspect('wizard-contacts');
  await partner.act('Save and continue');
  await partner.sees('Before this can be submitted', 'At least one file');
  await partner.upload(proofOf(claim));
  await partner.inspect('wizard-proof');
  await partner.sees('All that a submission needs is there');
  await partner.act('Submit the claim');
  assert.equal((await world.api(account, `/claims/${number}`)).status, 'submitted');
}

async function byKeyboard(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  const { page } = partner;
  const claim = claimOf(account.locations[0], ['teams']);
  const type = async (name, text) => {
    await partner.tabTo(`[name="${name}"]`);
    await page.keyboard.type(text);
  };
  const onward = async () => {
    await partner.tabTo('main .acts button.primary');
    await partner.pressKey('Enter');
  };
  await partner.open('/claims/new');
  await type('location_id', await page.locator('[name=location_id] option').nth(1).innerText());
  await type('name', claim.name);
  await type('programme', 'Online Services Usage');
  await type('activity', 'Usage');
  await onward();
  const number = await partner.claimNumber();
  await type('customer.name', claim['customer.name']);
  await type('customer.tenant_id', claim['customer.tenant_id']);
  await type('customer.domain', claim['customer.domain']);
  await type('customer.country', 'Brazil');
  await type('customer.language', 'Português');
  // Enter in a text field leads on as well.
  await page.locator('[name="customer.domain"]').focus();
  await partner.pressKey('Enter');
  await type('lines.0.product', 'Teams');
  await onward();
  await type('customer_contact.name', claim['customer_contact.name']);
  await type('customer_contact.email', claim['customer_contact.email']);
  await onward();
  await partner.tabTo('[name=file]');
  // The browser is asked to hand the chooser over before the key that opens it.
  const chosen = page.waitForEvent('filechooser');
  await page.evaluate(() => document.hasFocus());
  await page.keyboard.press('Space');
  const chooser = await chosen;
  await chooser.setFiles([proofOf(claim)]);
  await partner.tabTo('[data-send]');
  await page.keyboard.press('Enter');
  await page.locator('[data-refresh=documents] a').first().waitFor();
  await onward();
  assert.equal((await world.api(account, `/claims/${number}`)).status, 'submitted');
}

/** The state that is always in view says so. */
async function state(partner, words) {
  await partner.page.locator('[data-saved-words]').filter({ hasText: words }).waitFor({ timeout: 20_000 });
}

async function begun(world, account, partner) {
  await partner.open('/claims/new');
  await partner.fill({ location_id: account.locations[0].id, name: 'Nothing is lost' });
  await partner.act('Save and continue');
  return partner.claimNumber();
}

async function outlives(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  const number = await begun(world, account, partner);
  const value = (name) => partner.main.locator(`[name="${name}"]`).inputValue();
  await partner.fill({ 'customer.name': 'Typed, not sent', 'customer.domain': 'half' });
  await state(partner, /^Saved .*, but for one field/);
  assert.equal((await world.api(account, `/claims/${number}`)).customer.name, 'Typed, not sent');
  // What isn't valid yet is there after a reload, and said to be.
  await partner.open(`/claims/${number}/edit/customer`);
  await partner.sees('Text that was not saved was put back');
  assert.equal(await value('customer.domain'), 'half');
  // No network: kept here, tried again.
  await partner.page.route('**/edit/customer', (route) => (route.request().method() === 'POST' ? route.abort('aborted') : route.continue()));
  await partner.fill({ 'customer.domain': 'whole.example' });
  await state(partner, /^Not saved\. Your text is kept here; trying again in \d+ s/);
  await partner.page.unroute('**/edit/customer');
  await state(partner, /^Saved [\d:]+$/);
  // Signed out in another tab: kept, and saved after signing in there again.
  const other = await partner.page.context().newPage();
  await other.goto(`${world.base}/claims/${number}`);
  await other.locator('form[action="/sign-out"] button').first().click();
  await other.waitForURL(/sign-in/);
  partner.expecting(401);
  await partner.fill({ 'customer.name': 'Typed while signed out' });
  await state(partner, 'You are signed out');
  const [again] = await Promise.all([
    partner.page.context().waitForEvent('page'),
    partner.main.getByRole('link', { name: 'Sign in again' }).click(),
  ]);
  await again.getByRole('button').filter({ hasText: account.email }).click();
  await again.getByRole('heading', { name: 'You are signed in' }).waitFor();
  await again.close();
  await partner.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await state(partner, /^Saved [\d:]+$/);
  const stored = await world.api(account, `/claims/${number}`);
  assert.deepEqual([stored.customer.name, stored.customer.domain], ['Typed while signed out', 'whole.example']);
}

async function twoTabs(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  const number = await begun(world, account, partner);
  const address = `${world.base}/claims/${number}/edit/customer`;
  const second = await partner.page.context().newPage();
  await second.goto(address);
  await second.locator('[name="customer.name"]').fill('By the second tab');
  await second.locator('[data-saved-words]').filter({ hasText: /^Saved \d/ }).waitFor();
  partner.expecting(412);
  await partner.fill({ 'customer.name': 'By the first tab', 'customer.country': 'BR' });
  await state(partner, 'changed this claim');
  await partner.act('See both versions');
  await partner.sees('By the second tab', 'As you typed it');
  assert.equal(await partner.main.locator('[name="customer.name"]').inputValue(), 'By the first tab');
  await partner.inspect('wizard-both-versions');
  await partner.main.getByRole('radio', { name: 'Customer’s name: keep it as it is now' }).check();
  await partner.act('Save and continue');
  const stored = await world.api(account, `/claims/${number}`);
  assert.deepEqual([stored.customer.name, stored.customer.country], ['By the second tab', 'BR']);
}

async function sentAgain(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  const number = await begun(world, account, partner);
  await partner.open(`/claims/${number}`);
  await partner.fill({ text: 'Typed before the session ended' });
  await partner.page.context().clearCookies();
  partner.expecting(401);
  await partner.act('Add comment');
  await partner.sees('Your form is kept');
  await partner.inspect('sign-in-kept');
  await partner.press(partner.main.getByRole('button').filter({ hasText: account.email }));
  await partner.sees('Your form was kept', 'Typed before the session ended');
  await partner.inspect('form-kept');
  await partner.act('Send it again');
  await partner.sees('Typed before the session ended');
  assert.equal(await partner.claimNumber(), number);
}

async function files(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  const number = await begun(world, account, partner);
  const claim = claimOf(account.locations[0]);
  await partner.open(`/claims/${number}/edit/proof`);
  const file = (name, text) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
  await partner.page.locator('#file').setInputFiles([
    file('IMG_0001.HEIC', 'a photo'),
    file('setup.exe', 'MZ'),
    proofOf(claim, 'First.pdf'),
    proofOf(claim, 'Second.pdf'),
  ]);
  await partner.sees('Most Compatible', 'This kind of file isn’t accepted', 'Not sent yet');
  await partner.inspect('wizard-files');
  await partner.main.getByRole('button', { name: 'Take Second.pdf off the list' }).click();
  await partner.main.getByRole('button', { name: 'Upload' }).click();
  await partner.page.locator('[data-refresh=documents]').getByText('First.pdf').waitFor();
  const stored = await world.api(account, `/claims/${number}`);
  assert.deepEqual(stored.documents.map((document) => document.name), ['First.pdf']);
}
