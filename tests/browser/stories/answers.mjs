// The partner's claim page and the history: answering, disputing, withdrawing, looking back.
import assert from 'node:assert/strict';
import { asked, rejected, underReview } from '../made.mjs';
import { proofOf } from '../steps.mjs';

export const answers = [
  { title: 'a partner on a phone answers a request with a photo', tell: photo },
  { title: 'a request is answered by keyboard alone', tell: keyboard, scripts: true },
  { title: 'the request’s list fills up as the answer is written', tell: fillsUp, scripts: true },
  { title: 'a dispute takes its proof along', tell: dispute },
  { title: 'a dispute and a withdrawal are made by keyboard alone', tell: disputeByKeyboard },
  { title: 'a claim page says what isn’t possible and why', tell: barred },
  { title: 'the history is narrowed, printed and taken along', tell: history },
];

/** A photo as a phone's camera makes it: a JPEG of one grey pixel. */
const PHOTO = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////'
  + '////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z',
  'base64',
);

async function photo(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const { number } = await asked(world, account);
  const phone = await world.guest({ width: 390, height: 844 });
  await phone.signIn(account);
  await phone.open(`/claims/${number}`);
  await phone.sees('It’s your turn until the end of', 'The reviewer asks for 2 things', '0 of 2 answered in your draft');
  await phone.inspect('answer-390');
  const file = { name: 'IMG_0042.jpg', mimeType: 'image/jpeg', buffer: PHOTO };
  if (world.scripts) {
    await phone.upload(file);
    await phone.sees('IMG_0042.jpg', 'not sent yet', '2 of 2 answered in your draft');
    await phone.inspect('answer-390-photo');
  } else {
    // Without scripts the photo goes along with the answer.
    await phone.main.locator('form[action$="/resubmission"] input[type=file]').setInputFiles(file);
  }
  const form = await phone.form('Resubmit');
  await form.locator('textarea').fill('The signed page, as a photo.');
  await phone.send(form, 'Resubmit');
  await phone.sees('Resubmitted', 'IMG_0042.jpg', 'resubmission');
  const { documents } = await world.api(account, `/claims/${number}`);
  assert.equal(documents.at(-1).media_type, 'image/jpeg');
}

