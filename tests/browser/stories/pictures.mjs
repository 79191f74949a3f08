// The pictures that pages are compared by (cargo xtask shots --all --check): they let pass what no eye minds, and nothing else.
import assert from 'node:assert/strict';
import { small, still, wear } from '../pictures.mjs';

export const pictures = [
  { title: 'a page that is broken on purpose is told from its picture', tell: broken, scripts: true },
];

/** What another build of the browser may do to letters. */
const HARMLESS = {
  'letters a little bolder': 'body { -webkit-text-stroke: 0.05px; }',
  'letters between other pixels': 'main, nav { translate: 0.2px 0.1px; }',
};
const BREAKS = {
  'a button of another colour': 'main .btn.primary { background: var(--st-approved, seagreen) !important; }',
  'a heading that moved': 'main h1 { translate: 0 12px; }',
  'a status that is gone': 'main .badge, main .st { visibility: hidden; }',
  'fainter ink': 'main p { opacity: 0.5; }',
  'icons that are gone': 'main svg { visibility: hidden; }',
};

async function broken(world) {
  const account = world.account('incentives_admin', { country: 'BR' });
  // One that every demo has, whatever other stories made.
  const { items: [claim] } = await world.api(account, '/claims?phase=awaiting_answer&sort=number&limit=1');
  const partner = await world.as(account);
  const { page } = partner;
  const comparison = await world.comparison();
  for (const [width, theme] of [[1280, 'light'], [390, 'dark']]) {
    await page.setViewportSize({ width, height: 900 });
    await partner.open(`/claims/${claim.number}`);
    await still(page);
    await wear(page, theme);
    /** The page with these rules of style besides its own. */
    const taken = async (rules) => {
      const matched = await page.evaluate((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        document.adoptedStyleSheets = [document.adoptedStyleSheets[0], sheet];
        return [...sheet.cssRules].every((rule) => document.querySelector(rule.selectorText));
      }, rules);
      assert.ok(matched, `${rules} is about something on the page`);
      return small(page);
    };
    const reference = await taken('');
    assert.equal(await comparison.apart(reference, await taken('')), null, 'the same page is the same');
    for (const [what, rules] of Object.entries(HARMLESS)) {
      const apart = await comparison.apart(reference, await taken(rules));
      assert.ok(apart === null, `${what}, ${width} px ${theme}: ${apart?.what}`);
    }
    for (const [what, rules] of Object.entries(BREAKS)) {
      assert.ok(await comparison.apart(reference, await taken(rules)), `${what} is seen at ${width} px ${theme}`);
    }
  }
}
