import { assignKeys } from "./optionKeys";
import { readXml, type XmlElement } from "./readXml";
import { type ControlRow, supportedTags, type TagRow, tagRow } from "./register";
import type { ConfigProblem, ControlTag, LabelOption, LayoutNode, ObjectTag, ParsedConfig } from "./schema";

/**
 * Parses and checks a labeling configuration (Label Studio's XML).
 * Gives the schema, or every problem found with its tag, line and fix; it never guesses and never drops a tag.
 */
export function parseConfig(xml: string): ParsedConfig {
  const reading = readXml(xml);
  if (!reading.ok) return { ok: false, problems: [reading.fault] };
  return new ConfigParser().parse(reading.root);
}

interface FoundControl {
  readonly element: XmlElement;
  readonly row: ControlRow;
}

const CATEGORIES = 8;
const COLOUR = /^(#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,24})$/i;

class ConfigParser {
  private readonly problems: ConfigProblem[] = [];
  private readonly objects: ObjectTag[] = [];
  private readonly controls: FoundControl[] = [];
  private readonly names = new Map<string, XmlElement>();

  parse(root: XmlElement): ParsedConfig {
    if (root.tag !== "View") {
      this.refuse(root, `The first tag is <${root.tag}>.`, "Put everything inside one <View>.");
    }
    const layout = this.visit(root);
    this.checkTargets();
    if (this.problems.length === 0 && this.objects.length === 0) {
      this.refuse(
        root,
        "There is nothing to look at.",
        'Add an object, for example <Text name="text" value="$text"/>.',
      );
    } else if (this.problems.length === 0 && this.controls.length === 0) {
      this.refuse(
        root,
        "There is nothing to answer with.",
        "Add a control, for example <Choices> or <Labels>.",
      );
    }
    if (this.problems.length > 0 || layout === null) {
      const problems = [...this.problems].sort((a, b) => a.line - b.line);
      return { ok: false, problems };
    }
    return { ok: true, schema: { objects: this.objects, controls: this.buildControls(), layout } };
  }

  private visit(element: XmlElement): LayoutNode | null {
    const row = tagRow(element.tag);
    if (!row) {
      const known = supportedTags().join(", ");
      this.refuse(element, `<${element.tag}> is not supported.`, `Remove it or use one of: ${known}.`);
      // What stands inside is still checked, so that one look shows every problem.
      if (element.tag !== "Style") for (const child of element.children) this.visit(child);
      return null;
    }
    this.checkAttributes(element, row);
    if (row.role === "option") {
      const parent = element.tag === "Label" ? "<Labels> or <RectangleLabels>" : "<Choices>";
      this.refuse(element, `<${element.tag}> stands outside of a control.`, `Put it inside ${parent}.`);
      return null;
    }
    if (row.role === "object") return this.visitObject(element);
    if (row.role === "control") return this.visitControl(element, row);
    return element.tag === "Header" ? this.visitHeader(element) : this.visitView(element);
  }

  private visitView(element: XmlElement): LayoutNode {
    const children = element.children.map((child) => this.visit(child)).filter((node) => node !== null);
    return { kind: "view", style: element.attributes.style ?? "", children };
  }

  private visitHeader(element: XmlElement): LayoutNode {
    this.checkEmpty(element);
    const size = Number(element.attributes.size ?? 4);
    return { kind: "header", value: element.attributes.value ?? "", size: size >= 1 && size <= 6 ? size : 4 };
  }

  private visitObject(element: XmlElement): LayoutNode {
    this.checkEmpty(element);
    this.claimName(element);
    const { name = "", value = "" } = element.attributes;
    this.objects.push({
      name,
      tag: element.tag,
      field: value.slice(1),
      line: element.line,
      attributes: element.attributes,
    });
    return { kind: "object", name };
  }

  private visitControl(element: XmlElement, row: ControlRow): LayoutNode {
    this.claimName(element);
    this.controls.push({ element, row });
    this.checkOptions(element, row);
    return { kind: "control", name: element.attributes.name ?? "" };
  }

  private checkOptions(element: XmlElement, row: ControlRow): void {
    const seen = new Map<string, number>();
    for (const child of element.children) {
      if (child.tag !== row.options) {
        if (tagRow(child.tag) === undefined) this.visit(child);
        else
          this.refuse(child, `<${child.tag}> cannot stand inside <${element.tag}>.`, `Use <${row.options}>.`);
        continue;
      }
      const optionRow = tagRow(child.tag);
      if (optionRow) this.checkAttributes(child, optionRow);
      this.checkEmpty(child);
      const stored = storedValue(child);
      const before = seen.get(stored);
      if (before !== undefined) {
        this.refuse(
          child,
          `"${stored}" is already on line ${before}.`,
          "Give each option its own value or alias.",
        );
      }
      if (stored !== "") seen.set(stored, child.line);
    }
    if (element.children.length === 0) {
      const example = `<${row.options} value="..."/>`;
      this.refuse(element, `<${element.tag}> has no <${row.options}>.`, `Add at least one ${example}.`);
    }
  }

  private checkAttributes(element: XmlElement, row: TagRow): void {
    for (const [name, rule] of Object.entries(row.attributes)) {
      const value = element.attributes[name];
      if (value === undefined || (value.trim() === "" && rule.required)) {
        const example = rule.field ? `${name}="$field"` : `${name}="..."`;
        if (rule.required) this.refuse(element, `<${element.tag}> has no ${name}.`, `Add ${example}.`);
      } else if (rule.oneOf && !rule.oneOf.includes(value)) {
        this.refuse(
          element,
          `${name}="${value}" is not possible in <${element.tag}>.`,
          `Use one of: ${rule.oneOf.join(", ")}.`,
        );
      } else if (rule.field && !/^\$\S+$/.test(value)) {
        this.refuse(
          element,
          `${name}="${value}" of <${element.tag}> names no field.`,
          `Write a $ and the name of a field of your data, for example ${name}="$${element.tag.toLowerCase()}".`,
        );
      }
    }
  }

  private checkEmpty(element: XmlElement): void {
    const child = element.children[0];
    if (child)
      this.refuse(child, `<${child.tag}> cannot stand inside <${element.tag}>.`, "Move it behind that tag.");
  }

  private claimName(element: XmlElement): void {
    const { name } = element.attributes;
    if (!name) return;
    const before = this.names.get(name);
    if (before) {
      const message = `The name "${name}" is already used by <${before.tag}> on line ${before.line}.`;
      this.refuse(element, message, "Give each tag its own name.");
    } else this.names.set(name, element);
  }

  private checkTargets(): void {
    for (const { element, row } of this.controls) {
      const { toName } = element.attributes;
      if (!toName) continue;
      const object = this.objects.find((candidate) => candidate.name === toName);
      if (!object) {
        const known = this.objects.map((candidate) => candidate.name).join(", ") || "an object that you add";
        this.refuse(
          element,
          `toName="${toName}" of <${element.tag}> names no object.`,
          `Point it at ${known}.`,
        );
      } else if (!row.objects.includes(object.tag)) {
        const message = `<${element.tag}> cannot be applied to <${object.tag}>.`;
        this.refuse(element, message, `Point it at ${row.objects.map((tag) => `<${tag}>`).join(" or ")}.`);
      }
    }
  }

  private buildControls(): ControlTag[] {
    const options = this.controls.map(({ element, row }) =>
      element.children.filter((child) => child.tag === row.options),
    );
    const keys = assignKeys(options.map((list) => list.map((option) => readKey(option.attributes.hotkey))));
    let labels = 0;
    return this.controls.map(({ element, row }, control) => {
      const { attributes } = element;
      const offset = labels;
      if (row.options === "Label") labels += options[control]?.length ?? 0;
      const choice = attributes.choice ?? row.choice;
      return {
        name: attributes.name ?? "",
        tag: element.tag,
        to: attributes.toName ?? "",
        options: (options[control] ?? []).map((option, index) =>
          buildOption(option, keys[control]?.[index] ?? null, offset + index),
        ),
        multiple: choice === "multiple",
        required: attributes.required === "true",
        requiredMessage: attributes.requiredMessage ?? null,
        perRegion: attributes.perRegion === "true",
        line: element.line,
        attributes,
      };
    });
  }

  private refuse(element: XmlElement, message: string, fix: string): void {
    this.problems.push({ tag: element.tag, line: element.line, message, fix });
  }
}

function storedValue(option: XmlElement): string {
  return option.attributes.alias || option.attributes.value || "";
}

function buildOption(element: XmlElement, key: string | null, index: number): LabelOption {
  const { background, selected, value = "" } = element.attributes;
  const named = background !== undefined && COLOUR.test(background.trim());
  return {
    value: storedValue(element),
    title: value,
    key,
    colour: named ? background.trim() : `var(--cat-${(index % CATEGORIES) + 1})`,
    selected: selected === "true",
    line: element.line,
  };
}

function readKey(hotkey: string | undefined): string | null {
  const key = hotkey?.trim().toLowerCase();
  return key ? key : null;
}