async function keyboard(world) {
  const account = world.account('billing_admin', { country: 'BR' });
  const partner = await world.as(account);
  const { number } = await asked(world, account);
  await partner.open(`/claims/${number}`);
  const keys = partner.page.keyboard;
  // To the answer by its key, then on by Tab alone.
  await keys.press('a');
  await partner.page.waitForURL(/#answer$/);
  await partner.tabTo('input[name^="remove."]');
  await keys.press('Space');
  await partner.sees('1 of 2 answered in your draft');
  await partner.tabTo('textarea[name=comment]');
  await keys.type('Rosana Prado signed it, on the last page.');
  await partner.sees('2 of 2 answered in your draft');
  await partner.tabTo('form[data-answer] button.primary');
  await partner.pressKey('Enter');
  await partner.sees('Resubmitted');
  await partner.pressKey('h');
  await partner.sees('History of', 'answered and resubmitted');
}

async function fillsUp(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  const { number, claim } = await asked(world, account);
  await partner.open(`/claims/${number}`);
  const form = await partner.form('Resubmit');
  await form.locator('textarea').fill('x');
  await partner.sees('2 of 2 answered in your draft', 'Yours: your comment');
  await form.locator('textarea').fill('');
  await partner.sees('0 of 2 answered in your draft');
  await form.getByRole('checkbox').check();
  await partner.sees('1 of 2 answered in your draft', 'Yours: taken off');
  // A file that is chosen but not uploaded yet goes before the answer.
  await partner.main.locator('form[data-upload] input[type=file][multiple]').setInputFiles(proofOf(claim, 'Signed page.pdf'));
  await partner.press(form.locator('button.primary'));
  await partner.sees('Resubmitted', 'Signed page.pdf');
}

async function dispute(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  const { number, claim } = await asked(world, account);
  // Nobody answers.
  for (let day = 0; day < 8; day += 1) {
    await partner.open(`/claims/${number}`);
    if (/disputable/i.test(await partner.reads())) break;
    await partner.turnClock('+1 business day');
  }
  await partner.open(`/claims/${number}`);
  await partner.sees('No partner response', 'nobody answered in time', 'You can dispute this once, until the end of');
  await partner.inspect('claim-disputable');
  const form = await partner.form('Dispute');
  const file = proofOf(claim, 'Signed late.pdf');
  if (world.scripts) await partner.upload(file);
  else await form.locator('input[type=file]').setInputFiles(file);
  await form.locator('textarea').fill('The person who answers was ill.');
  await partner.send(form, 'Dispute');
  await partner.sees('Under review', 'dispute', 'The person who answers was ill', 'Signed late.pdf');
  await partner.open(`/claims/${number}/withdraw`);
  await partner.sees('What will happen', 'can’t be undone');
  await partner.inspect('withdraw-dispute');
}

async function disputeByKeyboard(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  const { keyboard } = partner.page;
  const { number } = await rejected(world, account);
  await partner.open(`/claims/${number}`);
  await partner.tabTo('textarea[name=justification]');
  await keyboard.type('It is signed on page 2.');
  await partner.tabTo('form[action$="/disputes"] button.primary');
  await partner.pressKey('Enter');
  await partner.sees('Under review', 'dispute', 'It is signed on page 2.');
  await partner.tabTo('a[href$="/withdraw"]');
  await partner.pressKey('Enter');
  await partner.sees('What will happen', 'can’t be undone');
  await partner.tabTo('[name=reason]');
  await keyboard.press('Space');
  await partner.tabTo('main .btn.danger');
  await partner.pressKey('Enter');
  assert.deepEqual(await placeOf(world, account, number), ['rejected', 'final']);
}

async function placeOf(world, account, number) {
  const { status, phase } = await world.api(account, `/claims/${number}`);
  return [status, phase];
}

async function barred(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  const partner = await world.as(account);
  const { number } = await underReview(world, account);
  await partner.open(`/claims/${number}`);
  await partner.sees('Not while a reviewer reads it', 'the reviewer’s turn until the end of');
  assert.ok(await partner.main.getByRole('button', { name: 'Edit contacts and lines' }).isDisabled());
  const comments = await partner.form('Add comment');
  await comments.locator('textarea').fill('A word in between.');
  await partner.send(comments, 'Add comment');
  await partner.sees('A word in between', 'Comment added');
}

async function history(world) {
  const account = world.account('global_admin', { country: 'BR' });
  const partner = await world.as(account);
  const { number } = await asked(world, account);
  const reviewer = world.account('reviewer');
  await partner.open(`/claims/${number}/history`);
  await partner.sees('Reviewer asked for more information', 'Message: “More information is needed”', 'unbroken since');
  await partner.doesNotSee(reviewer.name);
  await partner.inspect('history');
  await partner.act('Documents');
  await partner.sees('added a document');
  await partner.doesNotSee('asked for more information');
  assert.match(partner.page.url(), /kind=documents/);
  await partner.act('Reviewer');
  await partner.sees('Nothing of this kind');
  await partner.act('Show everything');
  const [first] = await partner.main.locator('li[id^=entry-]').evaluateAll((all) => all.map((each) => each.id).slice(-1));
  assert.equal(first, 'entry-1');
  for (const [file, type] of [['csv', 'text/csv; charset=utf-8'], ['json', 'application/json']]) {
    const answer = await partner.fetches(`/claims/${number}/history.${file}`);
    assert.equal(answer.headers()['content-type'], type);
    const text = await answer.text();
    assert.ok(text.includes('information_requested') && !text.includes(reviewer.name), file);
  }
  await partner.open(`/claims/${number}/history?view=print`);
  await partner.sees('created the draft', 'Back to the pages');

  const auditor = await world.as(world.account('auditor'));
  await auditor.open(`/claims/${number}/history`);
  await auditor.sees('Hash of the last entry', reviewer.name);
  await auditor.inspect('history-auditor');
  await auditor.act('See it as the partner does');
  await auditor.sees('As the partner sees it', 'Reviewer asked for more information');
  const entries = await auditor.main.locator('.line').innerText();
  assert.ok(!entries.includes(reviewer.name), 'the partner’s eyes see no names');
}
