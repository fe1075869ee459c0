/** A page of the development server to try the editor without a server: `/playground.html?scene=text`. */
import { useMemo } from "react";
import { createRoot } from "react-dom/client";
import "../theme/tokens.css";
import {
  ConfigPreview,
  createEditor,
  DetailsPanel,
  type Editor,
  EditorSurface,
  InstanceList,
  type LsResultItem,
  type Media,
  type Mode,
  parseConfig,
  useEditorHotkeys,
} from "./index";
import { FORM_SCENES } from "./playground/forms";
import { IMAGE_SCENES } from "./playground/image";
import { PANEL_SCENES } from "./playground/panels";
import { SERIES_SCENES } from "./playground/series";
import { SOUND_SCENES } from "./playground/sound";
import { SYNC_SCENES } from "./playground/sync";
import { TEXT_SCENES } from "./playground/texts";
import { VIDEO_SCENES } from "./playground/video";
import "./playground.css";

const TEXT_CONFIG = `<View>
  <Labels name="entity" toName="letter">
    <Label value="Person"/><Label value="Product"/><Label value="Place"/>
    <Label value="Date"/><Label value="Amount"/><Label value="Reference"/>
  </Labels>
  <Text name="letter" value="$text"/>
  <Header value="How does the writer feel?"/>
  <Choices name="sentiment" toName="letter" required="true">
    <Choice value="Negative"/><Choice value="Mixed"/><Choice value="Neutral"/><Choice value="Positive"/>
  </Choices>
  <Choices name="Kind of date" toName="letter" perRegion="true">
    <Choice value="exact"/><Choice value="relative"/>
  </Choices>
</View>`;

const IMAGE_CONFIG = `<View>
  <RectangleLabels name="thing" toName="photo">
    <Label value="Car"/><Label value="Person"/><Label value="Bicycle"/><Label value="Traffic light"/>
  </RectangleLabels>
  <Image name="photo" value="$image"/>
  <Choices name="weather" toName="photo" choice="multiple">
    <Choice value="Rain"/><Choice value="Night"/><Choice value="Fog"/>
  </Choices>
</View>`;

const LETTER = `Dear service desk,

On 3 October I ordered a dishwasher, model DW 60, for my flat in Leiden. The fitter, Tomas, came on Thursday morning, two days late, and found that the water hose was missing. 😀👩‍👩‍👧 e\u0301t\u00e9.

I called again on 12 October and spoke with Priya, who was kind and promised a new hose within 48 hours. It is now the 20th and nothing has come.

שלום לכולם, שמי לנה.

Kind regards, Lena`;

const STREET = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="1200" height="420" fill="#b9cfdb"/>` +
    `<rect y="420" width="1200" height="380" fill="#6d7076"/><g fill="#8b8f94"><rect x="80" y="120" width="220" height="300"/>` +
    `<rect x="340" y="180" width="160" height="240"/><rect x="800" y="90" width="260" height="330"/></g>` +
    `<rect x="420" y="480" width="240" height="130" rx="24" fill="#33506e"/><rect x="120" y="500" width="200" height="110" rx="20" fill="#a9453c"/>` +
    `<rect x="860" y="440" width="70" height="220" rx="30" fill="#c9a24b"/></svg>`,
)}`;

function span(id: string, text: string, label: string, from = LETTER): LsResultItem {
  const start = [...from.slice(0, from.indexOf(text))].length;
  const end = start + [...text].length;
  return {
    id,
    from_name: "entity",
    to_name: "letter",
    type: "labels",
    value: { start, end, text, labels: [label] },
  };
}

function box(id: string, x: number, y: number, width: number, height: number, label: string): LsResultItem {
  return {
    id,
    from_name: "thing",
    to_name: "photo",
    type: "rectanglelabels",
    original_width: 1200,
    original_height: 800,
    image_rotation: 0,
    value: { x, y, width, height, rotation: 0, rectanglelabels: [label] },
  };
}

const LABELS = ["Car", "Person", "Bicycle", "Traffic light"];
const ENTITIES = ["Person", "Product", "Place", "Date", "Amount", "Reference"];
const WORDS = "the quick brown fox jumps over a lazy dog and goes home to Leiden on Friday ".repeat(6).trim();
const LONG_TEXT = Array.from({ length: 400 }, (_, index) => `${index}: ${WORDS}`).join("\n");

interface Scene {
  readonly config: string;
  readonly data: Record<string, unknown>;
  readonly result: readonly LsResultItem[];
  readonly predictions?: readonly LsResultItem[];
  readonly media?: Media;
  readonly mode?: Mode;
  readonly prepare?: (editor: Editor) => void;
}

const BOXES = [
  box("car1", 34.6, 59.5, 21, 17.5, "Car"),
  box("car2", 9.5, 62, 17.5, 15, "Car"),
  box("person1", 71, 54, 7, 30, "Person"),
  box("light1", 28, 22, 14, 31, "Traffic light"),
];

