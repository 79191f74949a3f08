// Claims brought over the API to where a story begins: how each gets there on the pages is told by another story.
import assert from 'node:assert/strict';
import { claimOf, proofOf } from './steps.mjs';

/** Sends a body as an account, with the version that the claim has now; answers what came back. */
export async function send(world, account, path, body) {
  const headers = { authorization: `Bearer ${account.token}` };
  const number = path.split('/')[2];
  if (number) headers['if-match'] = `"${(await world.api(account, `/claims/${number}`)).version}"`;
  if (!(body instanceof FormData)) headers['content-type'] = 'application/json';
  const answer = await fetch(`${world.base}/api/v1${path}`, {
    method: 'POST', headers, body: body instanceof FormData ? body : JSON.stringify(body),
  });
  assert.ok(answer.ok, `POST ${path}: ${answer.status} ${answer.ok ? '' : await answer.text()}`);
  return answer.json();
}

/** A draft with every field filled and a PoE: its number and what is claimed. */
export async function drafted(world, account, { products = ['exchange_online', 'teams'], ...changed } = {}) {
  const { file, ...fields } = changed;
  const claim = { ...claimOf(account.locations[0], []), ...fields };
  const body = { lines: products.map((product) => ({ product })) };
  for (const [name, value] of Object.entries(claim)) {
    const [outer, inner] = name.split('.');
    if (inner) (body[outer] ??= {})[inner] = value;
    else body[outer] = value;
  }
  const { number } = await send(world, account, '/claims', body);
  const proof = file ?? proofOf(claim);
  const form = new FormData();
  form.append('file', new Blob([proof.buffer], { type: proof.mimeType }), proof.name);
  await send(world, account, `/claims/${number}/documents`, form);
  return { number, claim };
}

export async function submitted(world, account, options) {
  const made = await drafted(world, account, options);
  await send(world, account, `/claims/${made.number}/submission`, {});
  return made;
}

export async function underReview(world, account, options) {
  const made = await submitted(world, account, options);
  await send(world, world.account('reviewer'), `/claims/${made.number}/review`, {});
  return made;
}

/** A claim that a reviewer has asked about. */
export async function asked(world, account) {
  const made = await underReview(world, account);
  const { lines } = await world.api(account, `/claims/${made.number}`);
  await send(world, world.account('reviewer'), `/claims/${made.number}/information-requests`, {
    reasons: ['missing_customer_acknowledgment', 'missing_products'],
    comment: 'Who signed it? Teams is mentioned nowhere.',
    remove_lines: [lines.find((line) => line.product === 'teams').id],
  });
  return made;
}

/** A claim whose customer has been asked. */
export async function approved(world, account, options) {
  const made = await underReview(world, account, options);
  const { lines } = await world.api(account, `/claims/${made.number}`);
  const covered = lines.map((line) => line.id);
  await send(world, world.account('reviewer'), `/claims/${made.number}/approval`, { covered_lines: covered, refused_lines: [], comment: null });
  return made;
}

/** A claim that was rejected and can be disputed. */
export async function rejected(world, account) {
  const made = await underReview(world, account);
  await send(world, world.account('reviewer'), `/claims/${made.number}/rejection`, { reasons: ['insufficient_poe'], comment: 'It is a price list.' });
  return made;
}
