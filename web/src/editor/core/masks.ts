import type { MaskShape, PictureSize } from "./shapes";

/**
 * Masks as pixels: the part of a picture that is painted, one byte a pixel (0 blank, 255 painted; what others softened
 * stays soft). Only the rectangle around what is painted is kept.
 *
 * Results hold Label Studio's run-length code of RGBA bytes, all four of a pixel alike: a header (how many bytes, how
 * wide a word is, four widths of counts), then runs of one value and chunks of many. The library that made the format
 * (@thi.ng/rle-pack) unpacks all bytes of the picture, 50 MB for 12 megapixels; here only runs are walked, so that
 * the cost follows from what is painted. The tests hold both to the same answers.
 */
export interface Plane {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly alpha: Uint8Array;
}

export const BLANK: Plane = { x: 0, y: 0, width: 0, height: 0, alpha: new Uint8Array(0) };

const HEADER_BITS = { count: 32, word: 5, size: 4 };
const SIZES = [3, 4, 8, 16] as const;
const WORD = 8;
const LONGEST_RUN = 1 << 16;
const CHANNELS = 4;
const ALPHA = 3;

/** The pixels of a mask; null when the code is broken or does not fit the picture that it names. */
export function decodeMask(rle: ArrayLike<number>, { height, width }: PictureSize): Plane | null {
  const runs = readRuns(rle, width * height);
  if (!runs) return null;
  let [minX, minY, maxX, maxY] = [width, height, -1, -1];
  for (let at = 0; at < runs.length; at += 3) {
    const [from, to] = [runs[at] as number, runs[at + 1] as number];
    const [top, bottom] = [Math.floor(from / width), Math.floor(to / width)];
    minY = Math.min(minY, top);
    maxY = Math.max(maxY, bottom);
    minX = top === bottom ? Math.min(minX, from - top * width) : 0;
    maxX = top === bottom ? Math.max(maxX, to - top * width) : width - 1;
  }
  if (maxY < 0) return BLANK;
  const plane = { x: minX, y: minY, width: maxX - minX + 1, height: maxY - minY + 1 };
  const alpha = new Uint8Array(plane.width * plane.height);
  for (let at = 0; at < runs.length; at += 3) {
    const [from, to, value] = [runs[at] as number, runs[at + 1] as number, runs[at + 2] as number];
    for (let y = Math.floor(from / width); y <= Math.floor(to / width); y += 1) {
      const start = Math.max(from - y * width, minX) - minX;
      const end = Math.min(to - y * width, maxX) - minX;
      const row = (y - minY) * plane.width;
      alpha.fill(value, row + start, row + end + 1);
    }
  }
  return { ...plane, alpha };
}

/** How many pixels are painted; null when the code is broken. */
export function paintedPixels(rle: ArrayLike<number>, { height, width }: PictureSize): number | null {
  const runs = readRuns(rle, width * height);
  if (!runs) return null;
  let count = 0;
  for (let at = 0; at < runs.length; at += 3) count += (runs[at + 1] as number) - (runs[at] as number) + 1;
  return count;
}

export function encodeMask(plane: Plane, { height, width }: PictureSize): number[] {
  const writer = new RunWriter(width * height * CHANNELS);
  const scan = scannerOf(plane.alpha);
  writer.add(0, plane.y * width);
  for (let y = 0; y < plane.height; y += 1) {
    writer.add(0, plane.x);
    const end = (y + 1) * plane.width;
    for (let at = y * plane.width; at < end; ) {
      const value = plane.alpha[at] as number;
      const next = scan(at, end, value);
      writer.add(value, next - at);
      at = next;
    }
    writer.add(0, width - plane.x - plane.width);
  }
  writer.add(0, (height - plane.y - plane.height) * width);
  return writer.end();
}

