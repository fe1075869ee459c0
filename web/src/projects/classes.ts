/** The classes of a project: what an instance of its work can be. The server reads them in the same way. */
import type { Project } from "../api/contract";
import { parseConfig } from "../editor";

/** Labels of regions and links, and questions about the whole item, in the order of the configuration, each once. */
export function classesOf({ label_config }: Pick<Project, "label_config">): string[] {
  const parsed = parseConfig(label_config);
  if (!parsed.ok) return [];
  const found = parsed.schema.controls.flatMap(({ draws, name, names, options, perRegion, type }) => {
    const isAsked = !(draws || names || type === "relation");
    if (!isAsked) return options.map(({ value }) => value);
    return perRegion ? [] : [name];
  });
  return [...new Set(found.filter((name) => name !== ""))];
}
