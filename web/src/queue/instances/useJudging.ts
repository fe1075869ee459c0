/** What a reviewer can decide about the instances of a batch: one table for buttons, keys, palette and sheet. */
import {
  IconArrowBackUp,
  IconCheck,
  IconFlag,
  IconFocusCentered,
  IconMessage,
  IconPencil,
  IconSelectAll,
  IconSend,
  IconX,
} from "@tabler/icons-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { RejectAction } from "../../api/contract";
import { idsInFrame, SMALL_EDITS, type Verdict } from "../../editor";
import { type Command, useCommands } from "../../kit/commands";
import { counted } from "../../kit/numbers";
import { usePageCommands } from "../../kit/pageCommands";
import type { ReviewDesk } from "../review/reviewWork";
import { askForComment } from "../work/commentBox";
import { type InstanceWork, mendedOf, uncorrected } from "./instanceWork";
import { between, isPending, judgeable, nextPending, panesOf, pendingInFrame, stepFrom } from "./rows";
import { type Reasons, useReasons } from "./useReasons";

interface Scene {
  desk: ReviewDesk;
  work: InstanceWork | null;
  group: string;
  /** Sends what is decided; `all` says that nothing waits any more. */
  send: (work: InstanceWork, action: RejectAction, all: boolean) => void;
  /** Opens the report of a missing label. */
  report: () => void;
}

export interface Judging {
  approve: Command;
  reject: Command;
  takeBack: Command;
  edit: Command;
  solo: Command;
  frame: { select: Command; approve: Command; reject: Command };
  report: Command;
  send: Command;
  reasons: Reasons;
  /** Selects a row of the panes. */
  pick: (id: string | null) => void;
  /** The selected row, when nothing of it can be shown. */
  lostId: string | null;
  /** What a rejection does. */
  action: RejectAction;
  choose: (action: RejectAction) => void;
  /** Goes on with what waited for a reason. */
  goOn: () => void;
  /** What happened last, for screen readers. */
  said: string;
}

const NOT_LOST: { readonly of: string; readonly id: string | null } = { of: "", id: null };

