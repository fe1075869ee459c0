/** What `make bench-editor` measures: scenes of many regions, and beside them the same drawn plainly, with no editor. */
import { createRoot, type Root } from "react-dom/client";
import "../theme/tokens.css";
import { HTML, labelsOfHtml, longHtml, manyPages, PAGES } from "./benchDocuments";
import {
  createEditor,
  type Editor,
  EditorSurface,
  type LsResultItem,
  parseConfig,
  useEditorHotkeys,
} from "./index";
import "./playground.css";

const BOXES = `<View><RectangleLabels name="thing" toName="photo">
  <Label value="Car"/><Label value="Person"/><Label value="Bicycle"/><Label value="Sign"/>
  </RectangleLabels><Image name="photo" value="$image"/></View>`;
const SPANS = `<View><Labels name="entity" toName="letter">
  <Label value="Person"/><Label value="Place"/><Label value="Date"/><Label value="Amount"/>
  </Labels><Text name="letter" value="$text"/></View>`;
const CARS = ["Car", "Person", "Bicycle", "Sign"];
const NAMES = ["Person", "Place", "Date", "Amount"];
const WORDS = "the quick brown fox jumps over a lazy dog and goes home to Leiden on Friday ";
/** Characters between the starts of two spans. */
const STRIDE = 90;

const PICTURE = { width: 2400, height: 1600 };

/** A picture made here: a scene that has to load nothing but itself. */
function picture(): Promise<string> {
  const canvas = document.createElement("canvas");
  canvas.width = PICTURE.width;
  canvas.height = PICTURE.height;
  const context = canvas.getContext("2d");
  for (let band = 0; band < 16; band += 1) {
    if (context) context.fillStyle = `hsl(${band * 20} 25% ${40 + (band % 4) * 8}%)`;
    context?.fillRect(0, band * 100, PICTURE.width, 100);
  }
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob ? URL.createObjectURL(blob) : ""), "image/png");
  });
}

interface PlacedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Boxes in rows and columns that fill the picture; the place of each in percent. */
function placeOf(n: number, count: number): PlacedBox {
  const columns = Math.ceil(Math.sqrt(count * 1.5));
  const rows = Math.ceil(count / columns);
  const [cell, row] = [100 / columns, 100 / rows];
  return {
    x: (n % columns) * cell,
    y: Math.floor(n / columns) * row,
    width: cell * (0.55 + (n % 7) * 0.05),
    height: row * (0.5 + (n % 5) * 0.08),
  };
}

function boxes(count: number): LsResultItem[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `b${n}`,
    from_name: "thing",
    to_name: "photo",
    type: "rectanglelabels",
    original_width: PICTURE.width,
    original_height: PICTURE.height,
    image_rotation: 0,
    value: { ...placeOf(n, count), rotation: 0, rectanglelabels: [CARS[n % 4]] },
  }));
}

function text(count: number): string {
  const line = WORDS.repeat(6).trimEnd();
  return Array.from({ length: Math.ceil((count * STRIDE) / line.length) + 2 }, () => line).join("\n");
}

function spans(count: number): LsResultItem[] {
  return Array.from({ length: count }, (_, n) => {
    const start = n * STRIDE + (n % 11);
    const value = { start, end: start + 8 + (n % 30), text: "", labels: [NAMES[n % 4]] };
    return { id: `s${n}`, from_name: "entity", to_name: "letter", type: "labels", value };
  });
}

let root: Root | null = null;
let editor: Editor | null = null;

function fresh(): HTMLElement {
  root?.unmount();
  root = null;
  const place = document.getElementById("root");
  if (!place) throw new Error("The page has no root.");
  place.replaceChildren();
  place.style.display = "grid";
  place.style.gridTemplateRows = "minmax(0, 1fr)";
  return place;
}

function Scene({ shown }: { shown: Editor }) {
  useEditorHotkeys(shown);
  return <EditorSurface editor={shown} />;
}

/** Resolves when what was drawn up to now is on the screen. */
function painted(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  });
}

