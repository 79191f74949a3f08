// Pictures of a page that come out the same whenever the page is the same: nothing moves, nothing is left of chance.
export const THEMES = { light: 'light', dark: 'dark', contrast: 'light contrast' };
export const WIDTHS = [1280, 390];
/** A reference is drawn at this part of the page's size: enough to see what stands where, in which colour. */
const SMALL = 0.2;
const QUALITY = 35;
/** What lies below is more of the same: a list goes on. */
const HEIGHT_MAX = 5_000;

/** What differs each time leaves its place empty: secrets, the machine's time, a document, which its viewer draws when it likes;
 *  where even its height differs, a box. */
const STILL = `
  *, ::before, ::after { animation: none !important; transition: none !important; caret-color: transparent !important; }
  html { scroll-behavior: auto !important; }
  [data-varies], [data-varies] * { visibility: hidden !important; }
  [data-varies="box"] { visibility: visible !important; block-size: 20rem !important; overflow: hidden !important; }
  iframe, embed, object { visibility: hidden !important; }
`;

/** Makes the page hold still; once for each page that was opened. */
export async function still(page) {
  await page.evaluate(async (rules) => {
    // A typeface that comes too late is left out of a page for good (font-display: optional): here it is waited for.
    const faces = [...document.styleSheets].flatMap(({ href, cssRules }) => [...cssRules]
      .filter((rule) => rule instanceof CSSFontFaceRule)
      .map(({ cssText }) => cssText
        .replace(/font-display:\s*\w+/, 'font-display: block')
        .replaceAll(/url\("?([^")]+)"?\)/g, (_, address) => `url("${new URL(address, href).href}")`)));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${faces.join('')}${rules}`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    await Promise.all([...document.fonts].map((face) => face.load()));
    document.activeElement?.blur();
    scrollTo(0, 0);
  }, STILL);
}

/** Dresses the page in a theme, or in the person's own. */
export async function wear(page, theme) {
  await page.evaluate(async (chosen) => {
    if (chosen) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, theme);
}

/** The whole page, drawn small. */
export async function small(page) {
  const browser = await page.context().newCDPSession(page);
  const { cssContentSize: { width, height } } = await browser.send('Page.getLayoutMetrics');
  const { data } = await browser.send('Page.captureScreenshot', {
    format: 'webp',
    quality: QUALITY,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height: Math.min(height, HEIGHT_MAX), scale: SMALL },
  });
  await browser.detach();
  return Buffer.from(data, 'base64');
}