/** The same mask without blank rows and columns around it. */
export function trimmed(plane: Plane): Plane {
  const { alpha, height, width } = plane;
  const scan = scannerOf(alpha);
  let [minX, minY, maxX, maxY] = [width, height, -1, -1];
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    const first = scan(row, row + width, 0) - row;
    if (first === width) continue;
    let last = width - 1;
    while (last > maxX && alpha[row + last] === 0) last -= 1;
    minX = Math.min(minX, first);
    maxX = Math.max(maxX, last);
    minY = Math.min(minY, y);
    maxY = y;
  }
  if (maxY < 0) return BLANK;
  return cropped(plane, {
    x: plane.x + minX,
    y: plane.y + minY,
    width: maxX - minX + 1,
    height: maxY - minY + 1,
  });
}

/**
 * Finds where bytes of one value end, four at a time: nearly all of a mask is either blank or painted through, and it
 * is read after every stroke.
 */
function scannerOf(alpha: Uint8Array): (from: number, to: number, value: number) => number {
  const bytes = alpha.byteOffset % 4 === 0 ? alpha : alpha.slice();
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  return (from, to, value) => {
    const four = (value * 0x01010101) >>> 0;
    let at = from;
    while (at < to && (at & 3) !== 0 && bytes[at] === value) at += 1;
    if ((at & 3) === 0) while (at + 4 <= to && words[at >> 2] === four) at += 4;
    while (at < to && bytes[at] === value) at += 1;
    return at;
  };
}

/** A copy of the mask on another rectangle; what lies outside of it is lost, what is new is blank. */
export function cropped(plane: Plane, part: Omit<Plane, "alpha">): Plane {
  const alpha = new Uint8Array(part.width * part.height);
  const left = Math.max(plane.x, part.x);
  const right = Math.min(plane.x + plane.width, part.x + part.width);
  const bottom = Math.min(plane.y + plane.height, part.y + part.height);
  for (let y = Math.max(plane.y, part.y); y < bottom && left < right; y += 1) {
    const from = (y - plane.y) * plane.width - plane.x;
    alpha.set(plane.alpha.subarray(from + left, from + right), (y - part.y) * part.width + left - part.x);
  }
  return { ...part, alpha };
}

/** A mask moved by whole pixels, inside of its picture. */
export function shiftedMask(shape: MaskShape, dx: number, dy: number): MaskShape {
  const plane = decodeMask(shape.rle, shape.picture);
  if (!plane || plane.width === 0) return shape;
  const moved = movedPlane(plane, dx, dy, shape.picture);
  if (moved.x === plane.x && moved.y === plane.y) return shape;
  return { ...shape, rle: encodeMask(moved, shape.picture) };
}

export function movedPlane(plane: Plane, dx: number, dy: number, picture: PictureSize): Plane {
  const kept = (value: number, most: number) => Math.min(Math.max(Math.round(value), 0), Math.max(most, 0));
  return {
    ...plane,
    x: kept(plane.x + dx, picture.width - plane.width),
    y: kept(plane.y + dy, picture.height - plane.height),
  };
}

/** The painted runs as triples: first pixel, last pixel, value. Null when the code does not hold so many pixels. */
function readRuns(rle: ArrayLike<number>, pixels: number): readonly number[] | null {
  const bits = new BitReader(rle);
  const count = bits.read(HEADER_BITS.count);
  const word = bits.read(HEADER_BITS.word) + 1;
  const sizes = SIZES.map(() => bits.read(HEADER_BITS.size) + 1);
  if (count !== pixels * CHANNELS || pixels === 0 || word > WORD) return null;
  const runs: number[] = [];
  for (let at = 0; at < count; ) {
    if (bits.isAtEnd()) return null;
    const repeats = bits.read(1) === 1;
    const length = bits.read(sizes[bits.read(2)] as number) + 1;
    if (at + length > count) return null;
    if (repeats) {
      addRun(runs, at, at + length, bits.read(word));
      at += length;
      continue;
    }
    for (const end = at + length; at < end; at += 1) addRun(runs, at, at + 1, bits.read(word));
  }
  return bits.isPastEnd() ? null : runs;
}

