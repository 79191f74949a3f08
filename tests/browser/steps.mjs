// What the stories have in common: each step is one person's act on one claim.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { proof } from './proof.mjs';

/** Everything a claim needs, by the names of the form's fields; a customer that nobody else claims. */
export function claimOf(location, products = ['exchange_online', 'teams']) {
  const tenant = randomUUID();
  const lines = products.flatMap((product, index) => [[`lines.${index}.product`, product]]);
  return {
    name: 'Mailboxes and meetings',
    location_id: location.id,
    programme: 'osu',
    activity: 'usage',
    'customer.tenant_id': tenant,
    'customer.domain': `${tenant.slice(0, 8)}.example`,
    'customer.name': `Cooperativa ${tenant.slice(0, 8)}`,
    'customer.country': 'BR',
    'customer.language': 'pt-BR',
    'customer_contact.name': 'Rosana Prado',
    'customer_contact.title': 'Head of IT',
    'customer_contact.email': `rosana@${tenant.slice(0, 8)}.example`,
    'customer_contact.language': 'pt-BR',
    'partner_contact.name': 'Beatriz Nogueira',
    'partner_contact.email': 'beatriz@partner.example',
    ...Object.fromEntries(lines),
  };
}

export function proofOf(claim, name = 'Statement of work.pdf') {
  return proof(name, [
    `Statement of work for ${claim['customer.name']} (${claim['customer.domain']})`,
    'Migration to Exchange Online and adoption of Teams, March to July 2026.',
    'Accepted on 14 July 2026: Rosana Prado, head of IT',
  ]);
}

/** A draft with every field filled and a PoE, made on the pages; answers its number. */
export async function draft(partner, claim, file = proofOf(claim)) {
  await partner.open('/claims');
  await partner.act('New claim');
  let left = claim;
  for (let page = 0; page < 6 && Object.keys(left).length > 0; page += 1) {
    const absent = await partner.fill(left);
    if (absent.some((name) => name.startsWith('lines.')) && !absent.includes('lines.0.product')) {
      await partner.act('Add');
      continue;
    }
    if (absent.length === Object.keys(left).length) {
      await partner.act('Edit');
      continue;
    }
    left = Object.fromEntries(Object.entries(left).filter(([name]) => absent.includes(name)));
    await partner.act((await partner.can('Continue')) ? 'Continue' : 'Save');
  }
  assert.deepEqual(left, {}, 'the forms asked for every field');
  const number = await partner.claimNumber();
  await partner.open(`/claims/${number}`);
  await partner.upload(file);
  return number;
}

export async function submit(partner, number) {
  await partner.open(`/claims/${number}`);
  await partner.act('Submit');
  await partner.open(`/claims/${number}`);
  await partner.sees('Submitted', number);
}

/** Finds the claim in the queue, as a reviewer does, and starts on it. */
export async function startReview(reviewer, number) {
  await reviewer.open('/queue');
  await reviewer.search(number);
  await reviewer.press(reviewer.main.locator(`a[href*="/claims/${number}"]`).first());
  if (await reviewer.can('Start review')) await reviewer.act('Start review');
  await reviewer.open(`/claims/${number}`);
  await reviewer.sees('Under review');
}

/** Asks for information: reasons by their codes, lines to take off by their product's name. */
export async function requestInformation(reviewer, number, { reasons, comment, remove = [] }) {
  await reviewer.open(`/claims/${number}`);
  const form = await reviewer.form('Request information');
  for (const reason of reasons) await form.locator(`input[name="reasons"][value="${reason}"]`).check();
  for (const product of remove) await form.getByRole('group', { name: product }).getByRole('radio', { name: 'Not covered' }).check();
  await form.locator('textarea').first().fill(comment);
  await decide(reviewer, form, 'Request information');
  await reviewer.open(`/claims/${number}`);
  await reviewer.sees('Partner action required');
}

/** Takes a decision: reads what everybody will be told, in a dialog or on a page of its own, and takes it. */
export async function decide(reviewer, form, words) {
  await form.getByRole('button', { name: new RegExp(`^${words}`) }).click();
  const step = reviewer.main.locator('form[data-decided]');
  await step.waitFor();
  await reviewer.sees(/will read/i, /can’t be undone/i);
  await reviewer.press(step.getByRole('button', { name: words }));
}

/** Answers the reviewer: takes off the lines that were named, and says so. */
export async function answer(partner, number, comment, { remove = [] } = {}) {
  await partner.open(`/claims/${number}`);
  const form = await partner.form('Answer and resubmit', 'Resubmit');
  for (const product of remove) await form.getByRole('checkbox', { name: product }).check();
  await form.locator('textarea').first().fill(comment);
  await partner.send(form, 'Answer and resubmit', 'Resubmit');
  await partner.open(`/claims/${number}`);
  await partner.sees('Submitted', 'resubmission');
}

/** Decides each line as covered. */
export async function approve(reviewer, number) {
  await reviewer.open(`/claims/${number}`);
  const form = await reviewer.form('Approve');
  const covered = form.getByRole('radio', { name: /^\s*Covered/ });
  assert.ok((await covered.count()) > 0, 'each line can be covered');
  for (const line of await covered.all()) await line.check();
  await decide(reviewer, form, 'Approve');
  await reviewer.open(`/claims/${number}`);
  await reviewer.sees('Approved');
}

/** Presses a button of the clock bar until the claim's page says something, and answers how often that took. */
export async function turnUntil(person, number, words, said, atMost) {
  for (let pressed = 0; pressed <= atMost; pressed += 1) {
    await person.open(`/claims/${number}`);
    if (said.test(await person.reads())) return pressed;
    await person.turnClock(words);
  }
  throw new Error(`after ${atMost} times “${words}” the page does not say ${said}: ${await person.reads()}`);
}
