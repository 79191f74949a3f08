// The accessibility rules, run in the page as an evaluated source: a script tag would be stopped by the page's own policy.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The only rule whose answer differs from theme to theme. */
const COLOURS = ['color-contrast'];

/** What breaks a rule on this page, one line each. */
export async function violations(page) {
  return found(page, { runOnly: { type: 'tag', values: TAGS } });
}

/** Which texts of this page are too faint. */
export async function faint(page) {
  return found(page, { runOnly: { type: 'rule', values: COLOURS } });
}

/** What breaks a rule on a page whose colours were judged, drawn at another width. */
export async function drawnOtherwise(page) {
  const rules = Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: false }]));
  return found(page, { runOnly: { type: 'tag', values: TAGS }, rules });
}

async function found(page, options) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  // A document within the page is the browser's own viewer.
  const rules = await page.evaluate(
    (chosen) => window.axe.run(document, { ...chosen, resultTypes: ['violations'], iframes: false }).then((result) => result.violations),
    options,
  );
  return rules.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}`));
}
