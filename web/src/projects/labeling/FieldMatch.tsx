import { Button } from "@mantine/core";
import classes from "./Labeling.module.css";
import type { Item } from "./sample";

interface Props {
  missing: string[];
  candidates: string[];
  item: Item;
  onUse: (from: string, to: string) => void;
}

/** The interface asks for a field that the data does not have: says so, and offers the fields there are. */
export function FieldMatch({ missing, candidates: fields, item, onUse }: Props) {
  const [field] = missing;
  if (field === undefined) return null;
  return (
    <div className={classes.match} role="status">
      <p>
        Your first item has no field <b>{field}</b>.{" "}
        {fields.length > 0 ? "Show another field instead:" : `It has: ${Object.keys(item).join(", ")}.`}
      </p>
      {fields.map((name) => (
        <Button key={name} size="xs" onClick={() => onUse(field, name)}>
          {name}
        </Button>
      ))}
    </div>
  );
}
