// A partner's list of claims: narrowed while one types, named, taken along; and a copy that is taken back.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { drafted } from '../made.mjs';

export const lists = [
  { title: 'a list narrows at once, the field keeps the focus, and one step back is the list before', tell: atOnce },
  { title: 'a view of the list gets a name and the list goes along as a file', tell: namedAndTaken },
  { title: 'a copy is taken back where it was made', tell: takenBack },
  { title: 'two tabs begin two claims, and each keeps its own text', tell: twoTabs },
];

const listed = async (person) => (await person.main.locator('[data-row]').allInnerTexts()).length;

async function partnerOf(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  return { account, partner: await world.as(account) };
}

async function atOnce(world) {
  const { account, partner } = await partnerOf(world);
  const { items } = await world.api(account, '/claims?status=approved&limit=50');
  const [claim] = items;
  const begin = claim.customer.name.slice(0, 5);
  await partner.open('/claims');
  if (!world.scripts) {
    await partner.sees('Apply');
    await partner.narrow({ status: 'approved', q: begin });
    assert.ok((await listed(partner)) > 0);
    return;
  }
  assert.equal(await partner.main.getByRole('button', { name: 'Apply' }).count(), 0, 'nothing is to be applied');
  const field = partner.main.getByRole('searchbox');
  await partner.page.keyboard.press('/');
  await partner.page.keyboard.type(begin);
  await partner.page.waitForURL((url) => url.searchParams.get('q') === begin);
  assert.ok(await field.evaluate((input) => input === document.activeElement), 'whoever types stays in the field');
  assert.equal(await field.inputValue(), begin);
  const told = partner.page.locator('#announcements');
  await told.filter({ hasText: /claim/ }).waitFor({ state: 'attached' });
  assert.equal(await told.innerText(), await partner.page.locator('[data-found]').first().innerText(), 'the count is announced');
  await partner.narrow({ status: 'approved' });
  await partner.sees('Status: Approved');
  await partner.page.goBack();
  await partner.page.waitForURL((url) => url.searchParams.get('q') === begin && !url.searchParams.has('status'));
  await partner.doesNotSee('Status: Approved');
  await partner.page.goBack();
  await partner.page.waitForURL((url) => url.search === '');
  // What was typed is gone with the step back, once the page is drawn anew.
  await partner.page.waitForFunction(() => document.querySelector('main input[type=search]')?.value === '');
}

async function namedAndTaken(world) {
  const { account, partner } = await partnerOf(world);
  await partner.open('/claims');
  await partner.narrow({ turn: 'partner' });
  await partner.main.locator('#view-menu').click();
  await partner.fill({ name: 'Mine to do' });
  await partner.act('Save');
  await partner.sees('The view is saved.', 'Change this view');
  await partner.inspect('claims-views');
  await partner.open('/claims');
  await partner.press(partner.main.locator('.views a').filter({ hasText: 'Mine to do' }));
  assert.equal(new URL(partner.page.url()).search, '?turn=partner');
  const { items } = await world.api(account, '/claims?turn=partner&limit=200');
  await partner.main.locator('#export-menu').click();
  const [download] = await Promise.all([partner.page.waitForEvent('download'), partner.main.getByRole('link', { name: 'CSV' }).click()]);
  assert.equal(download.suggestedFilename(), 'claims.csv');
  const rows = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  assert.equal(rows.length, items.length + 1, 'a heading and every claim of the view');
  const side = Number(await partner.page.locator('nav a[href*="turn=partner"] .count').innerText());
  assert.equal(side, items.length, 'the side bar counts the same');
  await partner.main.locator('#view-menu').click();
  await partner.act('Delete the view');
  await partner.doesNotSee('Mine to do');
}

async function takenBack(world) {
  const { account, partner } = await partnerOf(world);
  const { number } = await drafted(world, account);
  await partner.open(`/claims/${number}`);
  await partner.act('Copy to a new claim');
  await partner.sees('Copied to a new draft.');
  const copy = /CPOR-\d{4}-\d{6}/.exec(partner.page.url())[0];
  assert.notEqual(copy, number);
  if (world.scripts) await partner.pressKey('z');
  else await partner.act('Undo');
  await partner.sees('The new draft is discarded');
  assert.equal(new URL(partner.page.url()).pathname, `/claims/${number}`);
  await partner.open(`/claims/${copy}`, { status: 404 });
}

async function twoTabs(world) {
  const { partner } = await partnerOf(world);
  if (!world.scripts) return;
  await partner.open('/claims/new');
  await partner.fill({ name: 'The first' });
  const other = await partner.page.context().newPage();
  await other.goto(partner.page.url());
  assert.equal(await other.locator('[name=name]').inputValue(), '', 'a second tab begins something new');
  await other.locator('[name=name]').fill('The second');
  await partner.page.reload();
  await partner.page.locator('[data-restored]').waitFor();
  assert.equal(await partner.page.locator('[name=name]').inputValue(), 'The first');
  await other.close();
  const third = await partner.page.context().newPage();
  await third.goto(partner.page.url());
  await third.locator('[data-restored]').waitFor();
  assert.equal(await third.locator('[name=name]').inputValue(), 'The second', 'what a closed tab left is found again');
  await third.close();
}
