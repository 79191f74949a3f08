// Finds the pages that an account can reach by links, each once: a page's name is its path with numbers and keys left out.
const PHASES = [
  'draft', 'first', 'resubmission', 'dispute', 'reopened', 'awaiting_answer', 'consent_window', 'in_force', 'ended',
  'disputable', 'final',
];
const PAGES_MAX = 80;

export class Crawl {
  #waiting;
  #seen = new Set();

  constructor(paths) {
    this.#waiting = [...paths];
  }

  /** Begins at what everybody has and, so that each is seen, at one claim in each phase. */
  static async of(world, account) {
    const claims = account.role === 'system_admin' ? [] : await onePerPhase(world, account);
    return new Crawl(['/', ...claims, '/welcome', '/help', '/help/keys', '/find?q=a', '/style']);
  }

  get count() {
    return this.#seen.size;
  }

  /** The next page that wasn't seen, as its address and its name. */
  next() {
    for (let path = this.#waiting.shift(); path && this.#seen.size < PAGES_MAX; path = this.#waiting.shift()) {
      const name = named(path);
      if (this.#seen.has(name)) continue;
      this.#seen.add(name);
      return { address: path.split('#')[0], name };
    }
    return null;
  }

  /** Adds where the page leads; the samples of the style page lead nowhere. */
  async follow(page) {
    if (new URL(page.url()).pathname === '/style') return;
    this.#waiting.push(...(await page.evaluate(links)));
  }
}

async function onePerPhase(world, account) {
  const found = await Promise.all(PHASES.map((phase) => world.api(account, `/claims?phase=${phase}&limit=1`)));
  return found.flatMap(({ items }, index) => items.map(({ number }) => `/claims/${number}#${PHASES[index]}`));
}

/** The phase stands for the claim; a page that is narrowed counts once, however it is. */
export function named(path) {
  const { pathname, hash, search } = new URL(path, 'http://here');
  return pathname
    .replace(/CPOR-\d{4}-\d{6,9}/, PHASES.includes(hash.slice(1)) ? hash.slice(1) : 'CPOR')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
    .replaceAll(/\/[A-Za-z0-9_-]{40,}/g, '/secret')
    .replace(/^(\/settings\/(?:catalogue|programmes))\/(?!new$)[^/]+/, '$1/one')
    .replaceAll(/\/\d+/g, '/n') + (search && '?');
}

/** Runs in the page: links to pages of the product, not to files. */
function links() {
  const isFile = /\/(documents|assets|api\/v1)(\/|$)|\.(json|csv|pdf)$/;
  return [...document.querySelectorAll('main a[href], nav a[href]')]
    .filter((link) => link.origin === location.origin && !link.hasAttribute('download') && !isFile.test(link.pathname))
    .map((link) => link.pathname + link.search);
}
