import { meantAttribute, valuesOf } from "./attributes";
import { assignKeys } from "./optionKeys";
import { readXml, type XmlElement } from "./readXml";
import { type ControlRow, controlRow, controlsOf, supportedTags, type TagRow, tagRow } from "./register";
import type { ConfigProblem, ControlTag, LabelOption, LayoutNode, ObjectTag, ParsedConfig } from "./schema";

/**
 * Parses and checks a labeling configuration (Label Studio's XML).
 * Gives the schema, or every problem found with its tag, line and fix; it never guesses and never drops a tag.
 */
export function parseConfig(xml: string): ParsedConfig {
  const reading = readXml(xml);
  return reading.ok ? new ConfigParser().parse(reading.root) : { ok: false, problems: [reading.fault] };
}

interface FoundControl {
  readonly element: XmlElement;
  readonly row: ControlRow;
}

/** The names of objects, controls and options become names of classes, which are stored in indexes. */
const LONGEST_NAME = 500;
/** Braces, brackets and dots would be a path into the data, which is not offered. */
const FIELD = /^\$([^\s$.,[\]{}]+)$/;

class ConfigParser {
  private readonly problems: ConfigProblem[] = [];
  private readonly objects: ObjectTag[] = [];
  private readonly controls: FoundControl[] = [];
  private readonly names = new Map<string, XmlElement>();
  /** Names of tags that were refused: what points at them is not wrong on top of it. */
  private readonly refusedNames = new Set<string>();

  parse(root: XmlElement): ParsedConfig {
    if (root.tag !== "View" && tagRow(root.tag)) {
      this.refuse(root, `The outermost tag is <${root.tag}>.`, "Put everything inside one <View>.");
    }
    const layout = this.visit(root);
    this.checkTargets();
    if (this.problems.length === 0 && this.objects.length === 0) {
      this.refuse(root, "Nothing is shown.", 'Add an object, such as <Text name="text" value="$text"/>.');
    } else if (this.problems.length === 0 && this.controls.length === 0) {
      this.refuse(root, "Nothing is asked.", "Add a control, such as <Choices>, with the object in toName.");
    }
    if (this.problems.length > 0 || layout === null) {
      return { ok: false, problems: [...this.problems].sort((a, b) => a.line - b.line) };
    }
    return { ok: true, schema: { objects: this.objects, controls: buildControls(this.controls), layout } };
  }

  private visit(element: XmlElement): LayoutNode | null {
    const row = tagRow(element.tag);
    if (!row) {
      this.refuseTag(element);
      return null;
    }
    if (row.role === "option") {
      const homes = controlsOf(element.tag).map((tag) => `<${tag}>`);
      const fix = `Put it inside ${homes.join(" or ")}.`;
      this.refuse(element, `<${element.tag}> stands outside of a control.`, fix);
      return null;
    }
    this.checkAttributes(element, row);
    if (row.role === "object") return this.visitObject(element);
    if (row.role === "control") return this.visitControl(element, row);
    return element.tag === "Header" ? this.visitHeader(element) : this.visitView(element);
  }

  private visitView(element: XmlElement): LayoutNode {
    const children = element.children.map((child) => this.visit(child)).filter((node) => node !== null);
    const { className = "", idAttr = "", style = "" } = element.attributes;
    return { kind: "view", style, className, id: idAttr, condition: null, children };
  }

  private visitHeader(element: XmlElement): LayoutNode {
    this.checkEmpty(element);
    const { value = "" } = element.attributes;
    if (FIELD.test(value)) {
      const fix = `Show it with <Text name="..." value="${value}"/>, or write the words of the header.`;
      this.refuse(element, `A <Header> cannot show the field "${value}".`, fix);
    }
    const size = Number(element.attributes.size ?? 4);
    return { kind: "header", value, field: null, size: size >= 1 && size <= 6 ? size : 4 };
  }

  private visitObject(element: XmlElement): LayoutNode {
    this.checkEmpty(element);
    this.claimName(element);
    const { attributes, line, tag } = element;
    const { name = "", value = "" } = attributes;
    const field = FIELD.exec(value)?.[1] ?? "";
    if (value.trim() !== "" && field === "") {
      const message = `value="${value}" of <${tag}> does not name a field of the data.`;
      this.refuse(element, message, 'Name one field with a dollar sign, such as value="$text".');
    }
    this.objects.push({ name, tag, field, isList: false, line, attributes, parts: [] });
    return { kind: "object", name };
  }

  private visitControl(element: XmlElement, row: ControlRow): LayoutNode {
    this.claimName(element);
    this.controls.push({ element, row });
    this.checkOptions(element, row);
    return { kind: "control", name: element.attributes.name ?? "" };
  }

  private checkOptions(element: XmlElement, { option }: ControlRow): void {
    const taken = new Map<string, number>();
    for (const child of element.children) {
      const row = tagRow(child.tag);
      if (!row) this.refuseTag(child);
      else if (child.tag !== option) {
        const fix = `Put only <${option}> tags inside <${element.tag}>.`;
        this.refuse(child, `<${child.tag}> stands inside <${element.tag}>.`, fix);
      } else {
        this.checkAttributes(child, row);
        this.checkEmpty(child);
        this.checkOption(child, element, taken);
      }
    }
    if (element.children.length === 0) {
      this.refuse(
        element,
        `<${element.tag}> has no <${option}>.`,
        `Add at least one <${option} value="..."/>.`,
      );
    }
  }

