import { attributeOf, CONDITIONS, optionsBelow, type TagRow } from "../../../editor/building";
import { AttributeField, isCheck, WordsField } from "./AttributeField";
import classes from "./Builder.module.css";
import { MenuField, named } from "./MenuField";
import { objectsOf, type Part, targetsOf } from "./outline";
import { objectsFor } from "./palette";

interface Props {
  part: Part;
  row: TagRow;
  parts: readonly Part[];
  /** Writes an attribute, or with null takes it out. */
  onAttribute: (name: string, value: string | null) => void;
}

const IS_CONDITION = new Set<string>(CONDITIONS);
/** Seldom changed: they come last, folded in. */
const SELDOM = new Set([
  ...[
    "style",
    "className",
    "idAttr",
    "timeDisplayFormat",
    "durationDisplayFormat",
    "overviewWidth",
    "pathSeparator",
  ],
  ...[
    "nameKey",
    "textKey",
    "hotkey",
    "size",
    "defaultPlaybackSpeed",
    "sep",
    "overviewChannels",
    "format",
    "minlength",
  ],
]);

/** Everything that a tag obeys, in words, with the input that suits it. */
export function PartSettings({ onAttribute, part, parts, row }: Props) {
  const { element, tag } = part;
  const objects = objectsOf(parts);
  const names = Object.keys(row.understood ?? {}).filter(
    (name) => !IS_CONDITION.has(name) && name !== "toName",
  );
  const fits = (name: string) => {
    if (name === "requiredMessage") return attributeOf(element, "required") === "true";
    if (name !== "perItem") return true;
    const about = targetsOf(element)[0];
    return (
      objects.some((object) => object.name === about && object.isList) || attributeOf(element, name) !== ""
    );
  };
  const field = (name: string) => (
    <AttributeField
      key={name}
      name={name}
      tag={tag}
      row={row}
      value={attributeOf(element, name)}
      onChange={(value) => onAttribute(name, value)}
    />
  );
  const usual = names.filter((name) => !SELDOM.has(name) && fits(name));
  const [checks, fields] = [
    usual.filter((name) => isCheck(name, row)),
    usual.filter((name) => !isCheck(name, row)),
  ];
  const seldom = names.filter((name) => SELDOM.has(name));
  return (
    <div className={classes.settings}>
      {row.targets !== undefined && <Targets part={part} parts={parts} row={row} onAttribute={onAttribute} />}
      {tag === "Filter" && <FilterTarget part={part} parts={parts} onAttribute={onAttribute} />}
      {fields.map(field)}
      {checks.length > 0 && <div className={classes.checks}>{checks.map(field)}</div>}
      {row.understood?.visibleWhen && <Condition part={part} parts={parts} onAttribute={onAttribute} />}
      {seldom.length > 0 && (
        <details className={classes.more}>
          <summary>More</summary>
          <div className={classes.settings}>{seldom.map(field)}</div>
        </details>
      )}
    </div>
  );
}

/** What a control is about: one of the objects that it can be about, or with two of them both. */
function Targets({ onAttribute, part, parts, row }: Props) {
  const given = targetsOf(part.element);
  const wanted = row.targets ?? 1;
  const usable = objectsOf(parts).filter((object) => row.objects?.includes(object.tag));
  const first = objectsFor(part.tag, usable);
  const offered = first.length > 0 && !row.namesOnly ? first : usable;
  return Array.from({ length: wanted }, (_, at) => (
    <MenuField
      // biome-ignore lint/suspicious/noArrayIndexKey: the places are the first and the second
      key={at}
      title={wanted === 1 ? "About" : at === 0 ? "First" : "Second"}
      value={given[at] ?? ""}
      options={named(offered.map(({ name }) => name))}
      onChange={(name) => {
        const next = Array.from({ length: wanted }, (_, place) => given[place] ?? "");
        next[at] = name;
        onAttribute("toName", next.join(","));
      }}
    />
  ));
}

function FilterTarget({ onAttribute, part, parts }: Omit<Props, "row">) {
  const controls = parts.filter(({ element, row }) => row?.option && attributeOf(element, "name") !== "");
  return (
    <MenuField
      title="Searches"
      value={attributeOf(part.element, "toName")}
      options={named(controls.map(({ element }) => attributeOf(element, "name")))}
      onChange={(name) => onAttribute("toName", name)}
    />
  );
}

const WHEN = [
  { value: "", label: "always" },
  { value: "region-selected", label: "while a region is selected" },
  { value: "no-region-selected", label: "while no region is selected" },
  { value: "choice-selected", label: "when a choice is made" },
  { value: "choice-unselected", label: "when a choice is not made" },
];

/** When a question is asked or a group is shown. */
function Condition({ onAttribute, part, parts }: Omit<Props, "row">) {
  const { element } = part;
  const when = attributeOf(element, "visibleWhen");
  const about = attributeOf(element, "whenTagName");
  const isRegion =
    when === "region-selected" || (when === "" && attributeOf(element, "perRegion") === "true");
  const isChoice =
    when.startsWith("choice") || (when === "" && attributeOf(element, "whenChoiceValue") !== "");
  const usable = parts.filter(({ element: each, path, row }) => {
    if (row?.role !== "control" || path === part.path || attributeOf(each, "name") === "") return false;
    return isRegion ? row.names || row.draws : row.option !== undefined && !row.names;
  });
  const waited = usable.filter(({ element: each }) => about === "" || attributeOf(each, "name") === about);
  const words = new Set(
    waited.flatMap((each) =>
      optionsBelow(each.element, each.path).map(({ element: option }) => attributeOf(option, "value")),
    ),
  );
  const name = isRegion ? "whenLabelValue" : "whenChoiceValue";
  const given = attributeOf(element, name);
  for (const word of given.split(",").map((each) => each.trim())) if (word !== "") words.add(word);
  return (
    <>
      <MenuField
        title="Shown"
        value={when}
        options={WHEN}
        onChange={(next) => onAttribute("visibleWhen", next || null)}
      />
      {(isRegion || isChoice) && (
        <>
          <MenuField
            title={isRegion ? "Drawn or named by" : "Answered in"}
            value={about}
            options={[
              { value: "", label: "any" },
              ...named(usable.map(({ element: each }) => attributeOf(each, "name"))),
            ]}
            onChange={(next) => onAttribute("whenTagName", next || null)}
          />
          {words.size > 0 && words.size <= 40 && (
            <WordsField
              title={isRegion ? "With one of the labels" : "With one of the choices"}
              words={[...words].filter((word) => !word.includes(","))}
              value={given}
              onChange={(value) => onAttribute(name, value)}
            />
          )}
        </>
      )}
    </>
  );
}
