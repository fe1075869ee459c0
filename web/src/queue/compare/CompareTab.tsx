import { Checkbox, SegmentedControl, Slider } from "@mantine/core";
import { useCallback, useEffect, useMemo, useState } from "react";
import {
  DIFFERENCE_LOOKS,
  type Difference,
  DiffList,
  EditorSurface,
  type LabelSchema,
  overlaidId,
  type Pairing,
  type Region,
} from "../../editor";
import { notify } from "../../kit/notify";
import { EditorKeys } from "../frame/editorCommands";
import classes from "../frame/frame.module.css";
import { PathArrows } from "../frame/PathArrows";
import type { People } from "../people";
import type { TaskDetail } from "../shapes";
import type { PathCommands } from "../stream/usePathCommands";
import type { TaskTab } from "../task/tabs";
import type { FrameParts } from "../task/taskTab";
import { mediaOf } from "../work/media";
import { CompareChoice } from "./CompareChoice";
import own from "./compare.module.css";
import { entriesOf, firstBase, firstFocus } from "./entries";
import { markSide, overlayEditor, useComparison } from "./useComparison";
import { useInStep } from "./useInStep";

type Arrangement = "overlay" | "beside";

const ARRANGEMENTS = [
  { value: "overlay", label: "Overlaid" },
  { value: "beside", label: "Side by side" },
];
const DIFFERENCES: readonly Difference[] = ["changed", "added", "removed", "same"];

interface Props {
  frame: (parts: FrameParts) => React.ReactNode;
  path: PathCommands;
  people: People;
  schema: LabelSchema;
  task: TaskDetail;
  tabs: readonly TaskTab[];
  /** Puts a region into one's own work; null when there is none. */
  onTakeOver: ((region: Region) => Promise<void>) | null;
}

