// What surrounds every page: the theme, the end of a session, what isn't there, the statement.
import assert from 'node:assert/strict';

export const frame = [
  { title: 'a theme is chosen by a guest and stays when they sign in', tell: theme },
  { title: 'a theme is chosen by keyboard alone', scripts: true, tell: keyboard },
  { title: 'the end of a session is told ahead and put off without losing what was typed', scripts: true, tell: session },
  { title: 'what isn’t there says so and leads on', tell: absent },
  { title: 'every part of the pages, in every theme', tell: parts },
];

const PARTNER = ['incentives_admin', { country: 'BR' }];

const themeOf = (person) => person.page.evaluate(() => document.documentElement.dataset.theme);

async function choose(person, words) {
  const foot = person.page.locator('.themes');
  await foot.locator('summary').click();
  await person.press(foot.getByRole('button', { name: words, exact: true }));
}

async function theme(world) {
  const guest = await world.guest({ width: 390, height: 844 });
  await guest.open('/sign-in');
  assert.equal(await themeOf(guest), undefined, 'at first the system decides');
  await choose(guest, 'dark');
  assert.equal(await themeOf(guest), 'dark');
  assert.equal(new URL(guest.page.url()).pathname, '/sign-in');
  await guest.inspect('theme-guest-dark');
  await guest.signIn(world.account(...PARTNER));
  assert.equal(await themeOf(guest), 'dark');
  await guest.open('/accessibility');
  await guest.sees('WCAG 2.2', 'Tell those who run this installation');
  await guest.inspect('accessibility-dark');
}

async function keyboard(world) {
  const partner = await world.as(world.account(...PARTNER));
  const { page } = partner;
  await partner.open('/help');
  await page.locator('.themes summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.innerText), 'dark, high contrast');
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  assert.equal(await themeOf(partner), 'dark contrast');
  assert.equal(new URL(page.url()).pathname, '/help');
  await partner.inspect('theme-dark-contrast');
  await choose(partner, 'as your system');
  assert.equal(await themeOf(partner), undefined);
}

async function session(world) {
  const partner = await world.as(world.account(...PARTNER));
  const { page } = partner;
  await page.clock.install();
  await partner.open('/find');
  const field = partner.main.locator('[name=q]').first();
  await field.fill('half a word');
  const warning = page.locator('[data-session-warning]');
  assert.ok(await warning.isHidden(), 'a session of twelve hours has just begun');
  await page.clock.fastForward('11:49:00');
  assert.ok(await warning.isHidden(), 'eleven minutes are left');
  await page.clock.fastForward('02:00');
  await warning.waitFor({ state: 'visible' });
  await partner.inspect('session-end');
  await warning.getByRole('button', { name: 'Stay signed in' }).click();
  await warning.waitFor({ state: 'hidden' });
  assert.equal(await field.inputValue(), 'half a word');
}

async function absent(world) {
  const guest = await world.guest({ width: 390, height: 844 });
  await guest.open('/nowhere', { status: 404 });
  await guest.sees('There is nothing here');
  await guest.inspect('absent-390');
  const partner = await world.as(world.account(...PARTNER));
  await partner.open('/claims/CPOR-2026-999999', { status: 404 });
  await partner.sees('outside what you can see');
  await partner.open('/sign-out', { status: 405 });
  await partner.sees('There is nothing here');
  await partner.act('To the start');
}

async function parts(world) {
  const partner = await world.as(world.account(...PARTNER));
  await partner.open('/style');
  await partner.sees('The month strip', 'The life of a claim', 'dark, high contrast');
  await partner.inspect('style');
  for (const width of [320, 768, 2560]) {
    await partner.page.setViewportSize({ width, height: 900 });
    const wider = await partner.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wider <= 0, `${width} px: the page is ${wider} px wider than the window`);
  }
}
