import { IconTrash } from "@tabler/icons-react";
import {
  attributeEdits,
  attributeOf,
  changeElement,
  elementText,
  insertEdits,
  removeEdits,
  tagRow,
  type XmlElement,
} from "../../../editor/building";
import { AttributeField } from "./AttributeField";
import classes from "./Builder.module.css";
import type { Part } from "./outline";

const WORDS: Readonly<Record<string, { one: string; fresh: Readonly<Record<string, string>> }>> = {
  Channel: { one: "channel", fresh: { column: "value", legend: "Value" } },
  Bucket: { one: "bucket", fresh: { name: "bucket", title: "Bucket" } },
  Shortcut: { one: "shortcut", fresh: { value: "[unclear]", alias: "Unclear" } },
};

interface Props {
  xml: string;
  part: Part;
  onChange: (xml: string) => void;
}

/** The channels of a time series, the buckets of a ranking, the shortcuts of a text: added, changed, removed. */
export function InnerParts({ onChange, part, xml }: Props) {
  const inner = part.row?.parts?.[0];
  const row = inner === undefined ? undefined : tagRow(inner);
  if (inner === undefined || row === undefined) return null;
  const own = part.element.children
    .map((element, index) => ({ element, index }))
    .filter(({ element }) => element.tag === inner);
  const { fresh, one } = WORDS[inner] ?? { one: inner, fresh: {} };
  const names = Object.keys(row.understood ?? {});
  const change = (index: number, edits: (element: XmlElement) => ReturnType<typeof removeEdits>) =>
    onChange(changeElement(xml, [...part.path, index], edits));
  return (
    <div className={classes.inner}>
      {own.map(({ element, index }, at) => (
        <fieldset key={index} className={classes.innerPart}>
          <legend>
            {one} {at + 1}
          </legend>
          <button
            type="button"
            className={classes.removeInner}
            aria-label={`Remove ${one} ${at + 1}`}
            onClick={() => change(index, (each) => removeEdits(xml, each))}
          >
            <IconTrash size={14} aria-hidden />
          </button>
          <div className={classes.settings}>
            {names.map((name) => (
              <AttributeField
                key={name}
                name={name}
                tag={inner}
                row={row}
                value={attributeOf(element, name)}
                onChange={(value) => change(index, (each) => attributeEdits(xml, each, name, value))}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <button
        type="button"
        className={classes.plain}
        onClick={() => {
          const taken = own.map(({ element }) => attributeOf(element, "name"));
          const attributes =
            fresh.name && taken.includes(fresh.name)
              ? { ...fresh, name: `${fresh.name}${own.length + 1}` }
              : fresh;
          const text = elementText(inner, attributes);
          const after = own.at(-1)?.index ?? part.element.children.length - 1;
          onChange(changeElement(xml, part.path, (parent) => insertEdits(xml, parent, after, [text])));
        }}
      >
        Add a {one}
      </button>
    </div>
  );
}
