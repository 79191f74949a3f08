// The accessibility rules, run in the page as an evaluated source: a script tag would be stopped by the page's own policy.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What breaks a rule on this page, one line each. */
export async function violations(page) {
  await page.evaluate(source);
  const found = await page.evaluate(
    (rules) => window.axe.run(document, { runOnly: { type: 'tag', values: rules } }).then((result) => result.violations),
    RULES,
  );
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}`));
}
