import type { Stroke } from "../hotkeys";
import { kindOf } from "../kinds";
import { type DrawnShape, isDrawn, type Region } from "../model";
import type { Editor } from "../store";
import type { CaretStep } from "../surface";
import { ARROWS, arrowStep, type Command, chosenRegions, inText, may, onRegion } from "./command";

const LINE_ENDS = ["Home", "End"] as const;

/** Walking through regions, and moving them by keys. */
export const REGIONS: readonly Command[] = [
  {
    id: "region.next",
    title: "Next region",
    group: "Regions",
    keys: ["Tab", "]"],
    // At the last region Tab moves on to the next control, so that nobody is trapped.
    when: (editor) => editor.state().focused !== null && editor.neighbour(1) !== null,
    run: (editor) => step(editor, 1),
  },
  {
    id: "region.previous",
    title: "Previous region",
    group: "Regions",
    keys: ["Shift+Tab", "["],
    when: (editor) => editor.state().focused !== null && editor.neighbour(-1) !== null,
    run: (editor) => step(editor, -1),
  },
  {
    id: "region.nudge",
    title: "Move the selected regions by 1 pixel, with Shift by 10",
    group: "Regions",
    keys: [...ARROWS, ...ARROWS.map((key) => `Shift+${key}`)],
    fixedKeys: true,
    when: (editor) => may(editor, "reshape") && !inText(editor) && canDo(editor, "shift"),
    run: (editor, stroke) => changeShape(editor, "shift", stroke),
  },
  {
    id: "region.grow",
    title: "Resize the selected regions by 1 pixel, with Shift by 10",
    group: "Regions",
    keys: [...ARROWS.map((key) => `Alt+${key}`), ...ARROWS.map((key) => `Alt+Shift+${key}`)],
    fixedKeys: true,
    when: (editor) => may(editor, "reshape") && canDo(editor, "grow"),
    run: (editor, stroke) => changeShape(editor, "grow", stroke),
  },
  {
    id: "region.border",
    title: "Move the end of the region, with Shift its start",
    group: "Regions",
    keys: ["Alt+ArrowLeft", "Alt+ArrowRight", "Alt+Shift+ArrowLeft", "Alt+Shift+ArrowRight"],
    fixedKeys: true,
    when: (editor) => may(editor, "reshape") && canDo(editor, "moveBorder"),
    run: (editor, stroke) => {
      if (stroke) onRegion(editor, (region) => moveBorder(editor, region, stroke));
    },
  },
  {
    id: "region.remark",
    title: "Open what was said about the region",
    group: "Regions",
    icon: "remark",
    keys: ["Alt+M"],
    when: (editor) => {
      const { selectedId } = editor.state();
      return selectedId !== null && editor.remarkOn(selectedId) !== null;
    },
    run: (editor) => onRegion(editor, ({ id }) => editor.openRemark(id)),
  },
  {
    id: "region.link",
    title: "Relate the region to another one",
    group: "Regions",
    icon: "link",
    keys: ["Alt+R"],
    when: (editor) => may(editor, "create") && drawnRegion(editor) !== null,
    run: (editor) => onRegion(editor, (region) => editor.beginLink(region.id)),
  },
  {
    id: "region.link-here",
    title: "Relate to the current region",
    group: "Regions",
    keys: ["Enter"],
    when: (editor) => {
      const { linkFrom } = editor.state();
      const region = drawnRegion(editor);
      return linkFrom !== null && region !== null && region.id !== linkFrom;
    },
    run: (editor) => onRegion(editor, (region) => editor.link(editor.state().linkFrom ?? "", region.id)),
  },
  {
    id: "region.hide",
    title: "Hide or show the selected regions",
    group: "Regions",
    icon: "hidden",
    keys: ["Alt+H"],
    when: (editor) => editor.state().selection.size > 0,
    run: (editor) => editor.toggleHidden(...editor.state().selection),
  },
  {
    id: "region.lock",
    title: "Lock or unlock the selected regions",
    group: "Regions",
    icon: "locked",
    keys: ["Alt+L"],
    when: (editor) => editor.state().mode === "annotate" && editor.state().selection.size > 0,
    run: (editor) => editor.toggleLocked(...editor.state().selection),
  },
  {
    id: "region.solo",
    title: "Show the selected region alone",
    group: "Regions",
    icon: "solo",
    keys: ["Alt+S"],
    when: (editor) => editor.state().solo || editor.state().selectedId !== null,
    run: (editor) => editor.setSolo(!editor.state().solo),
  },
  {
    id: "region.show-all",
    title: "Show all hidden regions",
    group: "Regions",
    icon: "shown",
    keys: ["Alt+Shift+H"],
    when: (editor) => editor.state().hidden.size > 0,
    run: (editor) => editor.showAll(),
  },
  {
    id: "region.hide-all",
    title: "Hide all regions",
    group: "Regions",
    icon: "hidden",
    keys: [],
    when: (editor) =>
      editor.ordered().some((region) => isDrawn(region) && !editor.state().hidden.has(region.id)),
    run: (editor) => editor.hideAll(),
  },
  {
    id: "region.zoom",
    title: "Zoom to the region",
    group: "Regions",
    keys: ["Shift+Z"],
    when: (editor) => drawnRegion(editor) !== null && homeOf(editor)?.zoomTo !== undefined,
    run: (editor) => onRegion(editor, (region) => homeOf(editor)?.zoomTo?.(region.id)),
  },
  {
    id: "region.create",
    title: "Add a region in the middle of the view",
    group: "Regions",
    keys: ["Shift+D"],
    when: (editor) => may(editor, "create") && editor.surface()?.drawInView !== undefined,
    run: (editor) => editor.surface()?.drawInView?.(),
  },
  {
    id: "text.caret",
    title: "Move the text cursor, with Ctrl by words, with Shift select",
    group: "Regions",
    keys: [
      ...ARROWS.flatMap((key) => [key, `Shift+${key}`, `Mod+${key}`, `Mod+Shift+${key}`]),
      ...LINE_ENDS.flatMap((key) => [key, `Shift+${key}`]),
    ],
    fixedKeys: true,
    when: inText,
    run: (editor, stroke) => {
      if (stroke) editor.surface()?.moveCaret?.(caretStep(stroke), stroke.shift);
    },
  },
];

