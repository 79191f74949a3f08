// A day in the queue: from claim to claim by keyboard, acts on several with a way back, views that keep their name.
import assert from 'node:assert/strict';

export const queue = [
  { title: 'a reviewer clears ten claims by keyboard alone', tell: tenClaims, scripts: true },
  { title: 'a lead assigns claims together and takes it back', tell: takenBack, scripts: true },
  { title: 'what waits is done once when its page is left, and the next page says so', tell: leftBehind, scripts: true },
  { title: 'a lead assigns claims together on a phone', tell: onPhone },
  { title: 'claims are assigned together without a script, after a page that asks', tell: asked, scripts: false },
  { title: 'a decision leads on to the next claim of the view', tell: leadsOn, scripts: false },
  { title: 'a view of the queue gets a name and loses it', tell: namedView },
  { title: 'a view is named by keyboard alone', tell: namedByKeyboard, scripts: true },
  { title: 'the queue says programme and reviewer whole', tell: whole, scripts: false },
];

const PHONE = { width: 390, height: 844 };
const TOAST_MS = 10_000;

async function claim(world, number) {
  return world.api(world.account('auditor'), `/claims/${number}`);
}

async function press(page, key) {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
}

async function tenClaims(world) {
  const reviewer = await world.as(world.account('reviewer'));
  const { page } = reviewer;
  await reviewer.open('/queue?whose=unassigned&status=submitted');
  await reviewer.inspect('queue');
  await press(page, 'n');
  const cleared = [];
  for (let turn = 0; turn < 10; turn += 1) {
    const number = await reviewer.claimNumber();
    await press(page, 's');
    assert.equal(await reviewer.claimNumber(), number, 'starting a review stays on the claim');
    await page.keyboard.press('c');
    await page.keyboard.press('a');
    await page.locator('dialog[open]').waitFor();
    await press(page, 'Enter');
    assert.equal((await claim(world, number)).status, 'approved', number);
    await reviewer.sees(number);
    cleared.push(number);
  }
  assert.equal(new Set(cleared).size, 10, 'ten different claims');
  await reviewer.inspect('queue-walk');
  await press(page, 'u');
  assert.equal(new URL(page.url()).search, '?whose=unassigned&status=submitted', 'the way back leads to the same view');
}

/** Selects the first rows by J and X; answers their numbers. */
async function selectRows(page, count) {
  const numbers = [];
  for (let row = 0; row < count; row += 1) {
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    numbers.push(await page.locator('[data-row].at').getAttribute('data-row'));
  }
  return numbers;
}

async function takenBack(world) {
  const account = world.account('review_lead');
  const lead = await world.as(account);
  const { page } = lead;
  await lead.open('/queue?whose=unassigned&status=submitted');
  const numbers = await selectRows(page, 3);
  await lead.sees('3 selected');
  await page.keyboard.press('a');
  const toast = page.locator('.toast');
  await toast.waitFor();
  // Whoever points at it is given the time.
  await toast.hover();
  await lead.inspect('queue-toast');
  await page.keyboard.press('z');
  await page.mouse.move(0, 0);
  await toast.waitFor({ state: 'detached' });
  for (const number of numbers) assert.equal((await claim(world, number)).reviewer, null, 'Undo left it as it was');
  await lead.sees('3 selected');

  // A range by Shift: from the first row to the third.
  await page.keyboard.press('Escape');
  await lead.sees('Select claims to act on them together');
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await lead.sees('3 selected');
  await page.keyboard.press('a');
  await toast.waitFor();
  assert.equal((await claim(world, numbers[0])).reviewer, null, 'nothing is sent before the toast has passed');
  await page.getByText('3 claims are assigned to you').waitFor({ timeout: TOAST_MS + 5_000 });
  for (const number of numbers) assert.equal((await claim(world, number)).reviewer.email, account.email);

  // Whoever leaves the page means what was done there.
  await lead.open('/queue?whose=unassigned&status=submitted');
  const [last] = await selectRows(page, 1);
  await page.keyboard.press('a');
  await toast.waitFor();
  await lead.open('/queue/team');
  await lead.sees('Nobody yet', account.name);
  await lead.inspect('queue-team');
  await assert.doesNotReject(async () => {
    for (let tries = 0; (await claim(world, last)).reviewer === null; tries += 1) {
      assert.ok(tries < 20, `${last} is assigned after the page was left`);
      await page.waitForTimeout(100);
    }
  });
}

