import type { ControlTag, LabelSchema, LayoutNode } from "./schema";

/** Questions that need an item to be looked at, or that take what can be answered from it. */
const OF_AN_ITEM: ReadonlySet<string> = new Set(["Pairwise", "Ranker"]);

/**
 * A configuration with nothing but its questions about the item as a whole, and the words above them; null when it
 * asks none. Regions, entries of lists and options that items bring along are left out.
 */
export function wholeQuestions(schema: LabelSchema): LabelSchema | null {
  const controls = schema.controls.filter(asksAboutAll);
  if (controls.length === 0) return null;
  const names = new Set(controls.map(({ name }) => name));
  return { ...schema, controls, layout: pruned(schema.layout, names) ?? schema.layout };
}

function asksAboutAll({ draws, names, optionsField, perItem, perRegion, tag, type }: ControlTag): boolean {
  const isAboutParts = draws || names || perRegion || perItem;
  return !isAboutParts && type !== "relation" && optionsField === null && !OF_AN_ITEM.has(tag);
}

function pruned(node: LayoutNode, names: ReadonlySet<string>): LayoutNode | null {
  switch (node.kind) {
    case "control":
      return names.has(node.name) ? node : null;
    case "filter":
      return names.has(node.to) ? node : null;
    case "view": {
      const kept = node.children.flatMap((child, at) => {
        if (child.kind !== "header") return pruned(child, names) ?? [];
        // A heading stays with the question below it.
        const next = node.children[at + 1];
        return next && pruned(next, names) ? child : [];
      });
      return kept.length > 0 ? { ...node, children: kept } : null;
    }
    default:
      return null;
  }
}