/** Annotations, predictions and the ground truth of a task, measured against one of them. */
export function CompareTab({ frame, onTakeOver, path, people, schema, tabs, task }: Props) {
  const entries = useMemo(() => entriesOf(tabs, people), [tabs, people]);
  const [chosenBase, setBase] = useState<string | null>(null);
  const base = entries.some(({ id }) => id === chosenBase) ? chosenBase : firstBase(entries);
  const [focus, setFocus] = useState<string | null>(null);
  const [arrangement, setArrangement] = useState<Arrangement>("overlay");
  const [only, setOnly] = useState(false);
  const [kinds, setKinds] = useState<ReadonlySet<Difference>>(new Set(DIFFERENCES));
  const [selected, setSelected] = useState<Pairing | null>(null);
  const [balance, setBalance] = useState(0.5);
  const [beside, setBeside] = useState<ReadonlySet<string>>(new Set());
  const media = useMemo(() => mediaOf(task.media), [task.media]);
  const compared = useComparison(entries, base, schema, task.data, media);
  const before = compared.find(({ entry }) => entry.id === base) ?? null;
  const others = useMemo(() => compared.filter(({ entry }) => entry.id !== base), [compared, base]);
  const after = others.find(({ entry }) => entry.id === focus) ?? firstFocus(others);
  const overlay = useMemo(
    () => (before && after ? overlayEditor(before, after, only) : null),
    [before, after, only],
  );
  const sides = useMemo(
    () =>
      before && after
        ? [before, after, ...others.filter((other) => other !== after && beside.has(other.entry.id))]
        : [],
    [before, after, others, beside],
  );
  const lead = useInStep(useMemo(() => sides.map(({ editor }) => editor), [sides]));
  const pairings = useMemo(
    () => (after?.comparison?.pairings ?? []).filter(({ difference }) => kinds.has(difference)),
    [after, kinds],
  );
  useEffect(() => overlay?.setBalance(balance), [overlay, balance]);
  useEffect(() => {
    if (!before || !after) return;
    for (const other of others) markSide(other.editor, other, "after", only);
    markSide(before.editor, after, "before", only);
  }, [before, after, others, only]);

  const choose = useCallback(
    (pairing: Pairing) => {
      setSelected(pairing);
      if (pairing.before) before?.editor.select(pairing.before.id);
      if (pairing.after) after?.editor.select(pairing.after.id);
      const side = pairing.after ? "after" : "before";
      const region = pairing.after ?? pairing.before;
      if (region) overlay?.select(overlaidId(side, region.id));
    },
    [before, after, overlay],
  );
  const takeOver = useCallback(
    (region: Region) => {
      void onTakeOver?.(region).then(() =>
        notify({ message: "Taken over into your own work, as a draft.", autoClose: 4000 }),
      );
    },
    [onTakeOver],
  );

  if (!before || !after) return null;
  const counts = countsOf(after.comparison?.pairings ?? []);
  return frame({
    left: (
      <CompareChoice
        compared={compared}
        base={before.entry.id}
        focus={after.entry.id}
        beside={arrangement === "beside" ? beside : null}
        onBeside={(id) => setBeside(toggled(beside, id))}
        onBase={(id) => {
          setBase(id);
          setSelected(null);
        }}
        onFocus={(id) => {
          setFocus(id);
          setSelected(null);
        }}
      />
    ),
    right: (
      <section className={own.differences} aria-label="What differs">
        <header className={own.head}>
          <h2>
            {before.entry.title} and {after.entry.title}
          </h2>
          <p>
            Alike to <b>{percent(after.comparison?.score ?? 0)}</b>
          </p>
          <div className={own.kinds}>
            {DIFFERENCES.map((kind) => (
              <button
                key={kind}
                type="button"
                className={own.kind}
                aria-pressed={kinds.has(kind)}
                onClick={() => setKinds(toggled(kinds, kind))}
              >
                <i style={{ background: DIFFERENCE_LOOKS[kind].colour }} />
                {DIFFERENCE_LOOKS[kind].word} {counts[kind]}
              </button>
            ))}
          </div>
        </header>
        {pairings.length > 0 ? (
          <DiffList
            before={before.editor}
            after={after.editor}
            pairings={pairings}
            selected={selected}
            onSelect={choose}
            onTakeOver={onTakeOver ? takeOver : null}
          />
        ) : (
          <p className={own.none}>Nothing of the kinds that are shown.</p>
        )}
      </section>
    ),
    bar: (
      <>
        <SegmentedControl
          aria-label="Arrangement"
          size="xs"
          data={ARRANGEMENTS}
          value={arrangement}
          onChange={(value) => setArrangement(value as Arrangement)}
        />
        {arrangement === "overlay" && (
          <div className={own.balance}>
            <span>{before.entry.title}</span>
            <Slider
              className={own.slider}
              thumbLabel={`Fade from ${before.entry.title} to ${after.entry.title}`}
              min={0}
              max={1}
              step={0.05}
              label={null}
              value={balance}
              onChange={setBalance}
            />
            <span>{after.entry.title}</span>
          </div>
        )}
        <Checkbox
          size="xs"
          label="Only what differs"
          checked={only}
          onChange={(event) => setOnly(event.currentTarget.checked)}
        />
        <span className={classes.space} />
        <PathArrows back={path.back} forward={path.forward} />
      </>
    ),
    children:
      arrangement === "overlay" && overlay ? (
        <>
          <EditorKeys key={`keys ${before.entry.id} ${after.entry.id} ${only}`} editor={overlay} />
          <EditorSurface key={`${before.entry.id} ${after.entry.id} ${only}`} editor={overlay} />
        </>
      ) : (
        <div className={own.beside}>
          {sides.map(({ editor, entry }) => (
            <section
              key={`${entry.id} ${only}`}
              className={own.side}
              aria-label={entry.title}
              onPointerDownCapture={() => lead(editor)}
              onFocusCapture={() => lead(editor)}
              onWheelCapture={() => lead(editor)}
            >
              <h3>
                {entry.title} <span>{entry.note}</span>
              </h3>
              <EditorSurface editor={editor} />
            </section>
          ))}
        </div>
      ),
  });
}

function countsOf(pairings: readonly Pairing[]): Record<Difference, number> {
  const counts = { same: 0, changed: 0, added: 0, removed: 0 };
  for (const { difference } of pairings) counts[difference] += 1;
  return counts;
}

function toggled<T>(known: ReadonlySet<T>, one: T): ReadonlySet<T> {
  const next = new Set(known);
  if (!next.delete(one)) next.add(one);
  return next;
}

function percent(score: number): string {
  return `${Math.round(score * 100)} %`;
}
