// Compares pictures in the browser itself, which can read them.

/** A channel that differs by less is the same colour to an eye. */
const CHANNEL_MAX = 40;
/** The same for small pictures, each point of which is the mean of many: letters smoothed otherwise cover as much ink. */
const MEAN_MAX = 24;
/** So many points of a small picture may differ: an icon that is gone differs by more. */
const POINTS_MAX = 12;
/** So much higher or lower a small picture may be: a line that is smoothed otherwise may round its height otherwise. */
const HEIGHT_MAX = 2;

export class Comparison {
  #page;

  static async open(browser) {
    const comparison = new Comparison();
    comparison.#page = await browser.newPage();
    await comparison.#page.evaluate(`window.read = ${read}; window.mean = ${mean};`);
    return comparison;
  }

  /** The part of the pixels that differ, 0 to 1; images of other sizes differ wholly. */
  async different(one, other) {
    return this.#page.evaluate(async ([first, second, limit]) => {
      const [left, right] = [await window.read(first), await window.read(second)];
      if (left.width !== right.width || left.height !== right.height) return 1;
      let count = 0;
      for (let at = 0; at < left.data.length; at += 4) {
        const differs = [0, 1, 2].some((channel) => Math.abs(left.data[at + channel] - right.data[at + channel]) > limit);
        if (differs) count += 1;
      }
      return count / (left.data.length / 4);
    }, [one.toString('base64'), other.toString('base64'), CHANNEL_MAX]);
  }

  /** What tells a small picture from its reference, in words, and a picture of it; null if it is nothing. */
  async apart(reference, taken) {
    const found = await this.#page.evaluate(async ([first, second, limit, taller]) => {
      const [left, right] = [await window.read(first), await window.read(second)];
      if (left.width !== right.width || Math.abs(left.height - right.height) > taller) {
        return { what: `${left.width} × ${left.height} became ${right.width} × ${right.height}` };
      }
      const height = Math.min(left.height, right.height);
      const [before, after] = [window.mean(left, height), window.mean(right, height)];
      const canvas = new OffscreenCanvas(left.width, height);
      const drawn = canvas.getContext('2d');
      drawn.globalAlpha = 0.3;
      drawn.putImageData(right, 0, 0);
      drawn.fillStyle = 'rgb(255 255 255)';
      drawn.fillRect(0, 0, canvas.width, canvas.height);
      drawn.globalAlpha = 1;
      drawn.fillStyle = 'rgb(255 0 0)';
      let points = 0;
      let [top, bottom] = [height, 0];
      for (let at = 0; at < before.length; at += 3) {
        if (![0, 1, 2].some((channel) => Math.abs(before[at + channel] - after[at + channel]) > limit)) continue;
        const point = at / 3;
        const row = Math.floor(point / left.width);
        points += 1;
        [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
        drawn.fillRect(point % left.width, row, 1, 1);
      }
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      const picture = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
      return { points, top, bottom, picture };
    }, [reference.toString('base64'), taken.toString('base64'), MEAN_MAX, HEIGHT_MAX]);
    if (found.what) return found;
    if (found.points <= POINTS_MAX) return null;
    const what = `${found.points} points differ, ${found.top * 5} to ${found.bottom * 5} px from the top`;
    return { what, picture: Buffer.from(found.picture, 'base64') };
  }
}

/** Runs in the page: an image's points. */
async function read(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  return canvas.getImageData(0, 0, image.width, image.height);
}

/** Runs in the page: each point's mean with its neighbours, in three channels. */
function mean({ width, height, data }, rows) {
  const means = new Float32Array(width * rows * 3);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sum = [0, 0, 0];
      let count = 0;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1) {
          const at = (row * width + column) * 4;
          for (let channel = 0; channel < 3; channel += 1) sum[channel] += data[at + channel];
          count += 1;
        }
      }
      for (let channel = 0; channel < 3; channel += 1) means[(y * width + x) * 3 + channel] = sum[channel] / count;
    }
  }
  return means;
}
