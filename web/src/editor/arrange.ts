import { comparisonOf } from "./controls/Compared";
import type { Editor } from "./core/store";
import { findControl, type LabelSchema, type LayoutNode } from "./ls/schema";

type ViewNode = Extract<LayoutNode, { kind: "view" }>;

/** Children of a view, by their places, and the class of what holds them together; without one they stand alone. */
export interface Group {
  readonly children: readonly number[];
  readonly className: string;
}

/** So many questions below an object make a form, which stands beside it where there is room. */
const FORM = 3;

/**
 * How the children of a view are held together: two objects that are compared stand beside each other, and in the
 * outermost view a long form stands beside what it is about.
 */
export function arranged(node: ViewNode, editor: Editor): readonly Group[] {
  const { schema } = editor.state();
  const at = node === schema.layout ? splits(node, schema) : 0;
  const all = node.children.map((_, index) => index);
  if (at === 0) return paired(all, node, schema);
  return [
    { children: all.slice(0, at), className: "ed-view ed-split-objects" },
    { children: all.slice(at), className: "ed-view ed-split-questions" },
  ];
}

/** Where the form begins that stands beside the objects; 0 when nothing does. */
export function splits(node: ViewNode, schema: LabelSchema): number {
  if (arrangesItself(node)) return 0;
  const at = node.children.findLastIndex(holdsObject) + 1;
  const questions = node.children.slice(at).reduce((sum, child) => sum + questionsIn(child, schema), 0);
  return at > 0 && questions >= FORM ? at : 0;
}

/** A configuration that says how the parts of a view stand is left alone. */
function arrangesItself({ style }: ViewNode): boolean {
  return /display\s*:/.test(style);
}

function holdsObject(node: LayoutNode): boolean {
  return node.kind === "object" || (node.kind === "view" && node.children.some(holdsObject));
}

function questionsIn(node: LayoutNode, schema: LabelSchema): number {
  if (node.kind === "view") return node.children.reduce((sum, child) => sum + questionsIn(child, schema), 0);
  const control = node.kind === "control" ? findControl(schema, node.name) : undefined;
  return control && !control.draws && !control.names && !control.perRegion ? 1 : 0;
}

function paired(all: readonly number[], node: ViewNode, schema: LabelSchema): readonly Group[] {
  const { children } = node;
  if (arrangesItself(node)) return all.map((index) => ({ children: [index], className: "" }));
  const groups: Group[] = [];
  for (let index = 0; index < all.length; index += 1) {
    const [here, next] = [children[index], children[index + 1]];
    const pair =
      here?.kind === "object" && next?.kind === "object" ? comparisonOf(here.name, schema) : undefined;
    const isPair = pair && next?.kind === "object" && pair.targets.includes(next.name);
    groups.push({ children: isPair ? [index, index + 1] : [index], className: isPair ? "ed-pair" : "" });
    if (isPair) index += 1;
  }
  return groups;
}
