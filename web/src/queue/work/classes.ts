/** How a comment is classified: paths in the taxonomy of the project. The server has checked its XML. */

export type ClassPath = readonly string[];
export type Classifications = Record<string, { type: "taxonomy"; values: string[][] }>;

const NAME = "default";

/** The paths of a project's taxonomy, in its order; none where it has no taxonomy. */
export function classPaths(xml: string): string[][] {
  if (xml.trim() === "") return [];
  const root = new DOMParser().parseFromString(xml, "text/xml").querySelector("Taxonomy");
  const found: string[][] = [];
  const walk = (element: Element, above: ClassPath) => {
    for (const child of element.children) {
      const path = [...above, child.getAttribute("value")?.trim() ?? ""];
      found.push(path);
      walk(child, path);
    }
  };
  if (root) walk(root, []);
  return found;
}

export function classWords(path: ClassPath): string {
  return path.join(" / ");
}

/** In the form of the API; null for none. */
export function asClassifications(paths: readonly ClassPath[]): Classifications | null {
  return paths.length === 0 ? null : { [NAME]: { type: "taxonomy", values: paths.map((path) => [...path]) } };
}

/** The paths that a comment carries; what scripts wrote in another form shows nothing. */
export function pathsOf(classifications: Readonly<Record<string, unknown>> | null): string[][] {
  const given = classifications?.[NAME];
  const values = typeof given === "object" && given !== null && "values" in given ? given.values : null;
  return Array.isArray(values)
    ? values.filter((path) => Array.isArray(path) && path.every((step) => typeof step === "string"))
    : [];
}
