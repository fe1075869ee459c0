import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type MouseEvent,
  memo,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { useStore } from "zustand";
import { answersTitle, type Decision, mainOption, NO_LABEL_COLOUR, useEditor } from "../../editor";
import { PageKey } from "../../kit/PageKey";
import { SearchField } from "../../kit/SearchField";
import { STATUSES, type StatusName } from "../../kit/statuses";
import { regionName } from "../panes/regionName";
import { decoded, type Mentionable } from "../work/mentions";
import classes from "./instances.module.css";
import type { InstanceWork } from "./instanceWork";
import { between, found, panesOf, type Row, sentWords } from "./rows";

interface Props {
  work: InstanceWork;
  /** Of what changed since the last round, in words, by row. */
  changes: ReadonlyMap<string, string>;
  lostId: string | null;
  onPick: (id: string | null) => void;
}

const SEARCHED_FROM = 12;
const ROW_HEIGHT = 44;
const HEAD_HEIGHT = 41;

/** What waits for a verdict, and what has one: the list pane of the review of instances. */
export function ReviewPanes({ changes, lostId, onPick, work }: Props) {
  const { editor, rows } = work;
  const decisions = useEditor(editor, (state) => state.decisions);
  const selection = useEditor(editor, (state) => state.selection);
  const selectedId = useEditor(editor, (state) => state.selectedId);
  const [search, setSearch] = useState("");
  const [anchor, setAnchor] = useState<string | null>(null);
  const nameOf = useMemo(() => namesOf(work), [work]);
  const { completed, pending } = useMemo(
    () => panesOf(found(rows, search, nameOf), decisions),
    [rows, search, nameOf, decisions],
  );
  const counts = useMemo(() => tally(completed, decisions), [completed, decisions]);

  const press = useLatest((event: MouseEvent, id: string) => {
    if (event.shiftKey) {
      event.preventDefault();
      editor.selectMany(between([...pending, ...completed], anchor ?? selectedId ?? id, id));
      return;
    }
    setAnchor(id);
    if (event.ctrlKey || event.metaKey) editor.toggleSelected(id);
    else onPick(id);
  });

  const shared = { changes, decisions, lostId, nameOf, onPress: press, selectedId, selection, work };
  return (
    <>
      {rows.length > SEARCHED_FROM && (
        <div className={classes.search}>
          <SearchField
            width="100%"
            value={search}
            onChange={setSearch}
            label="Find an instance"
            placeholder="Find an instance"
          />
        </div>
      )}
      <Pane
        {...shared}
        title="Pending"
        rows={pending}
        empty={search ? "None of them is found." : "Nothing waits any more."}
        grows
      />
      <Pane
        {...shared}
        title="Completed"
        note={counts}
        rows={completed}
        empty="What you decide appears here."
      />
      <div className={classes.foot}>
        <span className={classes.grow}>Move through the list</span>
        <PageKey of="previous-instance" />
        <PageKey of="next-instance" />
      </div>
    </>
  );
}

/** The same function for good, which does what the one of the last rendering does: rows need not be told of it. */
function useLatest<A extends unknown[]>(run: (...given: A) => void): (...given: A) => void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  return useCallback((...given: A) => latest.current(...given), []);
}

interface PaneProps {
  title: string;
  note?: string;
  rows: readonly Row[];
  empty: string;
  grows?: boolean;
  work: InstanceWork;
  changes: ReadonlyMap<string, string>;
  decisions: ReadonlyMap<string, Decision>;
  selection: ReadonlySet<string>;
  selectedId: string | null;
  lostId: string | null;
  nameOf: (row: Row) => string;
  onPress: (event: MouseEvent, id: string) => void;
}

function Pane(props: PaneProps) {
  const { changes, decisions, empty, grows, lostId, nameOf, note, rows } = props;
  const { onPress, selectedId, selection, title, work } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const current = lostId ?? selectedId;
  const at = useMemo(() => rows.findIndex((row) => row.id === current), [rows, current]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
  }, [at, virtual]);
  return (
    <section
      className={classes.pane}
      data-grows={grows || undefined}
      // What is decided takes the room that its rows need, up to a part of the pane.
      style={grows ? undefined : { flexBasis: HEAD_HEIGHT + Math.max(rows.length, 1) * ROW_HEIGHT }}
      aria-labelledby={`${id}-title`}
    >
      <div className={classes.paneHead}>
        <h2 id={`${id}-title`}>{title}</h2>
        <span className={classes.muted}>{rows.length}</span>
        <span className={classes.grow} />
        {note && <span className={classes.muted}>{note}</span>}
      </div>
      {rows.length === 0 ? (
        <p className={classes.empty}>{empty}</p>
      ) : (
        <div
          ref={scroller}
          className={classes.rows}
          role="listbox"
          tabIndex={0}
          aria-multiselectable="true"
          aria-labelledby={`${id}-title`}
          aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        >
          <div className={classes.inner} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              return (
                row && (
                  <PaneRow
                    key={row.id}
                    work={work}
                    row={row}
                    name={nameOf(row)}
                    decision={decisions.get(row.id)}
                    change={changes.get(row.id)}
                    onPress={onPress}
                    id={`${id}-${item.index}`}
                    position={item.index + 1}
                    size={rows.length}
                    top={item.start}
                    selected={selection.has(row.id) || row.id === lostId}
                  />
                )
              );
            })}
          </div>
        </div>
      )}
    </section>
  );
}