export function useJudging({ desk, group, report, send, work }: Scene): Judging {
  const [chosen, setChosen] = useState<{ of: string; action: RejectAction } | null>(null);
  const [said, setSaid] = useState("");
  const [waiting, setWaiting] = useState<(() => void) | null>(null);
  const action = chosen && chosen.of === work?.key ? chosen.action : (work?.usual ?? "requeue");
  const reasons = useReasons(desk, work);
  const needsReason = desk.settings.require_comment_on_reject;
  useSoloZoom(work);

  const [lost, setLost] = useState(NOT_LOST);
  const lostId = lost.of === work?.key ? lost.id : null;
  useEffect(
    // What is selected on the item, or by undoing, is judged instead.
    () => work?.editor.subscribe(({ selectedId }) => selectedId !== null && setLost(NOT_LOST)),
    [work],
  );
  /** Selects a row; one of which nothing can be shown is known to this page only. */
  const pick = useCallback(
    (id: string | null) => {
      if (!work) return;
      const isShown = work.editor.state().regions.has(id ?? "");
      work.editor.select(isShown ? id : null);
      setLost(isShown || id === null ? NOT_LOST : { of: work.key, id });
    },
    [work],
  );

  const judge = useCallback(
    (ids: readonly string[], verdict: Exclude<Verdict, "pending">) => {
      if (!work || ids.length === 0) return;
      const { editor, rows } = work;
      const { pending } = panesOf(rows, editor.state().decisions);
      if (verdict === "rejected") {
        editor.decide(ids, verdict, reasons.take(), uncorrected(work, ids));
      } else {
        const mended = mendedOf(work);
        editor.decide(ids, (id) => (mended.has(id) ? "fixed" : "approved"));
      }
      editor.setEditable(false);
      setSaid(`${counted(ids.length, "instance")} ${verdict}.`);
      const next = nextPending(pending, ids);
      pick(next);
      const judged = new Set(ids);
      if (next === null && pending.every(({ id }) => judged.has(id))) send(work, action, true);
    },
    [work, reasons.take, send, action, pick],
  );

  const reject = useCallback(
    (ids: readonly string[]) => {
      if (!work || ids.length === 0) return;
      if (needsReason && !reasons.isGiven()) {
        setWaiting(() => () => reject(ids));
        askForComment(work.box, "Say what is wrong; this project wants a reason with every rejection.");
        return;
      }
      setWaiting(null);
      judge(ids, "rejected");
    },
    [work, needsReason, reasons.isGiven, judge],
  );

  const goOn = useCallback(() => waiting?.(), [waiting]);
  const page = usePageCommands();
  const table = useMemo(() => {
    const isFree = () => work !== null && document.querySelector("[role=dialog]") === null;
    const state = () => work?.editor.state();
    const chosenIds = () =>
      work ? judgeable(work.rows, [...work.editor.state().selection, ...(lostId ? [lostId] : [])]) : [];
    const inFrame = () => {
      const now = state();
      return work && now ? pendingInFrame(work.rows, now.decisions, idsInFrame(now)) : [];
    };
    const mayReject = () => (work?.allowed.length ?? 0) > 0;
    const walk = (step: 1 | -1, extend: boolean) => {
      if (!work) return;
      const { editor } = work;
      const { decisions, selectedId, selection } = editor.state();
      const { completed, pending } = panesOf(work.rows, decisions);
      const rows = [...pending, ...completed];
      const next = stepFrom(rows, lostId ?? selectedId, step);
      if (next === null) return;
      if (!extend || selection.size === 0) pick(next);
      else editor.selectMany(between(rows, [...selection][0] ?? next, next));
    };
    const mine = () =>
      work &&
      [...work.editor.state().decisions.values()].some((each) => each.isMine && each.verdict !== "pending");
    return {
      reject: {
        ...page("reject"),
        group,
        icon: IconX,
        when: () => isFree() && mayReject() && chosenIds().length > 0,
        run: () => reject(chosenIds()),
      },
      approve: {
        ...page("accept"),
        id: "approve",
        label: "Approve",
        group,
        icon: IconCheck,
        when: () => isFree() && chosenIds().length > 0,
        run: () => judge(chosenIds(), "approved"),
      },
      takeBack: {
        ...page("take-back"),
        group,
        icon: IconArrowBackUp,
        when: () =>
          isFree() &&
          chosenIds().some((id) => (state()?.decisions.get(id)?.verdict ?? "pending") !== "pending"),
        run: () => work?.editor.decide(chosenIds(), "pending"),
      },
      selectFrame: {
        ...page("select-frame"),
        group,
        icon: IconSelectAll,
        when: () => isFree() && inFrame().length > 0,
        run: () => work?.editor.selectMany(inFrame()),
      },
      approveFrame: {
        ...page("approve-frame"),
        group,
        icon: IconCheck,
        when: () => isFree() && inFrame().length > 0,
        run: () => judge(inFrame(), "approved"),
      },
      rejectFrame: {
        ...page("reject-frame"),
        group,
        icon: IconX,
        when: () => isFree() && mayReject() && inFrame().length > 0,
        run: () => reject(inFrame()),
      },
      solo: {
        ...page("solo"),
        group,
        icon: IconFocusCentered,
        when: isFree,
        run: () => work && toggleSolo(work),
      },
      edit: {
        ...page("edit"),
        group,
        icon: IconPencil,
        when: () => isFree() && work?.place != null,
        run: () => work && toggleEdit(work),
      },
      report: {
        ...page("report-missing"),
        group,
        icon: IconFlag,
        when: isFree,
        run: report,
      },
      send: {
        ...page("send-verdicts"),
        group,
        icon: IconSend,
        when: () => isFree() && (mine() || (work?.sheet.getState().reports.length ?? 0) > 0) === true,
        run: () => {
          if (!work) return;
          const { pending } = panesOf(work.rows, work.editor.state().decisions);
          send(work, action, pending.length === 0);
        },
      },
      all: {
        ...page("select-pending"),
        group,
        when: isFree,
        run: () => {
          if (!work) return;
          const { decisions } = work.editor.state();
          const ids = work.rows.filter((row) => isPending(row, decisions)).map(({ id }) => id);
          work.editor.selectMany(ids);
        },
      },
      next: {
        ...page("next-instance"),
        group,
        when: isFree,
        run: () => walk(1, false),
      },
      previous: {
        ...page("previous-instance"),
        group,
        when: isFree,
        run: () => walk(-1, false),
      },
      extendDown: {
        ...page("extend-down"),
        group,
        when: isFree,
        run: () => walk(1, true),
      },
      extendUp: {
        ...page("extend-up"),
        group,
        when: isFree,
        run: () => walk(-1, true),
      },
      comment: {
        ...page("comment"),
        group,
        icon: IconMessage,
        when: () => isFree() && work?.place != null,
        run: () => work && askForComment(work.box),
      },
    } satisfies Record<string, Command>;
  }, [work, page, group, judge, reject, report, send, action, pick, lostId]);

  const rows = useMemo<Command[]>(() => {
    const ways = reasons.offered.map(
      ({ key, text: reason }, at): Command => ({
        id: `reason-${at}`,
        label: `Reason: ${reason}`,
        group,
        keys: key,
        // While labels are edited the digits are theirs.
        when: () => work?.place != null && !work.editor.state().editable,
        run: () => reasons.toggle(reason),
      }),
    );
    return work ? [...Object.values(table), ...ways] : [];
  }, [table, reasons, work, group]);
  useCommands("review", rows);

  return {
    ...table,
    frame: { select: table.selectFrame, approve: table.approveFrame, reject: table.rejectFrame },
    reasons,
    action,
    pick,
    lostId,
    choose: (way) => work && setChosen({ of: work.key, action: way }),
    goOn,
    said,
  };
}

function toggleEdit({ editor, rows }: InstanceWork): void {
  const { decisions, editable } = editor.state();
  const waiting = rows.filter((row) => isPending(row, decisions)).map(({ id }) => id);
  editor.setEditable(!editable, SMALL_EDITS, new Set(waiting));
}

/** One label at a time, as large as it goes, beginning with what is looked at or waits; and back to the whole. */
function toggleSolo({ editor, rows }: InstanceWork): void {
  const { decisions, selectedId, solo: was } = editor.state();
  const solo = !was;
  const first = rows.find((row) => isPending(row, decisions)) ?? rows[0];
  if (solo && selectedId === null && first) editor.select(first.id);
  editor.setSolo(solo);
  const region = editor.selected();
  if (!solo) (region ? editor.surfaceOf(region.object) : editor.surface())?.fit?.();
}

/** Follows the selection while one label is looked at alone. */
function useSoloZoom(work: InstanceWork | null): void {
  const editor = work?.editor;
  useEffect(() => {
    if (!editor) return;
    return editor.subscribe(({ selectedId, solo }, before) => {
      if (!solo || (solo === before.solo && selectedId === before.selectedId)) return;
      const region = editor.selected();
      if (region) editor.surfaceOf(region.object)?.zoomTo?.(region.id);
    });
  }, [editor]);
}