const SCENES: Readonly<Record<string, () => Scene>> = {
  ...IMAGE_SCENES,
  ...PANEL_SCENES,
  ...TEXT_SCENES,
  ...FORM_SCENES,
  ...VIDEO_SCENES,
  text: () => ({
    config: TEXT_CONFIG,
    data: { text: LETTER },
    result: [
      span("a", "3 October", "Date"),
      span("b", "dishwasher", "Product"),
      span("c", "Leiden", "Place"),
      span("d", "Thursday morning", "Date"),
      span("e", "Tomas", "Person"),
      span("f", "model DW 60, for my flat", "Product"),
      span("g", "DW 60", "Reference"),
      span("h", "שמי לנה", "Person"),
      { type: "relation", from_id: "a", to_id: "b", direction: "right" },
    ],
    predictions: [span("p", "48 hours", "Date"), span("q", "Priya", "Person")],
  }),
  image: () => ({ config: IMAGE_CONFIG, data: { image: STREET }, result: BOXES }),
  review: () => ({
    config: IMAGE_CONFIG,
    data: { image: STREET },
    result: BOXES,
    mode: "review",
    prepare: (editor) => {
      editor.setVerdicts({ car1: "approved", car2: "pending", person1: "pending", light1: "rejected" });
      editor.setGhosts([box("person1", 71.5, 56, 6, 24, "Person")]);
      editor.select("person1");
    },
  }),
  ...SERIES_SCENES,
  ...SOUND_SCENES,
  ...SYNC_SCENES,
  broken: () => ({ config: IMAGE_CONFIG, data: { image: "/nowhere.png" }, result: BOXES }),
  both: () => ({
    config: `<View><Header value="A letter with its picture"/><View style="display: flex; gap: 16px"><Image name="photo" value="$image"/><Text name="letter" value="$text"/></View>
      <Labels name="entity" toName="letter"><Label value="Person"/><Label value="Place"/></Labels>
      <RectangleLabels name="thing" toName="photo"><Label value="Car"/></RectangleLabels></View>`,
    data: { image: STREET, text: LETTER },
    result: [...BOXES.slice(0, 2), span("c", "Leiden", "Place")],
  }),
  missing: () => ({ config: TEXT_CONFIG, data: {}, result: [] }),
  "many-boxes": () => ({
    config: IMAGE_CONFIG,
    data: { image: STREET },
    result: Array.from({ length: 1000 }, (_, n) =>
      box(
        `b${n}`,
        (n % 40) * 2.5,
        Math.floor(n / 40) * 4,
        1.5 + (n % 7) * 0.6,
        2 + (n % 5),
        LABELS[n % 4] ?? "",
      ),
    ),
  }),
  "many-spans": () => ({
    config: TEXT_CONFIG,
    data: { text: LONG_TEXT },
    result: Array.from({ length: 2000 }, (_, n): LsResultItem => {
      const start = n * 90 + (n % 11);
      const label = ENTITIES[n % 6] ?? "";
      const value = { start, end: start + 8 + (n % 30), text: "", labels: [label] };
      return { id: `s${n}`, from_name: "entity", to_name: "letter", type: "labels", value };
    }),
  }),
  "many-labels": () => ({
    config: `<View><Labels name="entity" toName="letter">${Array.from({ length: 40 }, (_, n) => `<Label value="Kind ${n}"/>`).join("")}</Labels>
      <Text name="letter" value="$text"/><Choices name="topic" toName="letter" choice="multiple">
      ${Array.from({ length: 14 }, (_, n) => `<Choice value="Topic number ${n}"/>`).join("")}</Choices></View>`,
    data: { text: LETTER },
    result: [],
  }),
};

function Playground({ scene }: { scene: Scene }) {
  const editor = useMemo(() => {
    const parsed = parseConfig(scene.config);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const { data, media = {}, mode = "annotate", predictions = [], result } = scene;
    const made = createEditor({ schema: parsed.schema, data, media, result, predictions, mode });
    scene.prepare?.(made);
    return made;
  }, [scene]);
  useEditorHotkeys(editor);
  Object.assign(window, { editor });
  return (
    <>
      <EditorSurface editor={editor} />
      <aside>
        <DetailsPanel editor={editor} />
        <InstanceList editor={editor} />
      </aside>
    </>
  );
}

const asked = new URLSearchParams(window.location.search);
const name = asked.get("scene") ?? "text";
const scene = SCENES[name]?.();
document.documentElement.dataset.mantineColorScheme = asked.get("scheme") ?? "light";
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <div className="pg">
      <nav>
        {[...Object.keys(SCENES), "preview", "refused"].map((each) => (
          <a key={each} href={`?scene=${each}`}>
            {each}
          </a>
        ))}
      </nav>
      {scene ? (
        <Playground scene={scene} />
      ) : (
        <ConfigPreview
          config={name === "refused" ? TEXT_CONFIG.replace("<Text ", "<Video ") : TEXT_CONFIG}
          data={{ text: LETTER }}
        />
      )}
    </div>,
  );
}