  private checkOption(option: XmlElement, control: XmlElement, taken: Map<string, number>): void {
    const { alias = "", value = "" } = option.attributes;
    if (value.length > LONGEST_NAME || alias.length > LONGEST_NAME) {
      this.refuse(option, `<${option.tag}> is longer than ${LONGEST_NAME} characters.`, "Shorten its value.");
    }
    const words = [...new Set([value, alias])].filter((word) => word !== "");
    const twice = words.find((word) => taken.has(word));
    if (twice !== undefined) {
      const message = `"${twice}" stands twice in this <${control.tag}>, first on line ${taken.get(twice)}.`;
      this.refuse(option, message, "Remove one of them or give it another value.");
    }
    for (const word of words) taken.set(word, option.line);
  }

  private checkAttributes(element: XmlElement, { attributes }: TagRow): void {
    const { tag } = element;
    for (const name of attributes.required) {
      if ((element.attributes[name] ?? "").trim() === "") {
        this.refuse(element, `<${tag}> has no ${name}.`, `Add ${name}="...".`);
      }
    }
    for (const [name, value] of Object.entries(element.attributes)) {
      const values = valuesOf(attributes, name);
      if (values === null) {
        const meant = meantAttribute(attributes, name);
        const hint = meant && meant !== name ? ` Did you mean ${meant}?` : "";
        this.refuse(element, `${name} of <${tag}> is not supported.`, `Remove it.${hint}`);
      } else if (values.length > 0 && !values.includes(value)) {
        const allowed = values.map((each) => `${name}="${each}"`).join(" or ");
        const message = `${name}="${value}" of <${tag}> is not supported.`;
        this.refuse(element, message, `Write ${allowed}, or remove it.`);
      }
    }
  }

  private checkEmpty(element: XmlElement): void {
    for (const child of element.children) {
      const fix = `Close <${element.tag}> before it: <${element.tag} ... />.`;
      this.refuse(child, `<${child.tag}> stands inside <${element.tag}>.`, fix);
    }
  }

  private claimName(element: XmlElement): void {
    const { name = "" } = element.attributes;
    const before = this.names.get(name);
    if (name.length > LONGEST_NAME) {
      const message = `The name of <${element.tag}> is longer than ${LONGEST_NAME} characters.`;
      this.refuse(element, message, "Shorten it.");
    } else if (before) {
      const message = `The name "${name}" is taken by <${before.tag}> on line ${before.line}.`;
      this.refuse(element, message, "Give every object and control a name of its own.");
    } else if (name !== "") this.names.set(name, element);
  }

  private checkTargets(): void {
    for (const { element, row } of this.controls) {
      const { toName = "" } = element.attributes;
      const object = this.objects.find((candidate) => candidate.name === toName);
      if (toName.trim() === "" || this.refusedNames.has(toName)) continue;
      if (toName.includes(",")) {
        const message = `<${element.tag}> names several objects in toName.`;
        this.refuse(element, message, "Write one control for each object.");
      } else if (!object) {
        const known = this.objects.map((candidate) => candidate.name).join(", ") || "none";
        const message = `toName="${toName}" of <${element.tag}> is not the name of an object.`;
        this.refuse(element, message, `Write the name of an object; there is: ${known}.`);
      } else if (!row.objects.includes(object.tag)) {
        const message = `<${element.tag}> cannot label the <${object.tag}> it points to.`;
        this.refuse(element, message, `Point it to ${row.objects.map((tag) => `<${tag}>`).join(" or ")}.`);
      }
    }
  }

  private refuseTag(element: XmlElement): void {
    for (const { attributes } of withDescendants(element)) {
      if (attributes.name) this.refusedNames.add(attributes.name);
    }
    const known = supportedTags();
    const meant = known.find((tag) => tag.toLowerCase() === element.tag.toLowerCase());
    const fix = meant ? `Write <${meant}>.` : `Remove it, or use one of: ${known.join(", ")}.`;
    this.refuse(element, `<${element.tag}> is not supported.`, fix);
  }

  private refuse(element: XmlElement, message: string, fix: string): void {
    this.problems.push({ tag: element.tag, line: element.line, message, fix });
  }
}

function* withDescendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* withDescendants(child);
}

function buildControls(found: readonly FoundControl[]): ControlTag[] {
  const wanted = found.map(({ element }) =>
    element.children.map((option) => readKey(option.attributes.hotkey)),
  );
  const keys = assignKeys(wanted);
  let labels = 0;
  return found.map(({ element, row }, control) => {
    const { attributes, children, line, tag } = element;
    const first = labels;
    if (controlRow(tag)?.option === "Label") labels += children.length;
    return {
      name: attributes.name ?? "",
      tag,
      to: attributes.toName ?? "",
      targets: [attributes.toName ?? ""],
      type: row.type,
      draws: row.draws,
      names: row.draws,
      optionsField: null,
      options: children.map((option, index) =>
        buildOption(option, keys[control]?.[index] ?? null, first + index),
      ),
      multiple: attributes.choice === "multiple",
      required: attributes.required === "true",
      requiredMessage: attributes.requiredMessage || null,
      perRegion: !row.draws && attributes.perRegion === "true",
      perItem: false,
      condition: null,
      parts: [],
      line,
      attributes,
    };
  });
}

const CATEGORIES = 8;
const COLOUR = /^(#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,24})$/i;

function buildOption(element: XmlElement, key: string | null, index: number): LabelOption {
  const { alias, background = "", selected, value = "" } = element.attributes;
  const named = COLOUR.test(background.trim());
  return {
    value: alias || value,
    title: value,
    key,
    colour: named ? background.trim() : `var(--cat-${(index % CATEGORIES) + 1})`,
    selected: selected === "true",
    hint: element.attributes.hint ?? null,
    children: [],
    line: element.line,
  };
}

function readKey(hotkey: string | undefined): string | null {
  return hotkey?.trim().toLowerCase() || null;
}
