import { isDrawn } from "../core/model";
import type { Editor } from "../core/store";
import { isAskedAbout } from "../core/visibility";
import type { ControlTag } from "../ls/schema";

/** How many texts a text area takes; without a limit any number, as in Label Studio. */
export function mostTexts({ attributes }: Pick<ControlTag, "attributes">): number {
  return Number(attributes.maxSubmissions || Number.POSITIVE_INFINITY);
}

/** Whether a text is there already, however it is capitalised. */
export function isTwin(texts: readonly string[], text: string): boolean {
  return texts.some((each) => each.toLowerCase() === text.toLowerCase());
}

const PAUSE = 1500;
let fields = 0;

/**
 * Names the run of typing that a change belongs to; a run is undone at once. A new word, a pause, and turning from
 * writing to erasing begin a new one.
 */
export function typingRun(now: () => number = Date.now): (before: string, after: string) => string {
  fields += 1;
  const field = fields;
  let runs = 0;
  let lastTime = 0;
  let wasErasing = false;
  return (before, after) => {
    const time = now();
    const isErasing = after.length < before.length;
    const beginsWord = !isErasing && /\s$/.test(before) && !/\s$/.test(after);
    if (time - lastTime > PAUSE || isErasing !== wasErasing || beginsWord) runs += 1;
    lastTime = time;
    wasErasing = isErasing;
    return `${field}.${runs}`;
  };
}

/** The region to write about after the selected one: the next that has no text yet, else the next; null at the end. */
export function nextToTranscribe(editor: Editor, control: ControlTag): string | null {
  if (!control.perRegion) return null;
  const { regions, schema, selectedId } = editor.state();
  const situation = { regions, selectedId };
  const asked = editor
    .ordered()
    .filter((region) => isDrawn(region) && isAskedAbout(control, region, schema, situation));
  const later = asked.slice(asked.findIndex((region) => region.id === selectedId) + 1);
  const empty = later.find((region) => !region.answers.has(control.name));
  return (empty ?? later[0])?.id ?? null;
}
