// Every page for every role: fitting, within its scope. With scripts the walks see each of them; here they have none.
import assert from 'node:assert/strict';

export const pages = [
  { title: 'each role lands on a page that is fit for everybody', tell: landings, scripts: false },
  { title: 'every page beside the claims fits a desk and a telephone', tell: everyWidth, scripts: false },
  { title: 'a claim in every status is fit for everybody, on a telephone too', tell: everyStatus, scripts: false },
  { title: 'a list goes on to its next page and finds by number', tell: lists },
  { title: 'another partner’s claim is an absent page', tell: scopes },
];

const ROLES = [
  'global_admin', 'billing_admin', 'incentives_admin', 'incentives_user', 'reviewer', 'review_lead',
  'programme_manager', 'auditor', 'system_admin',
];
const PHASES = [
  'draft', 'first', 'resubmission', 'dispute', 'reopened', 'awaiting_answer', 'consent_window', 'in_force', 'ended',
  'disputable', 'final',
];

async function landings(world) {
  for (const role of ROLES) {
    const person = await world.as(world.account(role));
    await person.open('/');
    await person.inspect(`landing-${role}`);
    // Who looks after the installation sees no claim.
    await person.open('/claims', { status: role === 'system_admin' ? 403 : 200 });
    await person.inspect(`claims-${role}`);
    await person.leave();
  }
}

async function everyWidth(world) {
  const partner = await world.as(world.account('global_admin', { country: 'BR' }));
  const reviewer = await world.as(world.account('reviewer'));
  const places = [[partner, '/claims'], [partner, '/claims/new'], [reviewer, '/queue'], [reviewer, '/claims'],
    ...['/messages', '/api', '/style'].map((path) => [partner, path])];
  for (const width of [1280, 390]) {
    for (const [person, path] of places) {
      await person.page.setViewportSize({ width, height: 900 });
      await person.open(path);
      await person.inspect(`${person.account.role}${path.replaceAll('/', '-')}-${width}`);
    }
  }
}

async function everyStatus(world) {
  const auditor = await world.as(world.account('auditor'));
  const reviewer = await world.as(world.account('review_lead'));
  const partner = await world.as(world.account('incentives_admin', { country: 'BR' }));
  await partner.page.setViewportSize({ width: 320, height: 800 });
  for (const phase of PHASES) {
    for (const person of [auditor, reviewer, partner]) {
      const { items } = await world.api(person.account, `/claims?phase=${phase}&limit=1`);
      if (items.length === 0) continue;
      await person.open(`/claims/${items[0].number}`);
      await person.sees(items[0].number);
      await person.inspect(`${phase}-${person.account.role}`);
      if (person !== auditor) continue;
      await person.open(`/claims/${items[0].number}/history`);
      await person.inspect(`history-${phase}`);
    }
  }
  const { items } = await world.api(auditor.account, '/claims?limit=1');
  assert.equal(items.length, 1, 'the demo has claims');
}

async function lists(world) {
  const lead = await world.as(world.account('review_lead'));
  await lead.open('/claims');
  const first = await numbers(lead);
  await lead.act('Next');
  const second = await numbers(lead);
  assert.ok(first.length > 0 && second.length > 0, 'both pages list claims');
  assert.deepEqual(second.filter((number) => first.includes(number)), [], 'no claim is on both pages');

  await lead.search(second[0]);
  assert.deepEqual(await numbers(lead), [second[0]]);
  assert.ok(new URL(lead.page.url()).searchParams.get('q') === second[0], 'the address holds what was looked for');
}

async function numbers(person) {
  const texts = await person.main.locator('a[href^="/claims/CPOR-"]').evaluateAll((links) => links.map((link) => link.pathname));
  return [...new Set(texts.map((path) => path.split('/')[2]))];
}

async function scopes(world) {
  const theirs = world.account('incentives_admin', { country: 'ES' });
  const { items: [claim] } = await world.api(theirs, '/claims?status=approved&limit=1');
  const partner = await world.as(world.account('incentives_admin', { country: 'BR' }));
  await partner.open(`/claims/${claim.number}`, { status: 404 });
  await partner.doesNotSee(claim.name, claim.customer.name);
  await partner.inspect('absent');
}
