/** The life of a stream in a page: it begins and ends with the page, and nothing unsaved is left behind. */
import { useEffect } from "react";
import { useStore } from "zustand";
import { useConnection } from "../../api/connection";
import { ApiError } from "../../api/errors";
import { outbox, useOutbox } from "../outbox/outbox";
import type { ParcelKind, Refusal } from "../outbox/parcel";
import { follow } from "../work/taskEvents";
import type { Work } from "../work/work";
import type { Stream, StreamState } from "./stream";

const LOOK_AGAIN_MS = 20_000;

interface StreamUse {
  project: number;
  person: number;
  kinds: readonly ParcelKind[];
  /** What came back cannot even be opened any more. */
  onLost: (refusal: Refusal) => void;
}

export function useStream<W extends Work, Item, Step>(
  stream: Stream<W, Item, Step>,
  { kinds, onLost, person, project }: StreamUse,
): StreamState<W, Item, Step> {
  const state = useStore(stream.state);

  useEffect(() => {
    outbox.open(person);
    void stream.start();
    return () => stream.stop();
  }, [stream, person]);

  const refusal = useOutbox(({ refused }) =>
    refused.find(({ parcel }) => parcel.project === project && kinds.includes(parcel.kind)),
  );
  useEffect(() => {
    if (!refusal) return;
    stream.comeBack(refusal).then(
      (shown) => {
        if (shown) outbox.dismiss(refusal);
      },
      (error: unknown) => {
        if (!(error instanceof ApiError)) return;
        outbox.dismiss(refusal);
        onLost(refusal);
        void stream.start();
      },
    );
  }, [refusal, stream, onLost]);

  useEffect(
    () =>
      useConnection.subscribe(({ online }, before) => {
        if (online && !before.online) void stream.start();
      }),
    [stream],
  );

  const isEmpty = state.phase === "empty";
  useEffect(() => {
    if (!isEmpty) return;
    const timer = setInterval(() => void stream.start(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [stream, isEmpty]);

  useKept(state.current);
  useKept(state.opened?.work ?? null);
  return state;
}

/** Saves the draft of an item when its page is hidden, closed, or shows something else. */
export function useKept(work: Work | null): void {
  const keeper = work?.keeper;
  const key = work?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same item may come as a new object
  useEffect(() => (work ? follow(work) : undefined), [key]);
  useEffect(() => {
    if (!keeper) return;
    const onHide = () => {
      if (document.visibilityState === "hidden") keeper.leave();
    };
    const onPageHide = () => keeper.leave();
    document.addEventListener("visibilitychange", onHide);
    window.addEventListener("pagehide", onPageHide);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      window.removeEventListener("pagehide", onPageHide);
      void keeper.flush();
    };
  }, [keeper]);
}
