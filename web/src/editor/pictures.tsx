/** What `make pictures` photographs: the editor with a template, its sample, and what somebody labelled on it. */
import { createRoot } from "react-dom/client";
import "../theme/tokens.css";
import { createEditor, EditorSurface, type LsResultItem, parseConfig } from "./index";
import "./pictures.css";

interface Drawing {
  readonly config: string;
  readonly data: Record<string, unknown>;
  readonly result: readonly LsResultItem[];
  readonly scheme: "light" | "dark";
}

const root = createRoot(document.getElementById("root") ?? document.body);
const MIDDLE_FRAME = 121;
let turn = 0;

function draw({ config, data, result, scheme }: Drawing): void {
  const parsed = parseConfig(config);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  document.documentElement.dataset.mantineColorScheme = scheme;
  const { schema } = parsed;
  const editor = createEditor({ schema, data, result, mode: "annotate" });
  // At the beginning of a film there is often nothing to see.
  for (const object of schema.objects)
    if (object.tag === "Video") editor.setPosition(object.name, MIDDLE_FRAME);
  turn += 1;
  root.render(<EditorSurface key={turn} editor={editor} />);
}

Object.assign(window, { draw });
