// The life of a claim, told through all three sides.
import assert from 'node:assert/strict';
import { answer, approve, claimOf, draft, proofOf, requestInformation, startReview, submit, turnUntil } from '../steps.mjs';

export const claims = [
  { title: 'a claim comes into force through all three sides', tell: intoForce },
  { title: 'no answer in time is a rejection that a dispute wins', tell: disputeWon },
  { title: 'a draft that lacks its proof says what is missing', tell: incomplete },
  { title: 'a partner withdraws a claim and copies it', tell: withdrawn },
];

async function intoForce(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  const reviewerAccount = world.account('reviewer');
  const reviewer = await world.as(reviewerAccount);

  const claim = claimOf(account.locations[0], ['exchange_online', 'teams', 'teams_phone']);
  const number = await draft(partner, claim);
  await partner.inspect('claim-draft');
  await submit(partner, number);
  await partner.inspect('claim-submitted');

  await startReview(reviewer, number);
  await reviewer.inspect('review');
  await requestInformation(reviewer, number, {
    reasons: ['missing_customer_acknowledgment', 'missing_products'],
    comment: 'The acceptance covers the mailboxes only. Teams Phone is mentioned nowhere.',
    remove: ['Teams Phone'],
  });

  await partner.open(`/claims/${number}`);
  await partner.sees(
    'Partner action required', 'The acceptance covers the mailboxes only', 'Missing customer acknowledgment',
    'Missing products', /until the end of/i, /rejected/i,
  );
  await partner.doesNotSee(reviewerAccount.name, reviewerAccount.email);
  await partner.inspect('claim-action-required');
  await partner.upload(proofOf(claim, 'Acceptance of Teams.pdf'));
  await answer(partner, number, 'The signed acceptance is attached. We take Teams Phone off.', { remove: ['Teams Phone'] });

  await startReview(reviewer, number);
  await approve(reviewer, number);

  await partner.open(`/claims/${number}`);
  await partner.sees('Approved', 'consent window', /may decline/i, /approval isn’t payment/i);
  await partner.inspect('claim-approved');

  const link = await world.customerLink(number);
  const customer = await world.guest({ width: 390, height: 844 });
  await customer.open(link);
  await customer.sees('Exchange Online', 'Teams', 'Confirm', 'Decline', /counts as a yes/i);
  await customer.doesNotSee('Teams Phone');
  await customer.inspect('consent');

  // Seven counted days after the day of approval, in the customer's zone; the clock stands in that zone's morning.
  const days = await turnUntil(partner, number, '+1 day', /approved · in force/i, 9);
  assert.equal(days, 8, 'silence is consent once the seventh day is over');
  await partner.inspect('claim-in-force');
  await customer.open(link);
  await customer.sees(/in force/i);

  await partner.act('History');
  await partner.sees('Reviewer', 'Mailboxes and meetings', 'We take Teams Phone off');
  await partner.doesNotSee(reviewerAccount.name, reviewerAccount.email, link);
  await partner.inspect('history-partner');
  await reviewer.open(`/claims/${number}`);
  await reviewer.act('History');
  await reviewer.sees(reviewerAccount.name, 'We take Teams Phone off');
  await reviewer.doesNotSee(link);
  await reviewer.inspect('history-reviewer');
}

async function disputeWon(world) {
  const account = world.account('billing_admin', { country: 'ES' });
  const partner = await world.as(account);
  const reviewer = await world.as(world.account('reviewer'));
  const lead = await world.as(world.account('review_lead'));

  const claim = claimOf(account.locations[0]);
  const number = await draft(partner, claim);
  await submit(partner, number);
  await startReview(reviewer, number);
  await requestInformation(reviewer, number, { reasons: ['missing_or_old_dates'], comment: 'Please send a dated page.' });

  const { deadlines: [due] } = await world.api(account, `/claims/${number}`);
  assert.equal(due.clock, 'partner_answer');
  assert.equal(due.then, 'rejected');
  await turnUntil(partner, number, '+1 business day', /rejected · disputable/i, 8);
  const { now } = await world.api(account, '/demo/clock');
  assert.ok(now >= due.due_at, 'rejected only when the time is over');
  await partner.sees('Rejected', 'disputable', 'No partner response', /until the end of/i);
  await partner.inspect('claim-rejected');

  await partner.upload(proofOf(claim, 'Dated acceptance.pdf'));
  const form = await partner.form('Dispute');
  await form.locator('textarea').first().fill('The person who answers was ill. The dated page is attached.');
  await partner.send(form, 'Dispute');
  await partner.open(`/claims/${number}`);
  await partner.sees('Under review', 'dispute');

  await lead.open(`/claims/${number}`);
  await lead.sees('The person who answers was ill');
  await lead.inspect('review-dispute');
  await approve(lead, number);
  await partner.open(`/claims/${number}`);
  await partner.sees('Approved');
}

async function incomplete(world) {
  const account = world.account('incentives_admin', { country: 'SE' });
  const partner = await world.as(account);
  await partner.open('/claims');
  await partner.act('New claim');
  await partner.fill({ name: 'Nothing in it yet', location_id: account.locations[0].id });
  await partner.act((await partner.can('Continue')) ? 'Continue' : 'Save');
  const number = await partner.claimNumber();
  await partner.open(`/claims/${number}`);
  if (await partner.can('Submit')) {
    partner.expecting(409).expecting(422);
    await partner.act('Submit');
  }
  await partner.sees(/proof of execution/i);
  await partner.open(`/claims/${number}`);
  await partner.sees('Editing');
  const { status } = await world.api(account, `/claims/${number}`);
  assert.equal(status, 'editing');
}

async function withdrawn(world) {
  const account = world.account('global_admin', { country: 'BR' });
  const partner = await world.as(account);
  const claim = claimOf(account.locations[0]);
  const number = await draft(partner, claim);
  await submit(partner, number);

  await partner.act('Withdraw');
  await partner.fill({ reason: 'wrong_activity' });
  await partner.inspect('withdraw');
  await partner.act('Withdraw');
  await partner.open(`/claims/${number}`);
  await partner.sees('Rejected', 'final', /partner request/i);

  await partner.act('Copy to a new claim');
  const copy = await partner.claimNumber();
  assert.notEqual(copy, number);
  const copied = await world.api(account, `/claims/${copy}`);
  assert.equal(copied.status, 'editing');
  assert.equal(copied.customer.tenant_id, claim['customer.tenant_id']);
  assert.deepEqual(copied.documents, []);
}
