// Takes the pictures of docs/images from a running demo: node pictures.mjs BASE_URL DATA_DIR IMAGES_DIR
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { proof } from './proof.mjs';
import { answer, approve, claimOf, draft, requestInformation, startReview, submit } from './steps.mjs';
import { World } from './world.mjs';

const [base, data, images] = process.argv.slice(2);
if (!base || !data || !images) {
  console.error('node pictures.mjs BASE_URL DATA_DIR IMAGES_DIR');
  process.exit(2);
}
mkdirSync(images, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
const world = new World(browser, { base, data, shots: images, scripts: true, title: 'pictures' });

const account = world.account('incentives_admin', { country: 'BR' });
const partner = await world.as(account);
const colleague = await world.as(world.account('incentives_user', { country: 'BR' }));
const reviewer = await world.as(world.account('reviewer'));

function rollout(name, customer, domain, products) {
  return {
    ...claimOf(account.locations[0], products),
    name,
    'customer.name': customer,
    'customer.domain': domain,
    'customer.time_zone': 'America/Sao_Paulo',
    'customer_contact.email': `rosana.prado@${domain}`,
    'partner_contact.name': account.name,
    'partner_contact.email': account.email,
  };
}

function statement(customer) {
  return proof(`SOW ${customer} 2026.pdf`, [
    `Statement of work: Serra Azul Tecnologia for ${customer}`,
    '',
    'Migration of the mailboxes to Exchange Online and adoption of Teams, March to July 2026:',
    'plan, pilot with 40 people, migration in two waves, training, hand-over.',
    '',
    'Accepted on 14 July 2026',
    'Rosana Prado, head of IT',
  ]);
}

async function say(person, number, text) {
  await person.open(`/claims/${number}`);
  await person.fill({ text });
  await person.act('Add comment');
}

async function picture(person, name, path, height = 1000) {
  const { width } = person.page.viewportSize();
  await person.page.setViewportSize({ width, height });
  // Twice: the typeface is taken from the cache or not at all, so that nothing shifts.
  await person.open(path);
  await person.open(path);
  // The browser's viewer says nowhere that it has drawn a document.
  if ((await person.page.locator('iframe').count()) > 0) await person.page.waitForTimeout(2_000);
  await person.page.screenshot({ path: join(images, `${name}.png`) });
}

const asked = rollout('Exchange and Teams rollout', 'Cooperativa Vale Verde', 'valeverde.example', ['exchange_online', 'teams', 'teams_phone']);
const number = await draft(partner, asked, statement(asked['customer.name']));
await submit(partner, number);
await startReview(reviewer, number);
await requestInformation(reviewer, number, {
  reasons: ['missing_customer_acknowledgment', 'missing_products'],
  comment: 'The signed acceptance covers the mailbox migration only. Please send a page where the customer acknowledges '
    + 'the Teams work, or take Teams Phone off this claim; it isn’t mentioned anywhere.',
  remove: ['Teams Phone'],
});
await say(colleague, number, 'The migration ran in two waves; wave two is on page 3.');

const confirmed = rollout('Mailboxes for the mill', 'Usina Boa Esperança', 'boaesperanca.example', ['exchange_online', 'teams']);
const approved = await draft(partner, confirmed, statement(confirmed['customer.name']));
await submit(partner, approved);
await startReview(reviewer, approved);
await requestInformation(reviewer, approved, { reasons: ['missing_or_old_dates'], comment: 'Please send the page with the date.' });
await answer(partner, approved, 'The date is under the acceptance on the first page.');
await startReview(reviewer, approved);
await approve(reviewer, approved);

const reviewed = rollout('Teams for the clinics', 'Clínica Santa Rosa', 'santarosa.example', ['teams', 'teams_meetings']);
const open = await draft(partner, reviewed, statement(reviewed['customer.name']));
await submit(partner, open);
await startReview(reviewer, open);

for (const day of ['+1 business day', '+1 business day']) await partner.turnClock(day);
await picture(partner, 'claim-partner', `/claims/${number}`, 1180);
await picture(reviewer, 'queue', '/queue', 900);
await picture(reviewer, 'review', `/claims/${open}`, 1000);
await picture(partner, 'history', `/claims/${approved}/history`, 1000);
const customer = await world.guest({ width: 390, height: 844 });
await picture(customer, 'consent', await world.customerLink(approved), 1000);

world.settle();
await world.close();
await browser.close();
