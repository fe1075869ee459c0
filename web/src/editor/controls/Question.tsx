import { type ComponentType, useEffect, useReducer } from "react";
import { useEditor } from "../useEditor";
import { Choices } from "./Choices";
import type { ControlProps } from "./control";

type Asking = ComponentType<ControlProps>;

/** How each kind of question is asked, by its tag. Choices are nearly everywhere; the others come when one is asked. */
const QUESTIONS: Readonly<Record<string, () => Promise<Asking>>> = {
  Choices: async () => Choices,
  DateTime: async () => (await import("./DateTime")).DateTime,
  Number: async () => (await import("./NumberQuestion")).NumberQuestion,
  Pairwise: async () => (await import("./Pairwise")).Pairwise,
  Ranker: async () => (await import("./Ranker")).Ranker,
  Rating: async () => (await import("./Rating")).Rating,
  Taxonomy: async () => (await import("./Taxonomy")).Taxonomy,
  TextArea: async () => (await import("./TextArea")).TextArea,
};

/** What was loaded is there at once the next time: the questions of the next item do not flicker. */
const LOADED = new Map<string, Asking>([["Choices", Choices]]);

/** Loads how a kind of question is asked. */
export async function loadQuestion(tag: string): Promise<void> {
  const asking = isQuestion(tag) ? await QUESTIONS[tag]?.() : undefined;
  if (asking) LOADED.set(tag, asking);
}

/** One question of the configuration, about the item, an entry of it, or the selected region. */
export function Question(props: ControlProps) {
  const { control, editor } = props;
  const { tag } = control;
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (!LOADED.has(tag)) void loadQuestion(tag).then(redraw);
  }, [tag]);
  // What is half typed belongs to one entry: at the next one the field begins anew.
  const entry = useEditor(editor, ({ positions }) =>
    control.perItem ? (positions.get(control.to) ?? 0) : 0,
  );
  const Asked = LOADED.get(tag);
  return Asked ? <Asked key={entry} {...props} /> : null;
}

/** Whether a tag asks something that is shown as a question, rather than drawing or naming regions. */
function isQuestion(tag: string): boolean {
  return Object.hasOwn(QUESTIONS, tag);
}
