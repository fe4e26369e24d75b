// Pictures of pages, kept in small and compared. A kept picture has a pixel for each square of the page, with the square's mean colour: a
// block that moved, a colour that changed or a sheet that isn't loaded is seen, how one browser smooths its letters is not.
//
// With UPDATE_PICTURES=1 the pictures are kept anew: look at the large ones before you commit them.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const SQUARE = 8;
const SAME_COLOUR = 10;
const MOST_DIFFERENT = 0.004;

export class Kept {
  #folder;
  #tab;
  #isNew = process.env.UPDATE_PICTURES === "1";
  #seen = new Set();

  constructor(folder, tab) {
    this.#folder = folder;
    this.#tab = tab;
    if (this.#isNew) rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** What is wrong with `picture`, the bytes of a PNG, against the one that is kept as `name`; nothing where they are alike. */
  async fault(name, picture) {
    const file = path.join(this.#folder, `${name}.png`);
    this.#seen.add(`${name}.png`);
    const small = await this.#tab.evaluate(reduced, { picture: picture.toString("base64"), square: SQUARE });
    if (this.#isNew) writeFileSync(file, Buffer.from(small, "base64"));
    if (!existsSync(file)) return "has no kept picture: look at it, then run with UPDATE_PICTURES=1";
    const kept = readFileSync(file).toString("base64");
    const { sizes, share, place } = await this.#tab.evaluate(compared, { kept, small, same: SAME_COLOUR });
    if (sizes) return `is ${sizes[1]} squares large and not ${sizes[0]}, as the kept picture`;
    if (share > MOST_DIFFERENT) return `differs from the kept picture in ${(100 * share).toFixed(1)}% of its squares, first at ${place.map((at) => at * SQUARE)}`;
    return undefined;
  }

  /** Kept pictures that no page was compared with. */
  unused() {
    return readdirSync(this.#folder).filter((name) => !this.#seen.has(name));
  }
}

/** Runs in a page: a PNG with a pixel for each square of another. */
async function reduced({ picture, square }) {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const large = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height }).getContext("2d");
  large.drawImage(image, 0, 0);
  const { data } = large.getImageData(0, 0, image.width, image.height);
  const [width, height] = [Math.floor(image.width / square), Math.floor(image.height / square)];
  const small = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
  const means = small.createImageData(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sums = [0, 0, 0];
      for (let dy = 0; dy < square; dy += 1) {
        for (let dx = 0; dx < square; dx += 1) {
          const at = 4 * ((y * square + dy) * image.width + x * square + dx);
          for (let channel = 0; channel < 3; channel += 1) sums[channel] += data[at + channel];
        }
      }
      const at = 4 * (y * width + x);
      // steps of four make the kept file a good deal smaller
      for (let channel = 0; channel < 3; channel += 1) means.data[at + channel] = 4 * Math.round(sums[channel] / square / square / 4);
      means.data[at + 3] = 255;
    }
  }
  small.putImageData(means, 0, 0);
  return small.canvas.toDataURL("image/png").split(",")[1];
}

/** Runs in a page: how much two pictures differ, and where they do first. */
async function compared({ kept, small, same }) {
  const read = async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const context = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height }).getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  };
  const [a, b] = [await read(kept), await read(small)];
  if (a.width !== b.width || a.height !== b.height) return { sizes: [a, b].map(({ width, height }) => `${width} × ${height}`) };
  let different = 0;
  let place;
  for (let at = 0; at < a.data.length; at += 4) {
    const most = Math.max(...[0, 1, 2].map((channel) => Math.abs(a.data[at + channel] - b.data[at + channel])));
    if (most <= same) continue;
    different += 1;
    place ??= [(at / 4) % a.width, Math.floor(at / 4 / a.width)];
  }
  return { share: different / (a.data.length / 4), place };
}