/** Bytes of one value, of which only those of the alpha channel count. */
function addRun(runs: number[], from: number, to: number, value: number): void {
  const first = Math.ceil((from - ALPHA) / CHANNELS);
  const last = Math.floor((to - 1 - ALPHA) / CHANNELS);
  if (value === 0 || first > last) return;
  const end = runs.length;
  // Pixels beside each other become one run, however the code cuts them.
  if (end > 0 && runs[end - 2] === first - 1 && runs[end - 1] === value) runs[end - 2] = last;
  else runs.push(first, last, value);
}

class BitReader {
  private at = 0;

  constructor(private readonly bytes: ArrayLike<number>) {}

  /** Up to 32 bits as a whole number; past the end they are zeros. */
  read(count: number): number {
    let value = 0;
    for (let left = count; left > 0; ) {
      const byte = this.bytes[this.at >>> 3] ?? 0;
      const free = 8 - (this.at & 7);
      const take = Math.min(free, left);
      value = value * 2 ** take + ((byte >> (free - take)) & ((1 << take) - 1));
      this.at += take;
      left -= take;
    }
    return value;
  }

  isAtEnd(): boolean {
    return this.at >= this.bytes.length * 8;
  }

  isPastEnd(): boolean {
    return this.at > this.bytes.length * 8;
  }
}

/** Writes runs of pixels, joining those of one value. */
class RunWriter {
  private bytes = new Uint8Array(1024);
  private at = 0;
  private value = 0;
  private length = 0;

  constructor(count: number) {
    this.write(count, HEADER_BITS.count);
    this.write(WORD - 1, HEADER_BITS.word);
    for (const size of SIZES) this.write(size - 1, HEADER_BITS.size);
  }

  add(value: number, pixels: number): void {
    if (pixels === 0) return;
    if (value !== this.value) {
      this.flush();
      this.value = value;
    }
    this.length += pixels * CHANNELS;
  }

  end(): number[] {
    this.flush();
    const length = Math.ceil(this.at / 8);
    const code = new Array<number>(length);
    for (let index = 0; index < length; index += 1) code[index] = this.bytes[index] as number;
    return code;
  }

  private flush(): void {
    for (; this.length > 0; this.length -= Math.min(this.length, LONGEST_RUN)) {
      const repeats = Math.min(this.length, LONGEST_RUN) - 1;
      const size = repeats < 8 ? 0 : repeats < 16 ? 1 : repeats < 256 ? 2 : 3;
      const width = SIZES[size] as number;
      // That it repeats, how wide its length is, its length and its value: at most 27 bits.
      this.write((((4 | size) << width) | repeats) * 2 ** WORD + this.value, 3 + width + WORD);
    }
    this.length = 0;
  }

  /** Up to 32 bits of a whole number. */
  private write(value: number, count: number): void {
    if ((this.at + count) >>> 3 >= this.bytes.length) {
      const longer = new Uint8Array(this.bytes.length * 2);
      longer.set(this.bytes);
      this.bytes = longer;
    }
    let left = count;
    while (left > 0) {
      const free = 8 - (this.at & 7);
      const take = Math.min(free, left);
      const part = (value >>> (left - take)) & ((1 << take) - 1);
      const index = this.at >>> 3;
      this.bytes[index] = (this.bytes[index] as number) | (part << (free - take));
      this.at += take;
      left -= take;
    }
  }
}

const DECODED = new WeakMap<readonly number[], Plane>();

/** What a mask paints, unpacked once; nothing when its code is broken. */
export function planeOf(mask: MaskShape): Plane {
  let plane = DECODED.get(mask.rle);
  if (!plane) {
    plane = decodeMask(mask.rle, mask.picture) ?? BLANK;
    DECODED.set(mask.rle, plane);
  }
  return plane;
}
