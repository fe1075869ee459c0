import type { ControlTag, LabelOption } from "../ls/schema";

/** A way down through options, from the top: what a result holds for nested choices and taxonomies. */
export type Path = readonly string[];

export const samePath = (a: Path, b: Path): boolean =>
  a.length === b.length && a.every((word, index) => word === b[index]);

export const holdsPath = (paths: readonly Path[], path: Path): boolean =>
  paths.some((each) => samePath(each, path));

/** Whether the answers of a control are ways down, even where no option holds another. */
export function nests({ attributes, type }: Pick<ControlTag, "attributes" | "type">): boolean {
  return type === "taxonomy" || attributes.allowNested === "true";
}

/** An option of nested choices is on when it was chosen or everything below it was; "some" is in between. */
export type Mark = "on" | "some" | "off";

export function markOf(option: LabelOption, path: Path, chosen: readonly Path[]): Mark {
  if (option.children.length === 0) return holdsPath(chosen, path) ? "on" : "off";
  const below = option.children.map((child) => markOf(child, [...path, child.value], chosen));
  if (below.every((mark) => mark === "on")) return "on";
  return below.some((mark) => mark !== "off") ? "some" : "off";
}

/**
 * The ways down after one was picked. Where several may be chosen an option stands for everything below it, and a
 * result names it beside them when it is complete, as Label Studio writes it. Where one may be chosen only an option
 * without others below it can be.
 */
export function pickPath(control: ControlTag, chosen: readonly Path[], path: Path): readonly Path[] {
  const option = optionAt(control.options, path);
  if (!option) return chosen.filter((each) => !samePath(each, path));
  const leaves = leavesOf(option, path);
  const isOn = markOf(option, path, chosen) === "on";
  if (!control.multiple) {
    if (option.children.length > 0) return chosen;
    const takenBack = isOn && control.attributes.choice !== "single-radio";
    return takenBack ? [] : withParents(control.options, leaves);
  }
  const foreign = chosen.filter((each) => !optionAt(control.options, each));
  const known = everyLeaf(control.options).filter((leaf) => {
    const picked = holdsPath(leaves, leaf);
    return isOn ? !picked && holdsPath(chosen, leaf) : picked || holdsPath(chosen, leaf);
  });
  return [...foreign, ...withParents(control.options, known)];
}

export function optionAt(options: readonly LabelOption[], path: Path): LabelOption | undefined {
  const [first, ...rest] = path;
  const option = options.find((each) => each.value === first);
  return option && rest.length > 0 ? optionAt(option.children, rest) : option;
}

function leavesOf(option: LabelOption, path: Path): Path[] {
  if (option.children.length === 0) return [path];
  return option.children.flatMap((child) => leavesOf(child, [...path, child.value]));
}

const everyLeaf = (options: readonly LabelOption[]): Path[] =>
  options.flatMap((option) => leavesOf(option, [option.value]));

/** The chosen leaves with every option above them that is complete, in the order of the configuration. */
function withParents(
  options: readonly LabelOption[],
  leaves: readonly Path[],
  above: Path = [],
): readonly Path[] {
  return options.flatMap((option) => {
    const path = [...above, option.value];
    const own = markOf(option, path, leaves) === "on" ? [path] : [];
    return [...own, ...withParents(option.children, leaves, path)];
  });
}
