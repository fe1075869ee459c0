import { useEffect, useMemo, useRef, useState } from "react";
import type { ConfigProblem, LabelSchema } from "../../../editor";
import {
  applyEdits,
  attributeEdits,
  attributeOf,
  changeElement,
  type ElementPath,
  elementAt,
  moveEdits,
  pointerEdits,
  readXml,
  removeEdits,
} from "../../../editor/building";
import { AddPart } from "./AddPart";
import classes from "./Builder.module.css";
import { InnerParts } from "./InnerParts";
import { Options } from "./Options";
import { keyUses, type Part, partAtLine, partsOf, samePath } from "./outline";
import { PartRow } from "./PartRow";
import { PartSettings } from "./PartSettings";
import { addPart } from "./palette";
import { answersGiven, type Usage } from "./usage";

export interface Jump {
  readonly line: number;
  /** Told apart from the same jump before. */
  readonly turn: number;
}

interface Props {
  xml: string;
  onChange: (xml: string) => void;
  problems: readonly ConfigProblem[];
  usage: Usage;
  /** The configuration as it is understood; null while it is not. */
  schema: LabelSchema | null;
  /** A line to go to. */
  jump: Jump | null;
  /** Shows a line of the XML: while it is broken there is nothing else to show. */
  onShowLine: (line: number) => void;
}

/** A configuration by its parts. Every change is one of the text: what it does not name stays as it is written. */
export function Builder({ jump, onChange, onShowLine, problems, schema, usage, xml }: Props) {
  const reading = useMemo(() => readXml(xml), [xml]);
  const root = reading.ok ? reading.root : null;
  const parts = useMemo(() => (root ? partsOf(root) : []), [root]);
  const keys = useMemo(() => (root ? keyUses(root) : new Map<string, number>()), [root]);
  const byLine = useMemo(
    () => new Map(problems.map(({ fix, line, message }) => [line, `${message} ${fix}`])),
    [problems],
  );
  const [open, setOpen] = useState<ElementPath | null>(() => firstWithOptions(parts));
  const list = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState<ElementPath | null>(null);
  const [done, setDone] = useState(jump);
  if (jump !== done) {
    setDone(jump);
    const part = jump && partAtLine(parts, jump.line);
    if (part) {
      setOpen(part.path);
      setShown(part.path);
    }
  }
  useEffect(() => {
    if (shown === null) return;
    const title = list.current?.querySelector<HTMLElement>(`[data-path="${shown.join(".")}"]`);
    title?.scrollIntoView({ block: "nearest" });
    title?.focus();
    setShown(null);
  }, [shown]);

  if (!reading.ok) {
    const { fix, line, message } = reading.fault;
    return (
      <div className={classes.broken} role="status">
        <p>
          The XML cannot be read, so its parts cannot be listed. {message} {fix}
        </p>
        <button type="button" className={classes.addButton} onClick={() => onShowLine(line)}>
          Go to line {line}
        </button>
      </div>
    );
  }

  function add(tag: string): void {
    const added = addPart(
      xml,
      tag,
      open && elementAt(reading.ok ? reading.root : undefined, open) ? open : null,
    );
    if (!added) return;
    onChange(added.xml);
    setOpen(added.path);
    setShown(added.path);
  }

  function step(part: Part, by: -1 | 1): void {
    const parentPath = part.path.slice(0, -1);
    const from = part.path.at(-1) ?? 0;
    onChange(changeElement(xml, parentPath, (parent) => moveEdits(xml, parent, from, from + by)));
    const moved = [...parentPath, from + by];
    if (samePath(open, part.path)) setOpen(moved);
    setShown(moved);
  }

  return (
    <div className={classes.builder}>
      <div className={classes.tools}>
        <AddPart parts={parts} onAdd={add} />
        <span className={classes.note}>{open ? "goes below the open part" : "goes to the end"}</span>
      </div>
      <ul ref={list} className={classes.parts} aria-label="Parts of the labeling interface">
        {parts.map((part) => (
          <PartRow
            key={part.path.join(".")}
            part={part}
            isOpen={samePath(open, part.path)}
            problems={problemsOf(part, problems, parts)}
            given={answersGiven(usage, part, parts)}
            isFirst={part.path.at(-1) === 0}
            isLast={
              !parts.some(({ path }) =>
                samePath(path, [...part.path.slice(0, -1), (part.path.at(-1) ?? 0) + 1]),
              )
            }
            onToggle={() => setOpen(samePath(open, part.path) ? null : part.path)}
            onStep={(by) => step(part, by)}
            onRemove={() => {
              setOpen(null);
              onChange(changeElement(xml, part.path, (element) => removeEdits(xml, element)));
            }}
          >
            <PartBody
              part={part}
              parts={parts}
              xml={xml}
              usage={usage}
              keys={keys}
              schema={schema}
              byLine={byLine}
              onChange={onChange}
            />
          </PartRow>
        ))}
      </ul>
      {parts.length === 0 && (
        <p className={classes.empty}>
          Nothing is here yet. Add what is to be labelled: a picture, a text, a recording.
        </p>
      )}
    </div>
  );
}

interface BodyProps {
  part: Part;
  parts: readonly Part[];
  xml: string;
  usage: Usage;
  keys: ReadonlyMap<string, number>;
  schema: LabelSchema | null;
  byLine: ReadonlyMap<number, string>;
  onChange: (xml: string) => void;
}

function PartBody({ byLine, keys, onChange, part, parts, schema, usage, xml }: BodyProps) {
  const { row } = part;
  if (!row || part.tag === "Style") {
    return <p className={classes.note}>It can be changed in the XML.</p>;
  }
  function setAttribute(name: string, value: string | null): void {
    if (name !== "name") {
      onChange(changeElement(xml, part.path, (element) => attributeEdits(xml, element, name, value)));
      return;
    }
    // What points to a name goes with it.
    if (value === null) return;
    const reading = readXml(xml);
    if (!reading.ok) return;
    const before = attributeOf(part.element, "name");
    const renamed = value.trim();
    const edits = [
      ...attributeEdits(xml, part.element, "name", renamed),
      ...pointerEdits(xml, reading.root, before, renamed),
    ];
    onChange(applyEdits(xml, edits));
  }
  return (
    <>
      {row.option && (
        <Options
          xml={xml}
          part={part}
          parts={parts}
          usage={usage}
          automaticKeys={automaticKeys(schema, part)}
          keys={keys}
          problems={byLine}
          onChange={onChange}
        />
      )}
      <PartSettings part={part} row={row} parts={parts} onAttribute={setAttribute} />
      {row.parts && <InnerParts xml={xml} part={part} onChange={onChange} />}
    </>
  );
}

/** What is wrong with a part, and not with one inside of it that has a row of its own. */
function problemsOf(part: Part, problems: readonly ConfigProblem[], parts: readonly Part[]): string[] {
  return problems
    .filter(({ line, tag }) => {
      const found = parts.filter((each) => each.element.line === line && each.element.tag === tag).at(-1);
      return (found ?? partAtLine(parts, line)) === part;
    })
    .map(({ fix, message }) => `${message} ${fix}`);
}

/** The keys that options of a part have without asking for one, by their words in results. */
function automaticKeys(schema: LabelSchema | null, part: Part): ReadonlyMap<string, string> {
  const name = attributeOf(part.element, "name");
  const control = schema?.controls.find((each) => each.name === name);
  return new Map(control?.options.map(({ key, value }) => [value, key ?? ""]));
}

function firstWithOptions(parts: readonly Part[]): ElementPath | null {
  return parts.find(({ row }) => row?.option !== undefined)?.path ?? null;
}
