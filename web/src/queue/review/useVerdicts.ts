/** What a reviewer can decide about the item on the screen: one table for buttons, keys, palette and sheet. */
import { IconCheck, IconFocusCentered, IconMessage, IconPencil, IconX } from "@tabler/icons-react";
import { useCallback, useMemo, useRef, useState } from "react";
import type { RejectAction } from "../../api/contract";
import { type Command, useCommands } from "../../kit/commands";
import { usePageCommands } from "../../kit/pageCommands";
import { joined } from "../instances/recentReasons";
import { outbox } from "../outbox/outbox";
import type { Parcel } from "../outbox/parcel";
import { taskTitle } from "../taskTitle";
import { askForComment, emptied } from "../work/commentBox";
import { note } from "../work/taskEvents";
import { isChanged } from "../work/work";
import { keysOfWays, REJECTIONS } from "./rejectWords";
import { packVerdict, type ReviewDesk, type ReviewWork, type Verdict } from "./reviewWork";

/** A verdict that has just gone to the outbox, and the promise of the server's answer. */
export interface Given {
  work: ReviewWork;
  verdict: Verdict;
  parcel: Parcel;
  delivered: Promise<unknown>;
}

interface Scene {
  desk: ReviewDesk;
  work: ReviewWork | null;
  group: string;
  /** What follows a verdict. While its promise runs the buttons wait. */
  given: (given: Given) => void | Promise<void>;
}

export interface Verdicts {
  accept: Command;
  reject: Command;
  edit: Command;
  solo: Command;
  /** Rejects in another way than the chosen one. */
  rejectAs: (action: RejectAction) => void;
  /** Why the next rejection is given: the project's reasons, and which of them are chosen. */
  reasons: { offered: readonly { text: string; key: string }[]; chosen: readonly string[] };
  toggleReason: (text: string) => void;
  /** The key by which each way to reject is chosen, where there are several. */
  wayKeys: ReadonlyMap<RejectAction, string>;
  /** What Reject does. */
  action: RejectAction;
  choose: (action: RejectAction) => void;
  /** Goes on with what waited for a comment. */
  goOn: () => void;
  /** A rejection that would drop edits waits for a yes. */
  confirming: RejectAction | null;
  confirm: () => void;
  cancel: () => void;
  /** The item whose problems are shown, because somebody tried to accept it. */
  attempted: string | null;
  isSending: boolean;
  /** What happened last, for screen readers. */
  said: string;
}

const NONE: readonly string[] = [];

