import { preload } from "./later";
import type { LabelSchema, LayoutNode } from "./ls/schema";
import { configStyle } from "./style/configStyle";
import { preloadSurfaces } from "./surfaces";

/** Loads what items of a configuration are shown with, while the first of them is on its way. */
export function preloadLayout(schema: LabelSchema): void {
  preloadSurfaces(schema.objects);
  if (isStyled(schema.layout)) preload(configStyle);
}

function isStyled(node: LayoutNode): boolean {
  return node.kind === "style" || (node.kind === "view" && node.children.some(isStyled));
}