async function until(isReady: () => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  while (!isReady()) {
    if (performance.now() > end) throw new Error("The scene was not drawn within a minute.");
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Whether anything is painted on the canvases over a picture. */
function hasPaint(): boolean {
  return [...document.querySelectorAll("canvas")].some((canvas) => {
    const context = canvas.getContext("2d", { willReadFrequently: false });
    if (!context || canvas.width === 0) return false;
    const middle = context.getImageData(0, Math.floor(canvas.height / 2), canvas.width, 8).data;
    return middle.some((value, at) => at % 4 === 3 && value > 0);
  });
}

/** What an editor is opened with, and how one sees that it is there. */
interface Opening {
  readonly config: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly result: readonly LsResultItem[];
  readonly isThere: () => boolean;
}

type Kind = "boxes" | "spans" | "html" | "pages";

const OPENINGS: Readonly<Record<Kind, (count: number) => Promise<Opening>>> = {
  boxes: async (count) => ({
    config: BOXES,
    data: { image: await picture() },
    result: boxes(count),
    isThere: hasPaint,
  }),
  spans: async (count) => ({
    config: SPANS,
    data: { text: text(count) },
    result: spans(count),
    isThere: isMarked,
  }),
  html: async (count) => ({
    config: HTML,
    data: { html: longHtml(count) },
    result: labelsOfHtml(30),
    isThere: isMarked,
  }),
  pages: async (count) => ({
    config: PAGES,
    data: { pdf: manyPages(count) },
    result: [],
    isThere: () => document.querySelector(".ed-pdf-words span") !== null,
  }),
};

function isMarked(): boolean {
  return document.querySelector("mark") !== null;
}

/** Milliseconds from the first line of code until every region is on the screen. */
async function open(kind: Kind, count: number): Promise<number> {
  const place = fresh();
  const { config, data, isThere, result } = await OPENINGS[kind](count);
  const parsed = parseConfig(config);
  if (!parsed.ok) throw new Error("The configuration of the bench is refused.");
  await painted();
  const start = performance.now();
  editor = createEditor({ schema: parsed.schema, data, result, mode: "annotate" });
  root = createRoot(place);
  root.render(<Scene shown={editor} />);
  await until(isThere);
  return (await painted()) - start;
}

/** The same drawn plainly: one SVG rectangle a box, one `mark` a span, the HTML as it is; no editor. */
async function openPlainly(kind: "boxes" | "spans" | "html", count: number): Promise<number> {
  const place = fresh();
  const source = kind === "boxes" ? await picture() : "";
  const html = kind === "html" ? longHtml(count) : "";
  await painted();
  const start = performance.now();
  if (kind === "html") {
    const article = document.createElement("article");
    article.style.overflow = "auto";
    article.innerHTML = html;
    place.append(article);
  } else if (kind === "boxes") {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 100 100");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.style.cssText = "width: 1200px; height: 800px; position: absolute";
    for (let n = 0; n < count; n += 1) {
      const rectangle = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      for (const [name, value] of Object.entries(placeOf(n, count))) rectangle.setAttribute(name, `${value}`);
      rectangle.setAttribute("fill", "none");
      rectangle.setAttribute("stroke", "red");
      rectangle.setAttribute("stroke-width", "0.1");
      svg.append(rectangle);
    }
    const image = new Image();
    image.width = 1200;
    image.src = source;
    await image.decode();
    place.append(image, svg);
  } else {
    const whole = text(count);
    const article = document.createElement("article");
    article.style.whiteSpace = "pre-wrap";
    let at = 0;
    for (let n = 0; n < count; n += 1) {
      const from = n * STRIDE + (n % 11);
      const mark = document.createElement("mark");
      mark.textContent = whole.slice(from, from + 8 + (n % 30));
      article.append(whole.slice(at, from), mark);
      at = from + mark.textContent.length;
    }
    article.append(whole.slice(at));
    place.append(article);
  }
  return (await painted()) - start;
}

/** Milliseconds from the next press until what it selects is on the screen. */
function nextSelection(): Promise<number> {
  return new Promise((resolve, reject) => {
    const end = setTimeout(() => reject(new Error("Nothing was selected.")), 20_000);
    let start = 0;
    const onPress = () => {
      start = performance.now();
    };
    window.addEventListener("pointerdown", onPress, { capture: true, once: true });
    const release = editor?.subscribe((state, before) => {
      if (state.selectedId === before.selectedId || state.selectedId === null) return;
      release?.();
      clearTimeout(end);
      void painted().then((at) => resolve(at - start));
    });
  });
}

/** Where the middle of a region is on the screen. */
function middleOf(n: number, count: number): { x: number; y: number } {
  const image = document.querySelector("img");
  const mark = document.querySelectorAll("mark")[n];
  // A span that goes on in the next line has a box for each of them.
  const within = image?.getBoundingClientRect() ?? mark?.getClientRects()[0];
  if (!within) throw new Error("There is nothing to press.");
  const box = image ? placeOf(n, count) : { x: 0, y: 0, width: 100, height: 100 };
  return {
    x: within.left + ((box.x + box.width / 2) / 100) * within.width,
    y: within.top + ((box.y + box.height / 2) / 100) * within.height,
  };
}

let frames: number[] = [];
let watching = false;

/** Notes when each frame is shown until `framesSeen` is asked for. */
function watchFrames(): void {
  frames = [];
  watching = true;
  const note = (at: number) => {
    frames.push(at);
    if (watching) requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
}

/** Milliseconds between the frames that were watched. */
function framesSeen(): number[] {
  watching = false;
  return frames.slice(1).map((at, n) => at - (frames[n] ?? at));
}

Object.assign(window, { bench: { open, openPlainly, nextSelection, middleOf, watchFrames, framesSeen } });