async function leftBehind(world) {
  const account = world.account('review_lead');
  const lead = await world.as(account);
  const { page } = lead;
  const list = '/queue?whose=unassigned&status=submitted';
  const told = (words) => page.locator('.toast').getByText(words).waitFor();
  const reviewer = async (number) => (await claim(world, number)).reviewer?.email;

  // Reloaded: it is sent, and the page that comes says what became of it.
  await lead.open(list);
  const [first] = await selectRows(page, 1);
  await page.keyboard.press('a');
  await page.locator('.toast').waitFor();
  await page.reload({ waitUntil: 'load' });
  await told('1 claim is assigned to you.');
  assert.equal(await reviewer(first), account.email);

  // Another page, by a link or by the address bar: the same.
  for (const leave of [() => lead.press(page.getByRole('link', { name: 'Disputes' }).first()), () => lead.open('/claims')]) {
    await lead.open(list);
    const [number] = await selectRows(page, 1);
    await page.keyboard.press('a');
    await page.locator('.toast').waitFor();
    await leave();
    await told('1 claim is assigned to you.');
    assert.equal(await reviewer(number), account.email);
  }

  // Signing out sends first what was said to be done.
  await lead.open(list);
  const [last] = await selectRows(page, 1);
  await page.keyboard.press('a');
  await page.locator('.toast').waitFor();
  await lead.press(page.getByRole('button', { name: 'Sign out' }));
  assert.equal(await reviewer(last), account.email);

  // Two tabs: what the other one did first is not done again, and the toast says so.
  const other = await world.as(account);
  await lead.signIn(account);
  await lead.open(list);
  await other.open(list);
  const [both] = await selectRows(page, 1);
  assert.deepEqual(await selectRows(other.page, 1), [both]);
  await page.keyboard.press('a');
  await page.locator('.toast').waitFor();
  await page.reload({ waitUntil: 'load' });
  await told('1 claim is assigned to you.');
  await other.page.keyboard.press('a');
  await other.page.locator('.toast').waitFor();
  await other.page.reload({ waitUntil: 'load' });
  await other.page.locator('.toast').getByText('changed meanwhile').waitFor();

  // Whoever comes back from a claim stands on its row.
  await lead.open(list);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const here = await page.locator('[data-row].at').getAttribute('data-row');
  await press(page, 'Enter');
  await press(page, 'u');
  assert.equal(await page.locator('[data-row].at').getAttribute('data-row'), here);
  assert.ok(await page.locator('[data-row].at [data-row-link]').evaluate((link) => link === document.activeElement));
}

/** Ticks the first rows; answers their numbers. */
async function tick(person, count) {
  const rows = person.main.locator('[data-row]');
  const numbers = [];
  for (let row = 0; row < count; row += 1) {
    await rows.nth(row).locator('input.check').check();
    numbers.push(await rows.nth(row).getAttribute('data-row'));
  }
  return numbers;
}

async function onPhone(world) {
  const account = world.account('review_lead');
  const lead = await world.guest(PHONE);
  await lead.signIn(account);
  await lead.open('/queue?whose=unassigned&status=submitted');
  await lead.inspect('queue-phone');
  const numbers = await tick(lead, 2);
  const button = lead.main.getByRole('button', { name: /^Assign to me/ });
  if (world.scripts) {
    await button.click();
    await lead.page.locator('.toast').getByRole('button', { name: /Undo/ }).click();
    assert.equal((await claim(world, numbers[0])).reviewer, null);
    await button.click();
    await lead.page.getByText('2 claims are assigned to you').waitFor({ timeout: TOAST_MS + 5_000 });
  } else {
    await lead.press(button);
    await lead.inspect('queue-confirm-phone');
    await lead.act('Assign these 2 claims to you');
    await lead.sees('2 claims are assigned to you');
  }
  for (const number of numbers) assert.equal((await claim(world, number)).reviewer.email, account.email);
}

