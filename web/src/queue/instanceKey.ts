/** The keys under which the server knows instances. */
import type { Editor, LabelSchema, Region } from "../editor";

/** A region has its id; an answer about the whole item is known by its question, a relation by its ends. */
export function keyOf({ control, id, item, shape }: Region, schema: LabelSchema): string {
  if (shape.kind === "link") return `relation:${shape.from}:${shape.to}`;
  if (shape.kind !== "whole") return id;
  const type = schema.controls.find(({ name }) => name === control)?.type ?? "";
  return `${type}:${control}${item === null ? "" : `#${item}`}`;
}

/** Finds the region that an instance is; null when it is gone, or came without an id. Many cost one pass. */
export function regionFinder(
  regions: ReadonlyMap<string, Region>,
  schema: LabelSchema,
): (key: string) => Region | null {
  let byKey: ReadonlyMap<string, Region> | null = null;
  return (key) => {
    const region = regions.get(key);
    if (region) return region;
    byKey ??= new Map([...regions.values()].reverse().map((each) => [keyOf(each, schema), each]));
    return byKey.get(key) ?? null;
  };
}

/** The region that an instance is, when one is looked for. */
export function regionOf(editor: Editor, key: string): Region | null {
  const { regions, schema } = editor.state();
  return regionFinder(regions, schema)(key);
}
