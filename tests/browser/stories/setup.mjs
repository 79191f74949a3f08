// A first start without a demo: from the line on the terminal to the first claim, counted; and what a system admin and a
// programme manager do afterwards.
import assert from 'node:assert/strict';
import { proofOf } from '../steps.mjs';

export const setup = [
  { title: 'an empty folder becomes a vendor, a programme, a partner and a first claim', tell: firstStart, atMost: 240_000 },
  { title: 'a system admin invites, deactivates and reads the journal', tell: access },
  { title: 'a programme manager changes a programme and is told when somebody was faster', tell: overtaken },
  { title: 'a programme says what its reviewers look for, and until when it takes claims', tell: guidelines },
  { title: 'a token is made, shown once and revoked, by keyboard', tell: tokens, scripts: true },
];

const PASSWORD = 'four words in a row';

/** Counts what a person fills or chooses, and the pages on which they do. */
class Count {
  fields = 0;
  pages = 0;

  async page(person, values) {
    const absent = await person.fill(values);
    assert.deepEqual(absent, [], `fields of ${person.page.url()}`);
    this.fields += Object.keys(values).length;
    this.pages += 1;
  }
}

async function firstStart(world) {
  const server = await world.firstStart();
  const link = /^set up at (\S+)$/m.exec(server.said)?.[1];
  assert.ok(link, `the terminal shows a link; it shows ${server.said}`);
  const admin = await world.guest(undefined, server.base);
  const count = new Count();

  await admin.open('/');
  await admin.sees('isn’t set up yet');
  await admin.inspect('setup-closed');
  await admin.open(new URL(link).pathname);
  await admin.sees('Step 1 of 5');
  await admin.inspect('setup-you');
  await count.page(admin, { name: 'Emma Clarke', email: 'emma@halden.example', new_password: PASSWORD });
  await admin.act('Save and continue');

  // Left here and gone on with in the same browser; the server was restarted meanwhile.
  await server.stop();
  await server.resume();
  await admin.open('/setup');
  await admin.sees('Step 2 of 5');
  await admin.inspect('setup-vendor');
  await count.page(admin, { vendor: 'Halden Cloud', time_zone: 'Europe/London', closures: '2026-12-25/2026-12-26' });
  await admin.act('Save and continue');
  await admin.sees('Step 3 of 5');
  await admin.inspect('setup-programmes');
  await count.page(admin, {});
  await admin.act('Save and continue');
  await admin.sees('Step 4 of 5');
  await admin.inspect('setup-partner');
  admin.expecting(422);
  await admin.act('Save and continue');
  await admin.sees('3 things to correct');
  await count.page(admin, {
    partner: 'Serra Azul Tecnologia',
    location_id: '4021187',
    country: 'BR',
    time_zone: 'America/Sao_Paulo',
  });
  await admin.act('Save and continue');
  await admin.sees('Step 5 of 5');
  await admin.inspect('setup-people');
  await count.page(admin, {
    'global_admin.name': 'Helena Duarte',
    'global_admin.email': 'helena@serraazul.example',
    'reviewer.name': 'Amelia Hart',
    'reviewer.email': 'amelia@halden.example',
  });
  await admin.act('Save and finish');
  await admin.sees('Everything is ready for the first claim', 'Helena Duarte', 'Amelia Hart');
  await admin.inspect('setup-done');
  const links = await admin.main.locator('input[readonly]').evaluateAll((inputs) => inputs.map((input) => input.value));
  assert.equal(links.length, 2);
  await admin.open(new URL(link).pathname, { status: 404 });

  const helena = await world.guest({ width: 390, height: 844 }, server.base);
  await helena.open(new URL(links[0]).pathname);
  await helena.sees('Welcome, Helena Duarte', 'Global admin');
  await helena.inspect('invitation');
  await count.page(helena, { new_password: PASSWORD });
  await helena.act('Set the password');
  assert.equal(new URL(helena.page.url()).pathname, '/claims/new');
  await claim(helena, count);
  await helena.open(new URL(links[0]).pathname, { status: 404 });

  // The page that shows the links asks for nothing, and is one of the twelve all the same.
  count.pages += 1;
  console.log(`        first start: ${count.fields} fields on ${count.pages} pages`);
  assert.ok(count.fields <= 30 && count.pages <= 12, `${count.fields} fields on ${count.pages} pages`);

  const amelia = await world.guest(undefined, server.base);
  await amelia.open(new URL(links[1]).pathname);
  await amelia.fill({ new_password: PASSWORD });
  await amelia.act('Set the password');
  assert.equal(new URL(amelia.page.url()).pathname, '/queue');
  await amelia.sees('Vale Verde');
}

/** The first claim, by a phone: what the wizard asks for and nothing more. */
async function claim(partner, count) {
  await count.page(partner, { name: 'Mailboxes', programme: 'osu', activity: 'usage' });
  await partner.act('Save and continue');
  await count.page(partner, {
    'customer.name': 'Vale Verde',
    'customer.tenant_id': '0f8fad5b-d9cb-469f-a165-70867728950e',
    'customer.domain': 'valeverde.example',
    'customer.country': 'BR',
    'customer.language': 'pt-BR',
  });
  await partner.act('Save and continue');
  await count.page(partner, { 'lines.0.product': 'exchange_online' });
  await partner.act('Save and continue');
  await count.page(partner, {
    'customer_contact.name': 'Rosana Prado',
    'customer_contact.title': 'Head of IT',
    'customer_contact.email': 'rosana@valeverde.example',
  });
  await partner.act('Save and continue');
  const file = proofOf({ 'customer.name': 'Vale Verde', 'customer.domain': 'valeverde.example' });
  await partner.main.locator('input[type=file]').first().setInputFiles(file);
  await partner.main.getByRole('button', { name: 'Upload' }).first().click();
  await partner.main.getByText('All that a submission needs is there').waitFor();
  count.fields += 1;
  count.pages += 1;
  await partner.act('Submit');
  await partner.sees('Submitted');
}

