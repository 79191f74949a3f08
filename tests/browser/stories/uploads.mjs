// Files on their way: dropped, stopped, on a slow line, without a session.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asked, drafted } from '../made.mjs';
import { proof } from '../proof.mjs';
import { proofOf } from '../steps.mjs';

export const uploads = [
  { title: 'files are dropped where they belong, and one is stopped on its way', tell: dropped, scripts: true },
  { title: 'files that were chosen go along with the submission', tell: submitted, scripts: true },
  { title: 'a file that lost its session is sent after the sign-in, and what was typed with it', tell: lostSession, scripts: false },
  { title: 'a file that lost its session is sent once somebody signed in again in another tab', tell: signedInElsewhere, scripts: true },
];

async function dropped(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const { number, claim } = await drafted(world, account);
  const folder = join(world.shots, 'dropped');
  mkdirSync(folder, { recursive: true });
  const small = join(folder, 'Small.pdf');
  const large = join(folder, 'Large.pdf');
  const page = proofOf(claim).buffer;
  writeFileSync(small, page);
  // What stands behind the end of a PDF belongs to it all the same.
  writeFileSync(large, Buffer.concat([page, Buffer.alloc(3_000_000, '%')]));

  const partner = await world.as(account);
  await partner.open(`/claims/${number}/edit/proof`);
  await partner.drop(small, large);
  await partner.sees('Small.pdf', 'Large.pdf', 'Not sent yet');
  const stored = async () => (await world.api(account, `/claims/${number}`)).documents.map((document) => document.name);
  assert.equal((await stored()).length, 1, 'nothing is sent before it is said to be');
  const quickly = await partner.slowly(200_000);
  await partner.main.getByRole('button', { name: 'Upload' }).click();
  const file = partner.main.locator('[data-files] li').filter({ hasText: 'Large.pdf' });
  await file.locator('progress:not([hidden])').waitFor();
  await file.locator('[data-cancel]').click();
  await quickly();
  await partner.sees('Stopped; nothing of it was kept');
  await partner.page.locator('[data-refresh=documents]').getByText('Small.pdf').waitFor();
  assert.deepEqual((await stored()).slice(1), ['Small.pdf']);
}

async function submitted(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  for (const path of ['/edit/proof', '']) {
    const { number, claim } = await drafted(world, account);
    await partner.open(`/claims/${number}${path}`);
    await partner.main.locator('input[type=file]').first().setInputFiles(proof('Chosen last.pdf', [`For ${claim['customer.name']}`]));
    await partner.sees('Not sent yet');
    await partner.act('Submit the claim');
    await partner.sees('Submitted');
    const { status, documents } = await world.api(account, `/claims/${number}`);
    assert.equal(status, 'submitted');
    assert.equal(documents.at(-1).name, 'Chosen last.pdf', path);
  }
}

async function lostSession(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const { number, claim } = await asked(world, account);
  const partner = await world.as(account);
  const file = proof('Signed page.pdf', [`For ${claim['customer.name']}`, 'Accepted on 14 July 2026']);
  await partner.open(`/claims/${number}`);
  const form = await partner.form('Resubmit');
  await form.locator('textarea').fill('Typed before the session ended');
  await partner.page.context().clearCookies();
  partner.expecting(401);
  await form.locator('input[type=file]').setInputFiles(file);
  await partner.send(form, 'Resubmit');
  await partner.sees('Your form is kept');
  await partner.press(partner.main.getByRole('button').filter({ hasText: account.email }));
  // A browser lets no page choose a file: it is said which one is to be chosen again.
  await partner.sees('Typed before the session ended', 'Signed page.pdf');
  await partner.inspect('form-kept-files');
  await partner.main.locator('input[type=file]').setInputFiles(file);
  await partner.act('Send it again');
  await partner.sees('Resubmitted', 'Signed page.pdf');
}

async function signedInElsewhere(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const { number, claim } = await drafted(world, account);
  const partner = await world.as(account);
  await partner.open(`/claims/${number}/edit/proof`);
  await partner.page.context().clearCookies();
  partner.expecting(401);
  await partner.main.locator('input[type=file]').first().setInputFiles(proof('Second page.pdf', [`For ${claim['customer.name']}`]));
  const upload = partner.main.getByRole('button', { name: 'Upload' });
  await upload.click();
  await partner.sees('you are signed out');
  const other = await partner.page.context().newPage();
  await other.goto(new URL('/sign-in', partner.page.url()).href);
  await other.locator('main').getByRole('button').filter({ hasText: account.email }).click();
  await other.waitForLoadState();
  await other.close();
  partner.expecting(403);
  await upload.click();
  await partner.page.locator('[data-refresh=documents]').getByText('Second page.pdf').waitFor();
}
