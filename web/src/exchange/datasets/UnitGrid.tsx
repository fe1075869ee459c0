import { useState } from "react";
import type { DataUnit } from "../../api/contract";
import { KINDS, sizeInWords, thumbnailOf } from "../../datasets/kinds";
import { counted } from "../../kit/numbers";
import classes from "./DatasetPage.module.css";

interface Props {
  units: readonly DataUnit[];
  onOpen: (unit: DataUnit) => void;
}

/** The items of a dataset as cards. */
export function UnitGrid({ onOpen, units }: Props) {
  return (
    <ul className={classes.grid} aria-label="Items">
      {units.map((unit) => (
        <li key={unit.id}>
          <button type="button" className={classes.card} onClick={() => onOpen(unit)} title={unit.title}>
            <Shown unit={unit} />
            <span className={classes.cardTitle}>{unit.title || "Without a name"}</span>
            <span className={classes.cardFacts}>
              {[
                titled(KINDS[unit.kind].one),
                sizeInWords(unit),
                unit.tasks > 0 && counted(unit.tasks, "task"),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Shown({ unit }: { unit: DataUnit }) {
  const picture = thumbnailOf(unit);
  const Icon = KINDS[unit.kind].icon;
  // A picture that is gone leaves what stands for its kind, not the browser's broken mark.
  const [isGone, setGone] = useState(false);
  if (picture && !isGone) {
    return (
      <img src={picture} alt="" loading="lazy" className={classes.picture} onError={() => setGone(true)} />
    );
  }
  const words = unit.kind === "text" ? firstText(unit) : "";
  return (
    <span className={classes.instead}>
      {words ? <span className={classes.words}>{words}</span> : <Icon size={24} stroke={1.5} aria-hidden />}
    </span>
  );
}

function titled(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function firstText(unit: DataUnit): string {
  const found = Object.values(unit.data).find((value) => typeof value === "string");
  return typeof found === "string" ? found.slice(0, 240) : "";
}
