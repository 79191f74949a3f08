// Habits: finding by a few letters, what was opened last, shortcuts, help, addresses that can be shared.
import assert from 'node:assert/strict';

export const habits = [
  { title: 'the palette finds a claim by keyboard alone', scripts: true, tell: palette },
  { title: 'a claim is found, and found again among those opened last', tell: found },
  { title: 'the question mark lists the keys of the page', scripts: true, tell: shortcuts },
  { title: 'help cites the figures in force', tell: help },
  { title: 'lists, back and reload keep their place', tell: addresses },
  { title: 'back leads to where one came from, through forms too, and does nothing twice', tell: back },
];

const PARTNER = ['incentives_admin', { country: 'BR' }];

async function palette(world) {
  const partner = await world.as(world.account(...PARTNER));
  const { page } = partner;
  const { items: [claim] } = await world.api(partner.account, '/claims?phase=in_force&limit=1');
  await partner.open('/help');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox');
  assert.ok(await field.evaluate((element) => element === document.activeElement), 'the field has the focus');
  await page.keyboard.type(claim.customer.name.slice(0, 6).toLowerCase());
  const option = page.getByRole('option').filter({ hasText: claim.customer.name }).first();
  await option.waitFor();
  assert.deepEqual(await violationsIn(partner), []);

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const active = await field.getAttribute('aria-activedescendant');
  assert.equal(await page.locator(`[id="${active}"]`).getAttribute('aria-selected'), 'true');

  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' }).catch(() => {});
  assert.equal(await page.locator('dialog[open]').count(), 0, 'Escape closes it');

  await page.keyboard.press('Control+k');
  await page.keyboard.type(claim.number);
  await page.getByRole('option').filter({ hasText: claim.number }).first().waitFor();
  await Promise.all([page.waitForURL(`**/claims/${claim.number}`), page.keyboard.press('Enter')]);
  await partner.sees(claim.number);

  // Without letters: what was opened last.
  await world.toldEverywhere();
  await partner.open('/help');
  await page.keyboard.press('Control+k');
  await page.getByRole('option').filter({ hasText: claim.number }).first().waitFor();
  assert.match(await page.getByRole('listbox').innerText(), /Recently viewed/);
}

async function violationsIn(person) {
  const { violations } = await import('../accessibility.mjs');
  return violations(person.page);
}

async function found(world) {
  const partner = await world.as(world.account(...PARTNER));
  const { items: [claim] } = await world.api(partner.account, '/claims?phase=disputable&limit=1');
  await partner.open('/find');
  await partner.search(claim.customer.name);
  await partner.sees(claim.number, 'Customers');
  await partner.inspect('find');
  await partner.press(partner.main.locator(`a[href="/claims/${claim.number}"]`).first());
  await partner.sees(claim.number);
  await world.toldEverywhere();
  await partner.open('/find');
  await partner.sees('Recently viewed', claim.number);
}

async function shortcuts(world) {
  const reviewer = await world.as(world.account('reviewer'));
  const { page } = reviewer;
  await reviewer.open('/queue');
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Shortcuts' });
  await dialog.waitFor();
  assert.match(await dialog.innerText(), /On this page[\s\S]*Everywhere[\s\S]*Ctrl K/);
  assert.deepEqual(await violationsIn(reviewer), []);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  // A question mark in a field is a question mark.
  const field = reviewer.main.locator('input[type=search]').first();
  await field.focus();
  await page.keyboard.type('?');
  assert.equal(await field.inputValue(), '?');
  assert.equal(await dialog.isVisible(), false);
  await reviewer.open('/help/keys');
  await reviewer.inspect('keys');
}

async function help(world) {
  const partner = await world.as(world.account(...PARTNER));
  await partner.open('/help');
  await partner.sees('5 business days', '7 calendar days', '30 calendar days', 'Four eyes');
  await partner.inspect('help');
  await partner.open('/help/keys');
  await partner.sees('Ctrl K');
}

async function addresses(world) {
  const partner = await world.as(world.account(...PARTNER));
  const { page } = partner;
  await partner.open('/claims?status=approved');
  const list = await partner.reads();
  const claim = partner.main.locator('a[href^="/claims/CPOR-"]').first();
  await partner.press(claim);
  await page.goBack({ waitUntil: 'load' });
  assert.equal(new URL(page.url()).search, '?status=approved');
  assert.equal(await partner.reads(), list, 'back is where it was');
  await page.reload({ waitUntil: 'load' });
  assert.equal(await partner.reads(), list, 'the address says it all');

  // After an act the page is one that can be loaded anew without doing it twice.
  const { items: [open] } = await world.api(partner.account, '/claims?phase=in_force&limit=1');
  await partner.open(`/claims/${open.number}`);
  const text = `Once only ${Math.random()}`;
  await partner.fill({ text });
  await partner.act('Add comment');
  await page.reload({ waitUntil: 'load' });
  const { items } = await world.api(partner.account, `/claims/${open.number}/comments`);
  assert.equal(items.filter((comment) => comment.text === text).length, 1);
}

async function back(world) {
  const account = world.account(...PARTNER);
  const partner = await world.as(account);
  const { page } = partner;
  const path = () => new URL(page.url()).pathname;
  await partner.open('/claims?status=editing');
  await partner.act('New claim');
  await partner.fill({ location_id: account.locations[0].id, name: world.title });
  await partner.act('Save and continue');
  const number = await partner.claimNumber();
  await partner.fill({ 'customer.name': 'Vale Verde' });
  await partner.act('Save and continue');
  assert.equal(path(), `/claims/${number}/edit/lines`);
  await page.goBack({ waitUntil: 'load' });
  assert.equal(path(), `/claims/${number}/edit/customer`);
  assert.equal(await partner.main.locator('[name="customer.name"]').inputValue(), 'Vale Verde', 'what was saved is shown');
  await page.goForward({ waitUntil: 'load' });
  assert.equal(path(), `/claims/${number}/edit/lines`);
  // Back over the form that made the draft: none is made anew.
  while (path() !== '/claims') await page.goBack({ waitUntil: 'load' });
  assert.equal(new URL(page.url()).search, '?status=editing');
  const { items } = await world.api(account, '/claims?status=editing&limit=200');
  assert.equal(items.filter((claim) => claim.name === world.title).length, 1);

  const reviewer = await world.as(world.account('reviewer'));
  await reviewer.open('/queue?whose=unassigned&status=submitted');
  await reviewer.press(reviewer.main.locator('a[data-row-link]').first());
  const submitted = await reviewer.claimNumber();
  await reviewer.act('Start review');
  await reviewer.sees('Under review');
  for (let tries = 0; new URL(reviewer.page.url()).pathname !== '/queue'; tries += 1) {
    assert.ok(tries < 3, 'back leads to the queue');
    await reviewer.page.goBack({ waitUntil: 'load' });
  }
  assert.equal(new URL(reviewer.page.url()).search, '?whose=unassigned&status=submitted');
  await reviewer.doesNotSee(submitted.replace('CPOR-', ''));
}