async function asked(world) {
  const lead = await world.as(world.account('review_lead'));
  const colleague = world.account('reviewer');
  await lead.open('/queue?whose=unassigned&status=submitted');
  const numbers = await tick(lead, 3);
  await lead.fill({ reviewer: colleague.email });
  await lead.press(lead.main.getByRole('button', { name: 'Assign', exact: true }));
  await lead.sees(`Assign these 3 claims to ${colleague.name}`, 'gets a message', ...numbers);
  assert.equal((await claim(world, numbers[0])).reviewer, null, 'nothing is done before the click');
  await lead.inspect('queue-confirm');
  await lead.act(`Assign these 3 claims to ${colleague.name}`);
  await lead.sees(`3 claims are assigned to ${colleague.name}`, ...numbers);
  for (const number of numbers) assert.equal((await claim(world, number)).reviewer.email, colleague.email);
  await lead.act('Back to the queue');
  assert.equal(new URL(lead.page.url()).search, '?whose=unassigned&status=submitted');
}

async function leadsOn(world) {
  const reviewer = await world.as(world.account('reviewer'));
  await reviewer.open('/queue?whose=unassigned&status=submitted');
  await reviewer.act('Next claim');
  const first = await reviewer.claimNumber();
  await reviewer.act('Next claim');
  const second = await reviewer.claimNumber();
  assert.notEqual(second, first, 'a claim may be passed over');
  await reviewer.act('Start review');
  assert.equal(await reviewer.claimNumber(), second);
  await reviewer.act('Back to the list');
  await reviewer.doesNotSee(second.replace('CPOR-', ''));
}

async function namedView(world) {
  const reviewer = await world.as(world.account('reviewer', { but: world.account('reviewer').email }));
  const name = world.scripts ? 'What comes back' : 'What came back';
  await reviewer.open('/queue?status=resubmission&whose=unassigned');
  await reviewer.main.locator('summary').filter({ hasText: 'Save this view' }).click();
  await reviewer.fill({ name });
  await reviewer.act('Save');
  await reviewer.sees('The view is saved', name);
  await reviewer.open('/queue');
  await reviewer.act(name);
  assert.equal(new URL(reviewer.page.url()).search, '?whose=unassigned&status=resubmission');
  await reviewer.main.locator('summary').filter({ hasText: 'Change this view' }).click();
  await reviewer.act('Delete the view');
  await reviewer.open('/queue');
  await reviewer.doesNotSee(name);
}

async function namedByKeyboard(world) {
  const reviewer = await world.as(world.account('reviewer'));
  const { page } = reviewer;
  await reviewer.open('/queue?status=dispute');
  await reviewer.tabTo('#view-menu');
  await page.keyboard.press('Enter');
  await page.locator('#view-name:focus').waitFor();
  // N and K are keys of the queue: here they are letters.
  await page.keyboard.type('Next by kind');
  await press(page, 'Enter');
  await reviewer.sees('The view is saved', 'Next by kind');
}

async function whole(world) {
  const lead = await world.as(world.account('review_lead'));
  for (const width of [1280, 1366, 1680]) {
    await lead.page.setViewportSize({ width, height: 900 });
    await lead.open('/queue');
    const cut = await lead.page.locator('.queue .whole').evaluateAll((cells) => cells
      .filter((cell) => cell.scrollWidth > cell.clientWidth)
      .map((cell) => cell.textContent));
    assert.deepEqual(cut, [], `cut at ${width}`);
  }
}
