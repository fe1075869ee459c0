import { ActionIcon } from "@mantine/core";
import {
  IconAlertCircle,
  IconArrowDown,
  IconArrowUp,
  IconChevronRight,
  IconTrash,
} from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { attributeOf, optionsBelow } from "../../../editor/building";
import { counted } from "../../../kit/numbers";
import classes from "./Builder.module.css";
import type { Part } from "./outline";
import { PartIcon } from "./PartIcon";
import { TAG_WORDS, valueWords } from "./words";

interface Props {
  part: Part;
  isOpen: boolean;
  /** What is wrong with it or inside of it. */
  problems: readonly string[];
  /** How often it was answered: then it stays. */
  given: number;
  isFirst: boolean;
  isLast: boolean;
  onToggle: () => void;
  onStep: (by: -1 | 1) => void;
  onRemove: () => void;
  children: ReactNode;
}

/** A part of the configuration: its line, and when it is open what can be changed about it. */
export function PartRow(props: Props) {
  const { children, given, isFirst, isLast, isOpen, onRemove, onStep, onToggle, part, problems } = props;
  const id = useId();
  const { element, tag } = part;
  const title = TAG_WORDS[tag]?.title ?? `<${element.tag}>`;
  const name = attributeOf(element, "name");
  return (
    <li className={classes.part} data-open={isOpen || undefined} style={{ marginLeft: part.depth * 16 }}>
      <div className={classes.partHead}>
        <button
          type="button"
          className={classes.partTitle}
          aria-expanded={isOpen}
          aria-controls={id}
          data-path={part.path.join(".")}
          onClick={onToggle}
        >
          <IconChevronRight size={14} aria-hidden className={classes.chevron} />
          <PartIcon tag={tag} />
          <b>{title}</b>
          <span className={classes.partFacts}>{factsOf(part)}</span>
          {problems.length > 0 && (
            <span className={classes.wrong}>
              <IconAlertCircle size={14} role="img" aria-label={problems[0]} />
            </span>
          )}
          {name !== "" && <code className={classes.partName}>{name}</code>}
        </button>
        <span className={classes.partActions}>
          <ActionIcon
            size="sm"
            variant="subtle"
            aria-label={`Move ${title} up`}
            disabled={isFirst}
            onClick={() => onStep(-1)}
          >
            <IconArrowUp size={14} aria-hidden />
          </ActionIcon>
          <ActionIcon
            size="sm"
            variant="subtle"
            aria-label={`Move ${title} down`}
            disabled={isLast}
            onClick={() => onStep(1)}
          >
            <IconArrowDown size={14} aria-hidden />
          </ActionIcon>
          <ActionIcon
            size="sm"
            variant="subtle"
            aria-label={`Remove ${title}`}
            title={given > 0 ? `It was answered ${counted(given, "time")}: it stays.` : "Remove"}
            disabled={given > 0}
            onClick={onRemove}
          >
            <IconTrash size={14} aria-hidden />
          </ActionIcon>
        </span>
      </div>
      {isOpen && (
        <div id={id} className={classes.partBody}>
          {problems.map((problem) => (
            <p key={problem} className={classes.problem}>
              {problem}
            </p>
          ))}
          {children}
        </div>
      )}
    </li>
  );
}

/** What one wants to know of a part before it is opened. */
function factsOf({ element, path, row, tag }: Part): string {
  const read = (name: string) => attributeOf(element, name);
  if (tag === "Header") return read("value") || element.text.trim();
  if (tag === "View") return read("visibleWhen") === "" ? "" : valueWords("visibleWhen", read("visibleWhen"));
  if (row?.role === "object") return read("value") || read("valueList");
  const facts: string[] = [];
  if (row?.option) {
    const total = optionsBelow(element, path).length;
    facts.push(counted(total, row.option === "Choice" ? "choice" : row.option.toLowerCase()));
  }
  if (read("required") === "true") facts.push("required");
  if (read("perRegion") === "true") facts.push("each region");
  if (read("perItem") === "true") facts.push("each entry");
  return facts.join(", ");
}
