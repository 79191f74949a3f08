// The claims that the documentation shows, made over the API: the same every time, whatever the pages look like.
import assert from 'node:assert/strict';
import { proof } from './proof.mjs';

const CUSTOMERS = {
  'Cooperativa Vale Verde': { domain: 'valeverde.example', tenant_id: '4f1d2b6a-93c7-4e58-8a41-6b0d57e2c918' },
  'Usina Boa Esperança': { domain: 'boaesperanca.example', tenant_id: 'a07c5d13-2e84-4b96-9f30-d18b64c72e55' },
  'Clínica Santa Rosa': { domain: 'santarosa.example', tenant_id: 'c92e7b48-5a16-4d03-b7f8-03e96d1fa264' },
};

export class Scene {
  #world;

  constructor(world) {
    this.#world = world;
    this.partner = world.account('incentives_admin', { country: 'BR' });
    this.colleague = world.account('incentives_user', { country: 'BR' });
    this.reviewer = world.account('reviewer');
  }

  /** A claim that waits for its partner's answer, one in its consent window, one under review. */
  async set() {
    await this.at('2026-10-12T14:05:00Z');
    this.asked = await this.#submitted('Exchange and Teams rollout', 'Cooperativa Vale Verde', ['exchange_online', 'teams', 'teams_phone']);
    await this.#act(this.reviewer, this.asked, 'review');
    const phone = (await this.#claim(this.asked)).lines.find((line) => line.product === 'teams_phone');
    await this.#act(this.reviewer, this.asked, 'information-requests', {
      reasons: ['missing_customer_acknowledgment', 'missing_products'],
      comment: 'The signed acceptance covers the mailbox migration only. Please send a page where the customer acknowledges '
        + 'the Teams work, or take Teams Phone off this claim; it isn’t mentioned anywhere.',
      remove_lines: [phone.id],
    });
    await this.at('2026-10-12T15:20:00Z');
    await this.#post(this.colleague, `/claims/${this.asked}/comments`, { text: 'The migration ran in two waves; wave two is on page 3.', visibility: 'shared' });

    this.approved = await this.#submitted('Mailboxes for the mill', 'Usina Boa Esperança', ['exchange_online', 'teams']);
    await this.#act(this.reviewer, this.approved, 'review');
    await this.#act(this.reviewer, this.approved, 'information-requests', { reasons: ['missing_or_old_dates'], comment: 'Please send the page with the date.' });
    await this.at('2026-10-13T13:10:00Z');
    await this.#act(this.partner, this.approved, 'resubmission', { comment: 'The date is under the acceptance on the first page.' });
    await this.#act(this.reviewer, this.approved, 'review');
    const lines = (await this.#claim(this.approved)).lines.map((line) => line.id);
    await this.#act(this.reviewer, this.approved, 'approval', { covered_lines: lines, refused_lines: [], comment: null });

    this.reviewed = await this.#submitted('Teams for the clinics', 'Clínica Santa Rosa', ['teams', 'teams_meetings']);
    await this.#act(this.reviewer, this.reviewed, 'review');
    await this.at('2026-10-14T13:31:00Z');
  }

  /** Turns the demo's clock to an instant. */
  async at(instant) {
    await this.#post(this.partner, '/demo/clock', { set: instant });
  }

  async #submitted(name, customer, products) {
    const [location] = this.partner.locations;
    const { domain, tenant_id } = CUSTOMERS[customer];
    const { number } = await this.#post(this.partner, '/claims', {
      name,
      location_id: location.id,
      programme: 'osu',
      activity: 'usage',
      customer: { tenant_id, domain, name: customer, country: 'BR', language: 'pt-BR', time_zone: 'America/Sao_Paulo' },
      lines: products.map((product) => ({ product })),
      customer_contact: { name: 'Rosana Prado', title: 'Head of IT', email: `rosana.prado@${domain}`, language: 'pt-BR' },
      partner_contact: { name: this.partner.name, email: this.partner.email },
    });
    const file = proof(`SOW ${customer} 2026.pdf`, [
      `Statement of work: Serra Azul Tecnologia for ${customer}`,
      '',
      'Migration of the mailboxes to Exchange Online and adoption of Teams, March to July 2026:',
      'plan, pilot with 40 people, migration in two waves, training, hand-over.',
      '',
      'Accepted on 14 July 2026',
      'Rosana Prado, head of IT',
    ]);
    const form = new FormData();
    form.append('file', new Blob([file.buffer], { type: file.mimeType }), file.name);
    await this.#send(this.partner, `/claims/${number}/documents`, { body: form });
    await this.#act(this.partner, number, 'submission');
    return number;
  }

  #claim(number) {
    return this.#world.api(this.partner, `/claims/${number}`);
  }

  async #act(account, number, noun, body = {}) {
    const { version } = await this.#claim(number);
    return this.#post(account, `/claims/${number}/${noun}`, body, { 'if-match': `"${version}"` });
  }

  #post(account, path, body, headers = {}) {
    return this.#send(account, path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
  }

  async #send(account, path, { body, headers = {} }) {
    const answer = await fetch(`${this.#world.base}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${account.token}`, ...headers },
      body,
    });
    assert.ok(answer.ok, `POST ${path}: ${answer.status} ${answer.ok ? '' : await answer.text()}`);
    return answer.json();
  }
}
