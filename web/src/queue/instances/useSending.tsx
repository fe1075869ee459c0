/** Verdicts on their way: whole batches with a moment to undo, parts of them at once. */
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RejectAction } from "../../api/contract";
import { type Command, useCommands } from "../../kit/commands";
import { notify, unsay } from "../../kit/notify";
import { counted } from "../../kit/numbers";
import { PageKey } from "../../kit/PageKey";
import { usePageCommands } from "../../kit/pageCommands";
import { outbox } from "../outbox/outbox";
import type { Parcel, Refusal } from "../outbox/parcel";
import * as queries from "../queries";
import type { ReviewDesk } from "../review/reviewWork";
import type { ReviewStep } from "../shapes";
import { refresh } from "../stream/refresh";
import { taskTitle } from "../taskTitle";
import { type InstanceStream, openJudgedStep } from "./instanceStream";
import {
  forget,
  type InstanceWork,
  mendedOf,
  openInstances,
  packSheet,
  withCorrections,
} from "./instanceWork";

interface Seat {
  desk: ReviewDesk;
  stream: InstanceStream;
  isOpened: boolean;
  onSent: (parcel: Parcel) => void;
}

/** A batch that can still be taken back. */
interface Leaving {
  work: InstanceWork;
  parcel: Parcel;
  /** Sends it now. */
  release: () => void;
  isTakenBack: boolean;
}

const TOAST = "assay.verdicts";
const WITH_NEXT_MS = 6000;
/** Nobody shall look at an empty page for long. */
const WITHOUT_NEXT_MS = 2500;

export function useSending({ desk, isOpened, onSent, stream }: Seat) {
  const client = useQueryClient();
  const [sending, setSending] = useState<string | null>(null);
  const leaving = useRef<Leaving | null>(null);

  const undo = useCallback(() => {
    const last = leaving.current;
    leaving.current = null;
    void unsay(TOAST);
    if (!last || !outbox.takeBack(last.parcel)) return;
    last.isTakenBack = true;
    last.release();
    const { editor, sheet } = last.work;
    // Back on the sheet first, then without the last gesture, which is what was meant.
    sheet.setState({ decisions: editor.state().decisions });
    editor.undo();
    stream.putBack(last.work);
  }, [stream]);

  const sendAll = useCallback(
    (work: InstanceWork, action: RejectAction) => {
      leaving.current?.release();
      const hasNext = stream.state.getState().upcoming !== null;
      const parcel = packSheet(desk, work, action, taskTitle(work.task));
      const { gate, release } = moment(isOpened ? 0 : hasNext ? WITH_NEXT_MS : WITHOUT_NEXT_MS);
      const left: Leaving = { work, parcel, release, isTakenBack: false };
      leaving.current = left;
      const delivered = outbox.add(
        parcel,
        gate.then(() => (left.isTakenBack ? undefined : work.keeper.end())),
      );
      forget(work);
      const over = () => {
        if (leaving.current?.parcel === parcel) {
          leaving.current = null;
          void unsay(TOAST);
        }
      };
      void gate.then(over);
      const after = () => refresh(client, parcel);
      delivered.then(() => {
        after();
        onSent(parcel);
      }, after);
      if (isOpened) {
        void delivered.then(
          async () =>
            stream.replace(
              await openJudgedStep(desk, { task: work.task.id, annotation: parcel.annotation ?? 0 }),
            ),
          () => undefined,
        );
        return;
      }
      note(stream, work, delivered);
      void notify({
        id: TOAST,
        autoClose: false,
        withCloseButton: false,
        // Above the bar: the next verdict must not be hidden.
        style: { marginBottom: "var(--h-verdict)" },
        message: <Toast parcel={parcel} onUndo={undo} />,
      });
      stream.advance();
    },
    [client, desk, isOpened, onSent, stream, undo],
  );

  const sendPart = useCallback(
    async (work: InstanceWork, action: RejectAction) => {
      const parcel = packSheet(desk, work, action, taskTitle(work.task));
      const { decisions } = work.editor.state();
      const isDecided = (id: string) => (decisions.get(id)?.verdict ?? "pending") !== "pending";
      const left = new Set([...mendedOf(work)].filter((id) => !isDecided(id)));
      setSending(work.key);
      try {
        const delivered = outbox.add(parcel, work.keeper.end());
        forget(work);
        await delivered;
        refresh(client, parcel);
        onSent(parcel);
        const batch = await queries.batchOf(desk.project, work.annotation.id);
        const fresh = openInstances(desk, batch);
        // Corrections of what still waits go on.
        const start = withCorrections({ ...fresh, editor: work.editor }, left);
        stream.replace(left.size > 0 ? openInstances(desk, batch, start) : fresh);
      } catch {
        // A refusal brings the batch back by itself; without the server the next look does.
      } finally {
        setSending(null);
      }
    },
    [client, desk, onSent, stream],
  );

  const send = useCallback(
    (work: InstanceWork, action: RejectAction, all: boolean) => {
      if (all) sendAll(work, action);
      else void sendPart(work, action);
    },
    [sendAll, sendPart],
  );

  const page = usePageCommands();
  const commands = useMemo<Command[]>(
    () => [
      {
        ...page("undo-sent"),
        group: "Review stream",
        when: () => leaving.current !== null,
        run: undo,
      },
    ],
    [page, undo],
  );
  useCommands("review-sending", commands);
  // Who leaves the page does not wait: what is decided goes.
  useEffect(() => () => leaving.current?.release(), []);
  return { send, sending };
}

function Toast({ onUndo, parcel }: { parcel: Parcel; onUndo: () => void }) {
  const { verdicts } = parcel.body as { verdicts: unknown[] };
  return (
    <span style={{ display: "flex", alignItems: "center", gap: 12 }}>
      <span style={{ flex: 1 }}>
        {counted(verdicts.length, "verdict")} on {parcel.title}
      </span>
      <Button size="xs" onClick={onUndo} rightSection={<PageKey of="undo-sent" />}>
        Undo
      </Button>
    </span>
  );
}

/** A while that can be cut short. */
function moment(milliseconds: number): { gate: Promise<void>; release: () => void } {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    release = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { gate, release };
}

/** Keeps the path in step with what was sent. */
function note(stream: InstanceStream, work: InstanceWork, delivered: Promise<unknown>): void {
  const step: ReviewStep = {
    work_item: work.reservation?.work_item ?? 0,
    task: work.task.id,
    annotation: work.annotation.id,
    verdict: null,
    at: new Date().toISOString(),
  };
  stream.dropStep((known) => known.annotation === step.annotation);
  stream.noteStep(step);
  delivered.catch((_: Refusal) => stream.dropStep((known) => known === step));
}
