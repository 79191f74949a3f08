// Compares two screenshots in the browser itself, which can read them.

/** A channel that differs by less is the same colour to an eye. */
const CHANNEL_MAX = 40;

export class Comparison {
  #page;

  static async open(browser) {
    const comparison = new Comparison();
    comparison.#page = await browser.newPage();
    return comparison;
  }

  /** The part of the pixels that differ, 0 to 1; images of other sizes differ wholly. */
  async different(one, other) {
    return this.#page.evaluate(async ([first, second, limit]) => {
      const read = async (base64) => {
        const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
        const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
        canvas.drawImage(image, 0, 0);
        return canvas.getImageData(0, 0, image.width, image.height);
      };
      const [left, right] = [await read(first), await read(second)];
      if (left.width !== right.width || left.height !== right.height) return 1;
      let count = 0;
      for (let at = 0; at < left.data.length; at += 4) {
        const differs = [0, 1, 2].some((channel) => Math.abs(left.data[at + channel] - right.data[at + channel]) > limit);
        if (differs) count += 1;
      }
      return count / (left.data.length / 4);
    }, [one.toString('base64'), other.toString('base64'), CHANNEL_MAX]);
  }
}