export function useVerdicts({ desk, given, group, work }: Scene): Verdicts {
  const [chosen, setChosen] = useState<{ of: string; action: RejectAction } | null>(null);
  const [confirming, setConfirming] = useState<RejectAction | null>(null);
  const [attempted, setAttempted] = useState<string | null>(null);
  const [sending, setSending] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const waiting = useRef<(() => void) | null>(null);
  const action = chosen && chosen.of === work?.key ? chosen.action : (work?.usual ?? "requeue");
  const { reject_reasons: offered, require_comment_on_reject: needsComment } = desk.settings;
  const [because, setBecause] = useState<{ of: string; texts: readonly string[] }>({ of: "", texts: NONE });
  const reasons = because.of === work?.key ? because.texts : NONE;
  const allowed = work?.allowed;
  const wayKeys = useMemo(() => keysOfWays(allowed ?? [], offered), [allowed, offered]);
  const toggleReason = useCallback(
    (text: string) => {
      if (!work) return;
      const texts = reasons.includes(text) ? reasons.filter((each) => each !== text) : [...reasons, text];
      setBecause({ of: work.key, texts });
    },
    [work, reasons],
  );

  const give = useCallback(
    async (verdict: Verdict) => {
      if (!work) return;
      const title = taskTitle(work.task);
      const why = reasons.length > 0 ? { ...verdict, reason: joined(reasons) } : verdict;
      const parcel = packVerdict(desk, work, why, title);
      const { keeper } = work;
      const delivered = outbox.add(parcel, verdict.accepted ? keeper.end() : keeper.discard());
      note(work, "annotation_reviewed", { accepted: verdict.accepted });
      emptied(work.box);
      setSaid(`${title} ${verdict.accepted ? "accepted" : REJECTIONS[verdict.action ?? action].done}.`);
      setSending(work.key);
      await given({ work, verdict, parcel, delivered });
      setSending(null);
    },
    [work, desk, given, action, reasons],
  );

  const reject = useCallback(
    (as: RejectAction) => {
      if (!work) return;
      if (needsComment && reasons.length === 0 && work.box.getState().text.trim() === "") {
        waiting.current = () => reject(as);
        askForComment(work.box, "Say what is wrong; this project wants a comment with every rejection.");
        return;
      }
      waiting.current = null;
      if (isChanged(work)) setConfirming(as);
      else void give({ accepted: false, action: as });
    },
    [work, needsComment, give, reasons],
  );

  const page = usePageCommands();
  const table = useMemo(() => {
    const isFree = () => work !== null && document.querySelector("[role=dialog]") === null;
    const select = (step: 1 | -1) => work?.editor.select(work.editor.neighbour(step)?.id ?? null);
    return {
      reject: {
        ...page("reject"),
        group,
        icon: IconX,
        when: () => isFree() && (work?.allowed.length ?? 0) > 0,
        run: () => reject(action),
      },
      accept: {
        ...page("accept"),
        label: "Accept",
        group,
        icon: IconCheck,
        when: isFree,
        run: () => {
          if (!work) return;
          setAttempted(work.key);
          if (isChanged(work)) work.editor.showFaults();
          if (isChanged(work) && work.editor.problems().length > 0) return;
          void give({ accepted: true });
        },
      },
      edit: {
        ...page("edit"),
        group,
        icon: IconPencil,
        when: isFree,
        run: () => work?.editor.setEditable(!work.editor.state().editable),
      },
      solo: {
        ...page("solo"),
        group,
        icon: IconFocusCentered,
        when: isFree,
        run: () => work?.editor.setSolo(!work.editor.state().solo),
      },
      next: {
        ...page("next-instance"),
        group,
        when: () => isFree() && work?.editor.neighbour(1) != null,
        run: () => select(1),
      },
      previous: {
        ...page("previous-instance"),
        group,
        when: () => isFree() && work?.editor.neighbour(-1) != null,
        run: () => select(-1),
      },
      comment: {
        ...page("comment"),
        group,
        icon: IconMessage,
        when: isFree,
        run: () => work && askForComment(work.box),
      },
    } satisfies Record<string, Command>;
  }, [work, page, group, action, reject, give]);

  const rows = useMemo<Command[]>(() => {
    // While labels are edited the digits are theirs.
    const when = () => work !== null && !work.editor.state().editable;
    const several = work && work.allowed.length > 1 ? work.allowed : [];
    const ways = several.map(
      (way): Command => ({
        id: `reject-${way}`,
        label: `Reject means: ${REJECTIONS[way].label.toLowerCase()}`,
        group,
        ...(wayKeys.has(way) && { keys: wayKeys.get(way) }),
        when,
        run: () => work && setChosen({ of: work.key, action: way }),
      }),
    );
    const why = offered.map(
      ({ key, text }, at): Command => ({
        id: `reason-${at}`,
        label: `Reason: ${text}`,
        group,
        keys: key,
        when,
        run: () => toggleReason(text),
      }),
    );
    return work ? [...Object.values(table), ...ways, ...why] : [];
  }, [table, work, group, offered, toggleReason, wayKeys]);
  useCommands("review", rows);

  return {
    ...table,
    reasons: { offered, chosen: reasons },
    toggleReason,
    wayKeys,
    rejectAs: reject,
    action,
    choose: (way) => work && setChosen({ of: work.key, action: way }),
    goOn: () => waiting.current?.(),
    confirming,
    confirm: () => {
      if (confirming) void give({ accepted: false, action: confirming });
      setConfirming(null);
    },
    cancel: () => setConfirming(null),
    attempted,
    isSending: sending !== null && sending === work?.key,
    said,
  };
}
