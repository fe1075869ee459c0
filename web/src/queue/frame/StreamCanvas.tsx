import { type ReactNode, Suspense } from "react";
import { hasCode } from "../../api/errors";
import { Failure } from "../../kit/Notice";
import { Paused } from "../../kit/Paused";
import type { Stream, StreamState } from "../stream/stream";
import type { Work } from "../work/work";
import classes from "./frame.module.css";
import { CanvasBones, WorkCanvas } from "./WorkFrame";

interface Props<W extends Work, Item, Step> {
  stream: Stream<W, Item, Step>;
  state: StreamState<W, Item, Step>;
  /** What is shown: the item, or an earlier version of it. */
  shown: Pick<Work, "key" | "editor"> | null;
  /** What is safe, whatever failed. */
  kept: string;
  /** What is said when nothing waits; it may be loaded only then. */
  empty: ReactNode;
}

/** The middle of a stream: the item, or why there is none. */
export function StreamCanvas<W extends Work, Item, Step>(props: Props<W, Item, Step>) {
  const { empty, kept, shown, state, stream } = props;
  const { error, opened, phase } = state;
  if (shown) return <WorkCanvas work={shown} />;
  if (phase === "failed" && !opened && hasCode(error, "paused"))
    return <Paused error={error} again={() => void stream.start()} />;
  if (opened?.error || (phase === "failed" && !opened))
    return (
      <div className={classes.blank}>
        <Failure
          what="The item could not be loaded."
          kept={kept}
          error={opened?.error ?? error}
          retry={() => void (opened ? stream.openStep(opened.at) : stream.start())}
        />
      </div>
    );
  if (phase === "empty" && !opened) return <Suspense fallback={<CanvasBones />}>{empty}</Suspense>;
  return <CanvasBones />;
}