/** The surface that the selected region lies on. */
const homeOf = (editor: Editor) => editor.surfaceOf(editor.selected()?.object ?? "");

/** Walking past regions completes no relation that was begun. */
function step(editor: Editor, by: 1 | -1): void {
  const next = editor.neighbour(by);
  if (next) editor.selectMany([next.id]);
}

function drawnRegion(editor: Editor): Region | null {
  const region = editor.selected();
  return region && isDrawn(region) ? region : null;
}

/** Whether something that is selected is free, and of a kind that can be changed so. */
function canDo(editor: Editor, way: "shift" | "grow" | "moveBorder"): boolean {
  const chosen = way === "moveBorder" ? [drawnRegion(editor)] : chosenRegions(editor);
  return chosen.some((region) => {
    const isFree = region !== null && !editor.state().locked.has(region.id);
    return isFree && kindOf(region.shape)[way] !== undefined;
  });
}

/** Changes everything that is selected and free, as one gesture. */
function changeShape(editor: Editor, way: "shift" | "grow", stroke: Stroke | undefined): void {
  const changed = new Map<string, DrawnShape>();
  for (const region of chosenRegions(editor)) {
    if (!isDrawn(region)) continue;
    const shape = kindOf(region.shape)[way]?.(region.shape, ...arrowStep(stroke));
    if (shape) changed.set(region.id, shape);
  }
  editor.reshapeAll(changed);
}

function moveBorder(editor: Editor, region: Region, stroke: Stroke): void {
  if (!isDrawn(region)) return;
  const border = stroke.shift ? "start" : "end";
  const step = stroke.key === "ArrowRight" ? 1 : -1;
  const context = editor.context(region.object);
  const moved = kindOf(region.shape).moveBorder?.(region.shape, border, step, context);
  if (moved) editor.reshape(region.id, moved);
}

function caretStep({ key, mod }: Stroke): CaretStep {
  switch (key) {
    case "Home":
      return { unit: "lineboundary", direction: "backward" };
    case "End":
      return { unit: "lineboundary", direction: "forward" };
    case "ArrowUp":
      return { unit: "line", direction: "backward" };
    case "ArrowDown":
      return { unit: "line", direction: "forward" };
    default:
      return { unit: mod ? "word" : "character", direction: key === "ArrowRight" ? "right" : "left" };
  }
}