async function access(world) {
  const admin = await world.as(world.account('system_admin'));
  await admin.open('/settings/people');
  await admin.inspect('settings-people');
  await admin.act('New colleague');
  await admin.inspect('settings-person-new');
  await admin.fill({ name: 'Rui Sá', email: `rui.${world.scripts}@halden.example`, role: 'reviewer' });
  await admin.act('Save and show the link');
  await admin.sees('A one-time link for Rui Sá', 'shown only now');
  await admin.inspect('settings-link');
  const path = new URL(await admin.main.locator('input[readonly]').inputValue()).pathname;
  const rui = await world.guest();
  await rui.open(path);
  await rui.fill({ new_password: PASSWORD });
  await rui.act('Set the password');
  await rui.sees('Queue');
  await admin.act('I have handed it over');
  await admin.inspect('settings-person');
  await admin.act('Deactivate');
  await admin.sees('Deactivate Rui Sá?', 'No claim in the queue or under review is assigned');
  await admin.inspect('settings-confirm');
  await admin.act('Deactivate');
  await admin.sees('The account is deactivated');
  await rui.page.goto(new URL('/queue', world.base).href);
  assert.equal(new URL(rui.page.url()).pathname, '/sign-in');
  await admin.open('/settings/journal');
  await admin.sees('Deactivated: account Rui Sá', 'One-time link made: account Rui Sá');
  await admin.inspect('settings-journal');
  await admin.open('/settings/health');
  await admin.sees('Everything that was looked at works');
  await admin.inspect('settings-health');
  await admin.open('/settings/vendor');
  await admin.inspect('settings-vendor');
}

async function overtaken(world) {
  const account = world.account('programme_manager');
  const one = await world.as(account);
  const other = await world.as(account);
  for (const path of ['programmes', 'catalogue', 'calendar', 'clocks', 'partners']) {
    await one.open(`/settings/${path}`);
    await one.inspect(`settings-${path}`);
  }
  await one.sees('Serra Azul');
  await one.act('Serra Azul');
  await one.inspect('settings-partner');
  await one.open('/settings/programmes/osu');
  await other.open('/settings/programmes/osu');
  const name = `Online Services Usage ${world.scripts}`;
  await one.fill({ name });
  await one.act('Save');
  await one.sees('It holds from now on', name);
  await other.fill({ name: 'Usage' });
  other.expecting(412);
  await other.act('Save');
  await other.sees('changed this on', name);
  assert.equal(await other.main.locator('[name=name]').inputValue(), 'Usage');
  await other.inspect('settings-overtaken');
  await other.fill({ name: 'Online Services Usage' });
  await other.act('Save');
  await other.sees('It holds from now on');
}

async function tokens(world) {
  const person = await world.as(world.account('auditor'));
  await person.open('/settings/tokens');
  await person.main.locator('[name=token_name]').focus();
  await person.page.keyboard.type('Nightly export');
  await Promise.all([person.page.waitForEvent('load'), person.page.keyboard.press('Enter')]);
  await person.sees('The token “Nightly export” is made');
  await person.inspect('settings-tokens');
  const token = await person.main.locator('input[readonly]').inputValue();
  const me = () => fetch(`${world.base}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await me()).status, 200);
  await person.open('/settings/tokens');
  await person.doesNotSee(token);
  const row = person.main.locator('tr').filter({ hasText: 'Nightly export' });
  await row.locator('button').focus();
  await Promise.all([person.page.waitForEvent('load'), person.page.keyboard.press('Enter')]);
  await person.sees('The token is revoked');
  assert.equal((await me()).status, 401);
  await person.open('/settings/account');
  await person.inspect('settings-account');
  await person.open('/welcome');
  await person.inspect('welcome-auditor');
}

async function guidelines(world) {
  const manager = await world.as(world.account('programme_manager'));
  await manager.open('/settings/programmes/osa');
  await manager.inspect('settings-programme');
  await manager.act('Edit the guidelines');
  await manager.inspect('settings-guidelines');
  const words = `Not older than ${world.scripts ? 6 : 7} months.`;
  await manager.fill({ general: 'Send one PDF.\n\n- signed\n- dated', missing_or_old_dates: words });
  await manager.act('Save');
  await manager.sees('It holds from now on');
  await manager.act('Read them');
  await manager.sees('Send one PDF.', words, 'Every claimed product is named.');
  await manager.inspect('help-guidelines');

  // A programme whose last day is over is not offered any more; what runs under it goes on.
  const until = async (day) => {
    await manager.open('/settings/programmes/osa');
    await manager.fill({ 'claimable.until': day });
    await manager.act('Save');
    await manager.sees('It holds from now on');
  };
  const partner = await world.as(world.account('incentives_admin'));
  const offered = () => partner.main.locator('[name=programme] option[value=osa], [name=programme][value=osa]').count();
  await until('2026-01-01');
  await manager.sees('Not claimable since Fri 2 Jan 2026');
  await partner.open('/claims/new');
  assert.equal(await offered(), 0);
  await until('');
  await partner.open('/claims/new');
  assert.equal(await offered(), 1);

  const auditor = await world.as(world.account('auditor'));
  await auditor.open('/settings/journal?kind=guidelines');
  await auditor.sees('Changed: guidelines', words);
  await auditor.inspect('settings-journal-narrowed');
}
