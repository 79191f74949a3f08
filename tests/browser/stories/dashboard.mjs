// The partner's home and the list of all claims.
import assert from 'node:assert/strict';

export const dashboard = [
  { title: 'a partner finds what needs action and opens it by keyboard', tell: byKeyboard },
  { title: 'figures stand in tables, and their links lead to these claims', tell: figures },
  { title: 'a list is narrowed, ordered and shared by its address', tell: byAddress },
  { title: 'on a telephone the home and the list fit and say the same', tell: onATelephone },
];

const NUMBER = /CPOR-\d{4}-\d{6}/;

async function home(world, size) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  if (size) await partner.page.setViewportSize(size);
  await partner.open('/');
  return { account, partner };
}

async function byKeyboard(world) {
  const { account, partner } = await home(world);
  await partner.sees('Needs my action', /until|end of|No deadline/);
  const { items } = await world.api(account, '/claims?turn=partner&sort=due_at&limit=200');
  assert.ok(items.length > 0, 'the demo has claims that need the partner');
  await partner.sees(items.length === 1 ? '1 needs you' : `${items.length} need you`);
  await partner.inspect('dashboard');

  const filled = partner.main.locator('.btn.primary');
  assert.equal(await filled.count(), 1, 'one button is filled');
  const wanted = NUMBER.exec(await filled.innerText())[0];
  assert.ok(items.some((claim) => claim.number === wanted), `${wanted} waits for the partner`);

  // The first button of the list is a few steps of Tab behind the skip link.
  await partner.page.keyboard.press('Tab');
  await partner.page.keyboard.press('Enter');
  for (let steps = 0; steps < 8; steps += 1) {
    await partner.page.keyboard.press('Tab');
    if (await filled.evaluate((button) => button === document.activeElement)) break;
  }
  assert.ok(await filled.evaluate((button) => button === document.activeElement), 'Tab reaches the first act');
  await Promise.all([partner.page.waitForEvent('load'), partner.page.keyboard.press('Enter')]);
  assert.ok(partner.page.url().includes(wanted), `${partner.page.url()} is about ${wanted}`);

  await partner.page.goBack();
  await partner.sees('Needs my action');
  if (!world.scripts) return;
  await partner.page.evaluate(() => document.activeElement?.blur());
  await partner.page.keyboard.press('j');
  const row = await partner.page.evaluate(() => document.activeElement?.closest('[data-row]')?.innerText ?? '');
  assert.ok(row.includes(wanted), `J goes to the first row; it is at: ${row}`);
}

async function figures(world) {
  const { account, partner } = await home(world);
  for (const status of ['editing', 'under_review', 'approved']) {
    const link = partner.main.locator(`.bars a[href*="status=${status}"]`).first();
    const row = link.locator('xpath=ancestor::tr');
    const told = Number(/(\d+)\s*$/.exec((await row.innerText()).trim())[1]);
    const address = new URL(await link.getAttribute('href'), world.base);
    const { items, next } = await world.api(account, `/claims${address.search}&limit=200`);
    assert.ok(next !== null || items.length === told, `${status}: the figure says ${told}, the list has ${items.length}`);
  }
  for (const summary of await partner.main.locator('.asdata summary').all()) await summary.click();
  await partner.sees('Business days to decision', 'Deadlines, this week and next');
  const tables = partner.main.locator('.charts table');
  assert.ok((await tables.count()) >= 2, 'the figures have tables');
  await partner.press(partner.main.locator('.bars a[href*="status=under_review"]'));
  await partner.sees('All claims', 'Status: Under review');
}

async function byAddress(world) {
  const { account, partner } = await home(world);
  if (world.scripts) {
    await partner.main.locator('select[name=turn]').selectOption('partner');
    await partner.page.waitForURL((url) => url.pathname === '/claims' && url.search === '?turn=partner');
    await partner.page.goBack();
  }
  await partner.act('Go to all claims');
  await partner.sees(/\d+ claims/);
  await partner.narrow({ status: 'approved', sort: 'number' });
  const shown = new URL(partner.page.url());
  assert.equal(shown.searchParams.get('status'), 'approved');
  if (world.scripts) assert.equal(shown.search, '?status=approved&sort=number', 'what narrows nothing is left out');
  const numbers = await listed(partner);
  assert.deepEqual(numbers, [...numbers].sort(), 'in the order of their numbers');
  const { items } = await world.api(account, '/claims?status=approved&sort=number&limit=50');
  assert.deepEqual(numbers, items.map((claim) => claim.number));

  const colleague = await world.as(account);
  await colleague.open(`${shown.pathname}${shown.search}`);
  assert.deepEqual(await listed(colleague), numbers, 'the address shows the same to a colleague');

  const [claim] = items;
  await partner.search(claim.customer.name.slice(0, 5).toLowerCase());
  assert.ok((await listed(partner)).includes(claim.number));
  const mark = partner.main.locator('.main mark').first();
  assert.equal((await mark.innerText()).toLowerCase(), claim.customer.name.slice(0, 5).toLowerCase());
  await partner.inspect('claims-found');

  await partner.press(partner.main.locator('.chips a').filter({ hasText: 'Status: Approved' }));
  assert.equal(new URL(partner.page.url()).searchParams.get('status'), null);
  await partner.page.goBack();
  await partner.sees('Status: Approved');
  await partner.open('/claims?q=nobody+begins+like+this');
  await partner.sees('No claim matches', 'Show all claims');
  await partner.inspect('claims-none');
}

async function onATelephone(world) {
  const { partner } = await home(world, { width: 390, height: 844 });
  await partner.sees('Needs my action', 'Claims by status');
  // The home's filters open the list by themselves, as the list narrows by itself; without scripts a button does.
  assert.equal(await partner.main.getByRole('button', { name: 'Apply' }).count(), world.scripts ? 0 : 1);
  await partner.inspect('dashboard-390');
  await partner.page.setViewportSize({ width: 320, height: 800 });
  await partner.open('/claims?sort=due_at');
  await partner.sees('Until the end of');
  await partner.inspect('claims-320');
}

async function listed(person) {
  const links = person.main.locator('[data-row] a[data-row-link]');
  return links.evaluateAll((all) => all.map((link) => link.pathname.split('/')[2]));
}
