import { fieldNamed, isLiteral, spelledAttributes } from "./attributes";
import {
  buildControls,
  type FoundControl,
  nestsOptions,
  RELATIONS,
  readKey,
  settleCondition,
} from "./buildControls";
import { checkPointers } from "./checkPointers";
import { conditionOf } from "./conditions";
import { readOptions, readParts } from "./readOptions";
import { readXml, type XmlElement } from "./readXml";
import { isBlank, LONGEST_NAME, Refusals } from "./refusals";
import { canonicalTag, homesOf, type TagRow, tagRow } from "./register";
import type { ControlTag, LayoutNode, ObjectTag, ParsedConfig } from "./schema";

/**
 * Parses and checks a labeling configuration (Label Studio's XML).
 * Gives the schema, or every problem found with its tag, line and fix; it never guesses and never drops a tag.
 */
export function parseConfig(xml: string): ParsedConfig {
  const reading = readXml(xml);
  return reading.ok
    ? new ConfigParser().parse(spelled(reading.root))
    : { ok: false, problems: [reading.fault] };
}

function spelled(element: XmlElement): XmlElement {
  const row = tagRow(element.tag);
  const attributes = row ? spelledAttributes(row, element.attributes) : element.attributes;
  return { ...element, attributes, children: element.children.map(spelled) };
}

class ConfigParser {
  private readonly refusals = new Refusals();
  private readonly objects: ObjectTag[] = [];
  private readonly controls: FoundControl[] = [];
  /** Views and filters: they point to what is shown and asked. */
  private readonly arranged: XmlElement[] = [];
  private readonly names = new Map<string, XmlElement>();

  parse(root: XmlElement): ParsedConfig {
    const { refusals } = this;
    if (root.tag !== "View" && tagRow(root.tag)) {
      refusals.add(root, `The outermost tag is <${root.tag}>.`, "Put everything inside one <View>.");
    }
    const layout = this.visit(root);
    checkPointers({ objects: this.objects, controls: this.controls, arranged: this.arranged }, refusals);
    if (!refusals.skipped && this.objects.length === 0) {
      refusals.add(root, "Nothing is shown.", 'Add an object, such as <Text name="text" value="$text"/>.');
    }
    if (!refusals.skipped && this.controls.length === 0) {
      refusals.add(root, "Nothing is asked.", "Add a control, such as <Choices>, with the object in toName.");
    }
    if (refusals.problems.length > 0 || layout === null) {
      return { ok: false, problems: [...refusals.problems].sort((a, b) => a.line - b.line) };
    }
    const controls = buildControls(this.controls, this.objects);
    return {
      ok: true,
      schema: {
        objects: this.objects,
        controls: controls.map((control) => ({
          ...control,
          condition: settleCondition(control.condition, controls),
        })),
        layout: settleLayout(layout, controls),
      },
    };
  }

  private visit(element: XmlElement): LayoutNode | null {
    const row = this.refusals.known(element);
    if (!row) return null;
    if (row.role === "option" || row.role === "part") {
      const homes = homesOf(canonicalTag(element.tag))
        .map((tag) => `<${tag}>`)
        .join(" or ");
      const place = row.role === "option" ? "a control" : homes;
      this.refusals.add(element, `<${element.tag}> stands outside of ${place}.`, `Put it inside ${homes}.`);
      return null;
    }
    this.refusals.checkAttributes(element, row);
    const { name = "", value = "" } = element.attributes;
    if (row.kinds?.value === "shown" && isLiteral(value)) {
      this.claimName(element, name);
      this.refusals.checkEmpty(element);
      return { kind: "words", value: value.trim() };
    }
    if (row.role === "object") return this.visitObject(element, row);
    if (row.role === "control") return this.visitControl(element, row);
    return this.visitLayout(element);
  }

  private visitLayout(element: XmlElement): LayoutNode {
    this.arranged.push(element);
    const { attributes } = element;
    if (element.tag === "View") {
      const children = element.children.map((child) => this.visit(child)).filter((node) => node !== null);
      const { className = "", idAttr = "", style = "" } = attributes;
      return { kind: "view", style, className, id: idAttr, condition: conditionOf(attributes), children };
    }
    if (element.tag === "Header") {
      const heading = this.refusals.heading(element);
      return { kind: "header", ...heading, size: Math.min(Number(attributes.size || 4), 6) };
    }
    this.refusals.checkEmpty(element);
    if (element.tag === "Style") return { kind: "style", css: element.text.trim() };
    const { hotkey, minlength, placeholder = "", toName = "" } = attributes;
    const minLength = Number(minlength?.trim() || 1);
    return { kind: "filter", to: toName.trim(), placeholder, key: readKey(hotkey), minLength };
  }

  private visitObject(element: XmlElement, row: TagRow): LayoutNode {
    const parts = readParts(element, row, this.refusals);
    const { attributes, line } = element;
    const { name = "", value, valueList } = attributes;
    this.claimName(element, name);
    const [part] = row.parts ?? [];
    if (part && parts.length === 0) this.lacks(element, part, 'column="..."');
    const isList = !isBlank(valueList);
    const field = fieldNamed(isList ? valueList : value) ?? "";
    this.objects.push({ name, tag: canonicalTag(element.tag), field, isList, line, attributes, parts });
    return { kind: "object", name };
  }

  private visitControl(element: XmlElement, row: TagRow): LayoutNode {
    const { attributes, children, tag } = element;
    const nests = row.nests === true && nestsOptions(tag, attributes);
    const options = row.option ? readOptions(element, row, this.refusals, nests) : [];
    const parts = readParts(element, row, this.refusals);
    const isRelation = row.type === "relation";
    const name = attributes.name || (isRelation ? RELATIONS : "");
    if (isRelation && this.controls.some((control) => control.row === row)) {
      this.refusals.add(element, "There are two <Relations>.", "Put every <Relation> into one.");
    } else {
      this.claimName(element, name);
    }
    if (row.option && children.length === 0 && fieldNamed(attributes.value) === null) {
      this.lacks(element, row.option, 'value="..."');
    }
    this.controls.push({ name, element, row, options, parts });
    return { kind: "control", name };
  }

  private lacks(element: XmlElement, inner: string, attribute: string): void {
    const fix = `Add at least one <${inner} ${attribute}/>.`;
    this.refusals.add(element, `<${element.tag}> has no <${inner}>.`, fix);
  }

  private claimName(element: XmlElement, name: string): void {
    const before = this.names.get(name);
    if (name.length > LONGEST_NAME) {
      const message = `The name of <${element.tag}> is longer than ${LONGEST_NAME} characters.`;
      this.refusals.add(element, message, "Shorten it.");
    } else if (before) {
      const message = `The name "${name}" is taken by <${before.tag}> on line ${before.line}.`;
      this.refusals.add(element, message, "Give every object and control a name of its own.");
    } else if (name !== "") {
      this.names.set(name, element);
    }
  }
}

function settleLayout(node: LayoutNode, controls: readonly ControlTag[]): LayoutNode {
  if (node.kind !== "view") return node;
  return {
    ...node,
    condition: settleCondition(node.condition, controls),
    children: node.children.map((child) => settleLayout(child, controls)),
  };
}