interface RowProps extends Pick<PaneProps, "onPress" | "work"> {
  row: Row;
  name: string;
  decision: Decision | undefined;
  /** What changed of it since the last round. */
  change: string | undefined;
  id: string;
  position: number;
  size: number;
  top: number;
  selected: boolean;
}

const PaneRow = memo(function PaneRow(props: RowProps) {
  const { change, decision, id, name, onPress, position, row, selected, size, top, work } = props;
  const people = useStore(work.box, (state) => state.people);
  const { item, region } = row;
  const status = statusOf(row, decision);
  const { icon: Icon, tone, word } = STATUSES[status];
  const colour = region ? mainOption(region, work.editor.state().schema)?.colour : undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the stream move through both lists
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className={classes.row}
      style={{ "--c": colour ?? NO_LABEL_COLOUR, transform: `translateY(${top}px)` } as CSSProperties}
      aria-selected={selected}
      aria-posinset={position}
      aria-setsize={size}
      onClick={(event) => onPress(event, row.id)}
    >
      <span className={classes.verdict} style={{ color: `var(--${tone})` }} title={word}>
        <Icon size={14} stroke={2} aria-hidden />
        <span className="visually-hidden">{word}</span>
      </span>
      <span className={classes.words}>
        <span className={classes.name} dir="auto">
          {region && region.shape.kind !== "whole" && <i className={classes.swatch} />}
          <b>{name}</b>
        </span>
        <span className={classes.sub} dir="auto">
          {subWords(row, decision, change, people)}
        </span>
      </span>
      <span className={classes.round} data-again={item.round > 1 || undefined} title={`Round ${item.round}`}>
        R{item.round}
      </span>
    </div>
  );
});

function statusOf({ item }: Row, decision: Decision | undefined): StatusName {
  if (decision?.isMine && decision.verdict === "fixed") return "fixed";
  if (decision?.verdict === "approved" || decision?.verdict === "fixed") return "accepted";
  if (decision?.verdict === "rejected") return item.state === "returned" ? "returned" : "rejected";
  return "pending";
}

/** The second line: what was said of it, what changed, or what it answers. */
function subWords(
  row: Row,
  decision: Decision | undefined,
  change: string | undefined,
  people: readonly Mentionable[],
): string {
  const { isOpen, item, region } = row;
  if (decision?.isMine && decision.verdict !== "pending") {
    if (decision.verdict !== "rejected")
      return decision.verdict === "fixed" ? "Fixed and approved" : "Approved";
    return decision.reason || decoded(decision.text, people) || "Rejected without a word";
  }
  if (item.state === "expert_pending")
    return isOpen ? decoded(sentWords(row), people) : "Waits for an expert";
  if (change) return change;
  if (region === null) return "Cannot be shown";
  if (region.shape.kind === "whole") return answersTitle(region) || "No answer";
  if (!isOpen && item.state === "pending") return "Waits for a reviewer";
  if (!isOpen) return item.state === "accepted" ? "Approved before" : "Rejected before";
  if (item.round === 1) return "New";
  return item.said?.accepted ? "Approved before" : "Resolved, unchanged";
}

/** Names by row, made once per batch. */
function namesOf({ editor }: InstanceWork): (row: Row) => string {
  const known = new Map<string, string>();
  return (row) => {
    let name = known.get(row.id);
    if (name === undefined) {
      name = (row.region && regionName(editor, row.region.id)) ?? (row.item.class_name || "Instance");
      known.set(row.id, name);
    }
    return name;
  };
}

function tally(rows: readonly Row[], decisions: ReadonlyMap<string, Decision>): string | undefined {
  let approved = 0;
  let rejected = 0;
  for (const { id } of rows) {
    const verdict = decisions.get(id)?.verdict;
    if (verdict === "rejected") rejected += 1;
    else if (verdict === "approved" || verdict === "fixed") approved += 1;
  }
  if (approved + rejected === 0) return undefined;
  return [approved > 0 && `${approved} approved`, rejected > 0 && `${rejected} rejected`]
    .filter(Boolean)
    .join(", ");
}
