import { fieldNamed } from "./attributes";
import { everyOption, type FoundControl, isPerRegion, targetsOf } from "./buildControls";
import { conditionOf } from "./conditions";
import type { XmlElement } from "./readXml";
import { isBlank, type Refusals } from "./refusals";
import { supportedTags, tagRow } from "./register";
import type { Condition, ObjectTag } from "./schema";
import { inSync } from "./sync";

/** What was read so far: enough to see whether tags that name each other fit together. */
export interface Whole {
  readonly objects: readonly ObjectTag[];
  readonly controls: readonly FoundControl[];
  /** Views and filters. */
  readonly arranged: readonly XmlElement[];
}

/** Checks every `toName`, `sync`, `whenTagName`, `whenLabelValue` and `whenChoiceValue`. */
export function checkPointers(whole: Whole, refusals: Refusals): void {
  for (const object of whole.objects) {
    if (!isBlank(object.attributes.sync)) checkSync(object, whole.objects, refusals);
  }
  for (const control of whole.controls) {
    if (control.row.targets) checkTargets(control, whole, refusals);
    const { attributes } = control.element;
    const condition = conditionOf(attributes, isPerRegion(control.row, attributes));
    if (condition) checkCondition(condition, control.element, whole, refusals);
  }
  for (const element of whole.arranged) {
    const condition = conditionOf(element.attributes);
    if (element.tag === "Filter") checkFilter(element, whole, refusals);
    else if (condition) checkCondition(condition, element, whole, refusals);
  }
}

function checkSync(object: ObjectTag, objects: readonly ObjectTag[], refusals: Refusals): void {
  const sync = object.attributes.sync?.trim() ?? "";
  if (refusals.names.has(sync)) return;
  const named = objects.find(({ name }) => name === sync);
  if (named && !plays(named.tag)) {
    const message = `sync="${sync}" of "${object.name}" names a <${named.tag}>, which does not play.`;
    const playing = supportedTags().filter(plays);
    refusals.add(object, message, `Name another ${playing.map((tag) => `<${tag}>`).join(" or ")}.`);
  } else if (inSync(object, objects).length === 1) {
    const message = `sync="${sync}" of "${object.name}" names no other object.`;
    const fix = "Write the name of the other, or the same word in the sync of both.";
    refusals.add(object, message, fix);
  }
}

function plays(tag: string): boolean {
  return tagRow(tag)?.understood?.sync !== undefined;
}

function checkTargets(control: FoundControl, whole: Whole, refusals: Refusals): void {
  const { element, name, row } = control;
  const targets = targetsOf(control);
  const { toName } = element.attributes;
  if (isBlank(toName) || targets.some((target) => refusals.names.has(target))) return;
  const wanted = row.targets ?? 1;
  if (wanted === 1 && targets.length > 1) {
    const refused = unshared(control, targets);
    if (refused) {
      refusals.add(element, ...refused);
      return;
    }
  } else if (targets.length !== wanted || new Set(targets).size !== wanted) {
    const message = `toName="${toName}" of "${name}" does not name two objects.`;
    refusals.add(element, message, 'Write the names of two objects, such as toName="left,right".');
    return;
  }
  for (const target of targets) checkTarget(target, control, whole.objects, refusals);
  const object = whole.objects.find((each) => each.name === targets[0]);
  if (!object) return;
  if (element.attributes.perItem === "true" && !object.isList) {
    const fix = `Write valueList="$..." on <${object.tag}>, or remove perItem.`;
    refusals.add(element, `perItem="true" of "${name}" needs an object that shows a list.`, fix);
  }
  if (row.namesOnly?.includes(object.tag) && !whole.controls.some((each) => drawsOn(each, object))) {
    const bare =
      object.tag === "Video"
        ? "<VideoRectangle>"
        : "<Rectangle>, <Polygon>, <Ellipse>, <KeyPoint> or <Brush>";
    const message = `Nothing draws what "${name}" would name on the <${object.tag}>.`;
    refusals.add(element, message, `Add ${bare} with toName="${object.name}".`);
  }
}

