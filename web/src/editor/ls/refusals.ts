import { fieldNamed, meantAttribute, refusedValue, valuesOf } from "./attributes";
import type { XmlElement } from "./readXml";
import { adviceFor, type TagRow, tagRow } from "./register";
import type { ConfigProblem, Heading } from "./schema";

/** Enough of an element to say where a problem is. */
export type Place = Pick<XmlElement, "tag" | "line">;

/** The names of objects, controls and options become names of classes, which are stored in indexes. */
export const LONGEST_NAME = 500;

/** The problems of a configuration, collected while it is read, and what every tag is checked for. */
export class Refusals {
  readonly problems: ConfigProblem[] = [];
  /** Names of tags that were refused: what points at them is not wrong on top of it. */
  readonly names = new Set<string>();
  /** Whether a tag was not understood: what it would have shown or asked is not known. */
  skipped = false;

  add({ line, tag }: Place, message: string, fix: string): void {
    this.problems.push({ tag, line, message, fix });
  }

  /** The row of a tag; undefined, and a problem, when it is not supported. */
  known(element: XmlElement): TagRow | undefined {
    const row = tagRow(element.tag);
    if (row) return row;
    this.skipped = true;
    for (const { attributes } of withDescendants(element)) {
      if (attributes.name) this.names.add(attributes.name);
    }
    this.add(element, `<${element.tag}> is not supported.`, adviceFor(element.tag));
    return undefined;
  }

  checkAttributes(element: XmlElement, row: TagRow): void {
    const { attributes, tag } = element;
    for (const name of row.required ?? []) {
      if (isBlank(attributes[name])) this.add(element, `<${tag}> has no ${name}.`, `Add ${name}="...".`);
    }
    const { sources = [] } = row;
    if (sources.length > 0 && sources.every((name) => isBlank(attributes[name]))) {
      const fix = sources.map((name) => `${name}="$..."`).join(" or ");
      this.add(element, `<${tag}> has no ${sources.join(" or ")}.`, `Add ${fix}.`);
    }
    for (const [name, value] of Object.entries(attributes)) {
      const values = valuesOf(row, name);
      if (values === null) {
        const meant = meantAttribute(row, name);
        const hint = meant && meant !== name ? ` Did you mean ${meant}?` : "";
        this.add(element, `${name} of <${tag}> is not supported.`, `Remove it.${hint}`);
      } else if (values.length > 0 && !values.includes(value)) {
        const allowed = values.map((each) => `${name}="${each}"`).join(" or ");
        const message = `${name}="${value}" of <${tag}> is not supported.`;
        this.add(element, message, `Write ${allowed}, or remove it.`);
      } else {
        const refused = refusedValue(row, name, value);
        if (refused) this.add(element, `${name}="${value}" of <${tag}> ${refused.message}`, refused.fix);
      }
    }
  }

  /** The words of a `<Header>`, which needs some and holds nothing. */
  heading(element: XmlElement): Heading {
    const { value: written } = element.attributes;
    const value = isBlank(written) ? element.text.trim() : (written ?? "");
    if (value === "") this.add(element, "<Header> has no value.", 'Add value="...".');
    this.checkEmpty(element);
    return { value, field: fieldNamed(value) };
  }

  checkEmpty(element: XmlElement): void {
    for (const child of element.children) {
      const fix = `Close <${element.tag}> before it: <${element.tag} ... />.`;
      this.add(child, `<${child.tag}> stands inside <${element.tag}>.`, fix);
    }
  }
}

export function isBlank(value: string | undefined): boolean {
  return (value ?? "").trim() === "";
}

function* withDescendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* withDescendants(child);
}
