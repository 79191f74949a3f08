// The server stops in the middle, the line is slow: nothing typed is lost, and nothing is done twice.
import assert from 'node:assert/strict';
import { drafted, rejected, submitted, underReview } from '../made.mjs';

export const outages = [
  { title: 'what is typed outlives a restart of the server', tell: restart },
  { title: 'on a slow line what is typed arrives whole, and once', tell: slowLine, scripts: true },
];

/** Forms in the middle of which the server stops: who fills them, where, and the button. */
async function forms(world) {
  const partner = world.account('incentives_admin', { country: 'BR' });
  const dispute = (await rejected(world, partner)).number;
  const review = (await underReview(world, partner)).number;
  const settings = '/settings/programmes/osu';
  return [
    { who: partner, at: `/claims/${dispute}`, words: 'Dispute', values: { justification: 'The signature is on page 2.' } },
    {
      who: world.account('reviewer'),
      at: `/claims/${review}`,
      words: 'Request information',
      values: { comment: 'Page 2 is missing.' },
      marks: 'input[name=reasons][value=missing_products]',
    },
    { who: world.account('programme_manager'), at: settings, words: 'Save', values: { name: 'Usage of online services' }, sentHere: true },
  ];
}

async function restart(world) {
  const { server, world: own } = await world.ownDemo();
  const filled = [];
  for (const form of await forms(own)) {
    const person = await own.as(form.who);
    await person.open(form.at);
    await person.fill(form.values);
    if (form.marks) await person.main.locator(form.marks).check();
    filled.push({ ...form, person });
  }
  const wizard = world.scripts ? await inTheWizard(own) : null;
  // As a power cut ends it, and as an operator does.
  if (world.scripts) await server.kill();
  else await server.stop();
  filled.forEach(({ person }) => person.withoutServer());
  // Without an answer the browser shows a page of its own.
  for (const { person, words } of filled) {
    const { page } = person;
    await (await person.form(words)).locator('button').filter({ hasText: words }).last().click({ noWaitAfter: true });
    while (!page.url().startsWith('chrome-error:')) await page.waitForTimeout(50);
  }
  await wizard?.typed();
  await server.resume();
  for (const { person, words, values, marks, sentHere } of filled) {
    // Where the form was sent to its own page's address the browser's page stands in its place, and sends it when it is asked again.
    if (sentHere) {
      await person.page.reload({ waitUntil: 'load' });
      continue;
    }
    await person.page.goBack({ waitUntil: 'load' });
    for (const [name, value] of Object.entries(values)) {
      assert.equal(await person.main.locator(`[name="${name}"]`).first().inputValue(), value, `${words}: ${name} outlives the restart`);
    }
    // A browser without scripts brings back texts; a mark is set again.
    if (marks && world.scripts) assert.ok(await person.main.locator(marks).isChecked(), `${words}: the mark outlives the restart`);
    else if (marks) await person.main.locator(marks).check();
  }
  for (const { person, words } of filled.filter(({ sentHere }) => !sentHere)) {
    const form = await person.form(words);
    await form.locator('button').filter({ hasText: words }).last().click();
    // A decision is read before it goes out.
    const step = person.main.locator('form[data-decided]').getByRole('button', { name: words });
    if (words === 'Request information') await step.click();
  }
  const [dispute, review] = filled;
  await dispute.person.sees('Under review', 'The signature is on page 2.');
  await filled[2].person.sees('It holds from now on', 'Usage of online services');
  await review.person.sees('Partner action required');
  await wizard?.saved();
}

async function inTheWizard(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const { number } = await drafted(world, account);
  const partner = await world.as(account);
  await partner.open(`/claims/${number}/edit/customer`);
  const state = (words) => partner.page.locator('[data-saved-words]').filter({ hasText: words }).waitFor({ timeout: 20_000 });
  return {
    async typed() {
      partner.withoutServer();
      await partner.fill({ 'customer.name': 'Typed while it was down' });
      await state('Not saved');
    },
    async saved() {
      await state(/^Saved [\d:]+$/);
      assert.equal((await world.api(account, `/claims/${number}`)).customer.name, 'Typed while it was down');
    },
  };
}

async function slowLine(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const { number } = await drafted(world, account);
  const partner = await world.as(account);
  const { page } = partner;
  await partner.open(`/claims/${number}/edit/customer`);
  const quickly = await partner.slowly(30_000, 500);
  const name = partner.main.locator('[name="customer.name"]');
  await name.fill('Half');
  await page.locator('[data-saved-words]').filter({ hasText: 'Saving…' }).waitFor();
  // More is typed while the first half is on its way, and the person goes on at once.
  await name.fill('Half and whole');
  await partner.act('Save and continue');
  assert.equal((await world.api(account, `/claims/${number}`)).customer.name, 'Half and whole');

  // Pressed again because nothing seems to happen: it happens once.
  const other = await submitted(world, account);
  await partner.open(`/claims/${other.number}`);
  await partner.fill({ text: 'Said once' });
  const button = (await partner.form('Add comment')).locator('button').filter({ hasText: 'Add comment' });
  await Promise.all([page.waitForEvent('load'), button.dblclick({ noWaitAfter: true })]);
  await quickly();
  const { items } = await world.api(account, `/claims/${other.number}/comments`);
  assert.equal(items.filter((comment) => comment.text === 'Said once').length, 1);
}