/** Why several objects cannot share the answer of a control: only a question about the whole item is about all. */
function unshared(control: FoundControl, targets: readonly string[]): [message: string, fix: string] | null {
  const { element, name, row } = control;
  if (!row.shares || isPerRegion(row, element.attributes) || element.attributes.perItem === "true") {
    return [`<${element.tag}> names several objects in toName.`, "Write one control for each object."];
  }
  if (new Set(targets).size < targets.length) {
    return [`toName of "${name}" names an object twice.`, "Name each object once."];
  }
  return null;
}

function checkTarget(
  target: string,
  { element, name, row }: FoundControl,
  objects: readonly ObjectTag[],
  refusals: Refusals,
): void {
  const object = objects.find((each) => each.name === target);
  if (!object) {
    const known = objects.map((each) => each.name).join(", ") || "none";
    const message = `toName="${target}" of "${name}" is not the name of an object.`;
    refusals.add(element, message, `Write the name of an object; there is: ${known}.`);
  } else if (!row.objects?.includes(object.tag)) {
    const usable = (row.objects ?? []).map((tag) => `<${tag}>`).join(" or ");
    const message = `<${element.tag}> cannot label the <${object.tag}> it points to.`;
    refusals.add(element, message, `Point it to ${usable}.`);
  }
}

function drawsOn(control: FoundControl, object: ObjectTag): boolean {
  const { row } = control;
  return (
    row.draws === true && !row.namesOnly?.includes(object.tag) && targetsOf(control).includes(object.name)
  );
}

function checkCondition(condition: Condition, element: XmlElement, whole: Whole, refusals: Refusals): void {
  const { choices, control, labels, when } = condition;
  let controls = whole.controls;
  if (control !== null) {
    if (refusals.names.has(control)) return;
    controls = whole.controls.filter((each) => each.name === control);
    if (controls.length === 0) {
      const known = whole.controls.map((each) => each.name).join(", ") || "none";
      const message = `whenTagName="${control}" is not the name of a control.`;
      refusals.add(element, message, `Write the name of a control; there is: ${known}.`);
      return;
    }
  }
  const isNamer = ({ row }: FoundControl) => row.names === true;
  if (when === "region-selected") {
    // Labels may name what the control of the condition draws.
    const namers = controls.some(isNamer) ? controls : whole.controls;
    checkWords("whenLabelValue", labels, namers.filter(isNamer), element, refusals);
  } else if (when !== "no-region-selected") {
    const asked = controls.filter(({ row }) => row.option && !row.names);
    checkWords("whenChoiceValue", choices, asked, element, refusals);
  }
}

function checkWords(
  attribute: string,
  words: readonly string[],
  controls: readonly FoundControl[],
  element: XmlElement,
  refusals: Refusals,
): void {
  const fromData = controls.some((each) => fieldNamed(each.element.attributes.value) !== null);
  if (refusals.skipped || fromData) return;
  const known = new Set<string>();
  for (const { options } of controls) {
    for (const { attributes } of everyOption(options)) {
      for (const word of [attributes.value, attributes.alias]) if (word) known.add(word);
    }
  }
  const [only] = controls;
  const place = only && controls.length === 1 ? ` of "${only.name}"` : "";
  for (const word of words.filter((each) => !known.has(each))) {
    const message = `${attribute}="${word}" of <${element.tag}> is no answer${place}.`;
    refusals.add(element, message, `Write one of: ${[...known].sort().slice(0, 10).join(", ") || "none"}.`);
  }
}

function checkFilter(element: XmlElement, { controls }: Whole, refusals: Refusals): void {
  const name = (element.attributes.toName ?? "").trim();
  if (name === "" || refusals.names.has(name)) return;
  const searchable = controls.filter(({ row }) => row.option);
  if (searchable.some((control) => control.name === name)) return;
  const known = searchable.map((control) => control.name).join(", ") || "none";
  const message = `toName="${name}" of <Filter> is not the name of a control with options.`;
  refusals.add(element, message, `Write the name of one; there is: ${known}.`);
}
