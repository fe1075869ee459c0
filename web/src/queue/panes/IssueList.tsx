import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Editor } from "../../editor";
import { counted } from "../../kit/numbers";
import type { People } from "../people";
import { mentionableQuery } from "../queries";
import type { Issue } from "../shapes";
import type { Mentionable } from "../work/mentions";
import { IssueRow } from "./IssueRow";
import own from "./issues.module.css";
import type { Standings } from "./openIssues";
import classes from "./panes.module.css";

interface Props {
  /** What is to be answered before the work can be handed in again. */
  owed: readonly Issue[];
  /** Of rounds that are over. */
  earlier: readonly Issue[];
  standings: Standings;
  /** The issue that is looked at. */
  current: number | null;
  /** The issue that the key marks as resolved. */
  atHand: number | null;
  annotation: number;
  editor: Editor;
  people: People;
  /** The issue whose mark is on its way. */
  pending: number | null;
  onShow: (issue: Issue) => void;
  /** `onNext` is told which one is gone on with. */
  onAnswer: ((issue: Issue, onNext: (next: Issue | null) => void) => void) | undefined;
}

/** What a row is taken to be high until it is measured. */
const ROW_HEIGHT = 124;
const NOBODY: readonly Mentionable[] = [];

/** The issues of returned work, of which those in view are in the document: there may be thousands. */
export function IssueList({ annotation, atHand, current, earlier, owed, standings, ...rest }: Props) {
  const { editor, onAnswer, onShow, pending, people } = rest;
  const named = useQuery(mentionableQuery({ annotation })).data ?? NOBODY;
  const [opened, setOpened] = useState(false);
  const [focused, setFocused] = useState<number | null>(null);
  const [wanted, setWanted] = useState<number | null>(null);
  const onFocused = useCallback(() => setWanted(null), []);
  const scroller = useRef<HTMLDivElement>(null);

  // Where rounds before this one are, a row that shows them stands between.
  const fold = owed.length;
  const rows = earlier.length > 0 ? [...owed, null, ...(opened ? earlier : [])] : owed;
  const at = rows.findIndex((issue) => issue?.id === current);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.id ?? "earlier",
    estimateSize: (index) => (rows[index] ? ROW_HEIGHT : 37),
    overscan: 6,
    // What has the focus keeps it when it is scrolled out of view.
    rangeExtractor: (range) => withRow(range, focused),
    initialRect: { width: 300, height: 640 },
  });
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
  }, [at, virtual]);

  const now = new Date();
  return (
    <div ref={scroller} className={classes.scroll}>
      <ul className={own.issues} aria-label="Issues" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const issue = rows[index];
          const isOwed = index < fold;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={own.issue}
              style={{ transform: `translateY(${start}px)` }}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              onFocus={() => setFocused(index)}
              onBlur={() => setFocused(null)}
            >
              {issue ? (
                <IssueRow
                  issue={issue}
                  standing={standings(issue)}
                  editor={editor}
                  people={people}
                  named={named}
                  now={now}
                  isCurrent={issue.id === current}
                  isAtHand={issue.id === atHand}
                  takesFocus={issue.id === wanted}
                  onFocused={onFocused}
                  onShow={() => onShow(issue)}
                  onAnswer={
                    onAnswer && isOwed
                      ? () => onAnswer(issue, (next) => setWanted((next ?? issue).id))
                      : undefined
                  }
                  pending={pending === issue.id}
                />
              ) : (
                <button
                  type="button"
                  className={own.earlier}
                  aria-expanded={opened}
                  onClick={() => setOpened(!opened)}
                >
                  {opened ? (
                    <IconChevronDown size={14} aria-hidden />
                  ) : (
                    <IconChevronRight size={14} aria-hidden />
                  )}
                  {counted(earlier.length, "issue")} of earlier rounds
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The rows in view, and one more that is elsewhere. */
function withRow(range: Range, row: number | null): number[] {
  const shown = defaultRangeExtractor(range);
  if (row === null || row >= range.count || shown.includes(row)) return shown;
  return [...shown, row].sort((a, b) => a - b);
}
