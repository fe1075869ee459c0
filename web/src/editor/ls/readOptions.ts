import { CONDITIONS } from "./conditions";
import type { XmlElement } from "./readXml";
import { LONGEST_NAME, type Refusals } from "./refusals";
import { canonicalTag, type TagRow } from "./register";
import type { Heading, TagPart } from "./schema";

/** An option as it is written, with the options below it. */
export interface WrittenOption {
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly WrittenOption[];
  /** What stands right above it. */
  readonly heading?: Heading | null;
}

/** The parts of an object or a control. Where it holds no options, anything else inside of it is refused. */
export function readParts(element: XmlElement, row: TagRow, refusals: Refusals): TagPart[] {
  const parts: TagPart[] = [];
  const names = new Map<string, number>();
  for (const child of element.children) {
    if (!row.parts?.includes(child.tag)) {
      if (!row.option) misplaced(child, element, row, refusals);
      continue;
    }
    const inner = refusals.known(child);
    if (!inner) continue;
    refusals.checkAttributes(child, inner);
    refusals.checkEmpty(child);
    const { name = "" } = child.attributes;
    const first = names.get(name);
    if (name !== "" && first !== undefined) {
      const message = `"${name}" stands twice in this <${element.tag}>, first on line ${first}.`;
      refusals.add(child, message, "Give each a name of its own.");
    }
    names.set(name, first ?? child.line);
    parts.push({ tag: child.tag, line: child.line, attributes: child.attributes });
  }
  return parts;
}

/** The options of a control. A view between them only arranges them and leaves no trace; a header stands above the next. */
export function readOptions(
  element: XmlElement,
  row: TagRow,
  refusals: Refusals,
  nests: boolean,
): WrittenOption[] {
  return new OptionReader(element, row, refusals, nests).read(element.children, new Map());
}

class OptionReader {
  private heading: Heading | null = null;

  constructor(
    private readonly control: XmlElement,
    private readonly row: TagRow,
    private readonly refusals: Refusals,
    private readonly nests: boolean,
  ) {}

  /** `taken` are the words of the options beside these, with their lines. */
  read(children: readonly XmlElement[], taken: Map<string, number>): WrittenOption[] {
    return children.flatMap((child): WrittenOption[] => {
      const inner = this.refusals.known(child);
      if (!inner || this.row.parts?.includes(child.tag)) return [];
      const isView =
        child.tag === "View" && !CONDITIONS.some((name) => Object.hasOwn(child.attributes, name));
      if (isView) {
        this.refusals.checkAttributes(child, inner);
        return this.read(child.children, taken);
      }
      if (child.tag === "Header" && this.takesHeadings()) {
        this.refusals.checkAttributes(child, inner);
        this.heading = this.refusals.heading(child);
        return [];
      }
      if (canonicalTag(child.tag) !== this.row.option) {
        misplaced(child, this.control, this.row, this.refusals);
        return [];
      }
      this.refusals.checkAttributes(child, inner);
      this.checkWords(child, taken);
      const { attributes, line } = child;
      const { heading } = this;
      this.heading = null;
      return [{ line, attributes, children: this.below(child), ...(heading && { heading }) }];
    });
  }

  /** In a tree there is no place for them. */
  private takesHeadings(): boolean {
    return this.control.tag === "Choices" || this.row.names === true;
  }

  private below(option: XmlElement): WrittenOption[] {
    // In another branch of a tree the same word is another option.
    if (this.nests) return this.read(option.children, new Map());
    const [inner] = option.children;
    if (this.row.nests && inner) {
      const fix = 'Write allowNested="true" on the <Choices> around them, or close each <Choice> with />.';
      this.refusals.add(inner, `<${inner.tag}> stands inside <${option.tag}>.`, fix);
    } else {
      this.refusals.checkEmpty(option);
    }
    return [];
  }

  private checkWords(option: XmlElement, taken: Map<string, number>): void {
    const { alias = "", value = "" } = option.attributes;
    if (value.length > LONGEST_NAME || alias.length > LONGEST_NAME) {
      const message = `<${option.tag}> is longer than ${LONGEST_NAME} characters.`;
      this.refusals.add(option, message, "Shorten its value.");
    }
    const words = [...new Set([value, alias])].filter((word) => word !== "");
    const twice = words.find((word) => taken.has(word));
    if (twice !== undefined) {
      const message = `"${twice}" stands twice in this <${this.control.tag}>, first on line ${taken.get(twice)}.`;
      this.refusals.add(option, message, "Remove one of them or give it another value.");
    }
    for (const word of words) taken.set(word, option.line);
  }
}

function misplaced(child: XmlElement, parent: XmlElement, row: TagRow, refusals: Refusals): void {
  if (!refusals.known(child)) return;
  const inside = [row.option, ...(row.parts ?? [])].filter(Boolean).map((tag) => `<${tag}>`);
  const fix =
    inside.length > 0
      ? `Put only ${inside.join(" and ")} tags inside <${parent.tag}>.`
      : `Close <${parent.tag}> before it: <${parent.tag} ... />.`;
  refusals.add(child, `<${child.tag}> stands inside <${parent.tag}>.`, fix);
}
