import { useEffect, useRef, useState } from "react";
import type { EditorState } from "../../core/model";
import { fieldOf } from "../../ls/readResult";
import type { ObjectTag } from "../../ls/schema";
import { seriesTime } from "../../ls/seriesWords";
import { useEditor } from "../../useEditor";
import { Remarks } from "../remarks/Remarks";
import type { SurfaceProps } from "../surface";
import { SurfaceNotice } from "../time/SurfaceNotice";
import { spanAtShare, type Window, zoomShare } from "../time/window";
import { SeriesDesk } from "./desk";
import { loadSeries } from "./loadSeries";
import type { CellProblems } from "./readSeries";
import { SeriesBar } from "./SeriesBar";
import "../time/time.css";

type Loading =
  | { readonly kind: "waiting" }
  | {
      readonly kind: "ready";
      readonly bounds: Window;
      readonly least: number;
      readonly sorted: boolean;
      readonly problems: CellProblems;
    }
  | { readonly kind: "broken"; readonly problem: string; readonly fix: string };

/** Measurements over time under annotation. */
export function SeriesSurface({ editor, object }: SurfaceProps) {
  const root = useRef<HTMLElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  const desk = useRef<SeriesDesk>(null);
  const [loading, setLoading] = useState<Loading>({ kind: "waiting" });
  const [view, setView] = useState<Window>({ start: 0, end: 1 });
  const [head, setHead] = useState<number | null>(null);
  const [attempt, setAttempt] = useState(0);
  const value = fieldOf(editor.state().data, object);
  const count = useEditor(editor, (state) => ownShapes(state, object).length);
  const bounds = loading.kind === "ready" ? loading.bounds : null;
  const beyond = useEditor(editor, (state) => (bounds ? outside(state, object, bounds) : 0));

  // biome-ignore lint/correctness/useExhaustiveDependencies: every attempt loads the measurements anew
  useEffect(() => {
    if (!root.current || !still.current || !live.current) return;
    const elements = { root: root.current, still: still.current, live: live.current };
    const made = new SeriesDesk(elements, editor, object, { onView: setView, onHead: setHead });
    const stopped = new AbortController();
    desk.current = made;
    setLoading({ kind: "waiting" });
    void loadSeries(object, value, stopped.signal).then((answer) => {
      if (stopped.signal.aborted) return;
      if (answer.kind === "problem") {
        setLoading({ kind: "broken", problem: answer.problem, fix: answer.fix });
        return;
      }
      const { problems, sorted } = answer.data;
      made.setData(answer.data);
      setHead(made.content.head());
      const shown = made.content.bounds() ?? { start: 0, end: 1 };
      setLoading({ kind: "ready", bounds: shown, least: made.content.least(), sorted, problems });
    });
    return () => {
      stopped.abort();
      made.destroy();
      desk.current = null;
    };
  }, [editor, object, value, attempt]);

  const ready = loading.kind === "ready" ? loading : null;
  return (
    <section className="ed-time" aria-label={object.name}>
      <SeriesBar
        editor={editor}
        ready={ready !== null}
        time={head === null || !ready ? null : seriesTime(object.attributes)(head)}
        readings={head === null || !ready ? [] : (desk.current?.content.readings(head) ?? [])}
        zoom={ready ? zoomShare(view, ready.bounds, ready.least) : 0}
        onZoom={(share) =>
          ready && desk.current?.stage.zoomToSpan(spanAtShare(share, ready.bounds, ready.least))
        }
      />
      <section
        ref={root}
        className="ed-time-stage"
        data-state={loading.kind}
        data-series
        hidden={loading.kind === "broken"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the stage takes the keys that move the head and regions
        tabIndex={0}
        aria-roledescription="measurements under annotation"
        aria-label={`${object.name}, ${count} ${count === 1 ? "region" : "regions"}. Arrows move the head, I and O mark a region, Shift+P an instant, Tab selects.`}
        onFocus={() => editor.setFocused(object.name)}
        onBlur={() => editor.setFocused(null)}
      >
        <canvas ref={still} aria-hidden />
        <canvas ref={live} aria-hidden />
        <Remarks editor={editor} object={object.name} />
      </section>
      {loading.kind === "broken" ? (
        <SurfaceNotice
          problem={loading.problem}
          fix={loading.fix}
          kept={count}
          {...(typeof value === "string" && value.length < 400 && { address: value })}
          onAgain={() => setAttempt(attempt + 1)}
        />
      ) : null}
      {ready ? <Problems {...ready.problems} /> : null}
      {ready?.sorted ? (
        <p className="ed-time-note">The rows were not in the order of time: they are shown sorted.</p>
      ) : null}
      {beyond > 0 ? (
        <p className="ed-time-note">
          {beyond === 1 ? "One region reaches" : `${beyond} regions reach`} beyond the measurements: shown at
          their edge, and kept as stored.
        </p>
      ) : null}
    </section>
  );
}

function Problems({ count, first }: CellProblems) {
  if (count === 0) return null;
  const [example, ...others] = first;
  return (
    <details className="ed-time-note">
      <summary>
        {count === 1
          ? "One cell could not be read."
          : `${count.toLocaleString("en")} cells could not be read.`}{" "}
        {example}
      </summary>
      <ul>
        {others.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
      {count > first.length ? <p>And {(count - first.length).toLocaleString("en")} more.</p> : null}
    </details>
  );
}

function ownShapes({ regions }: EditorState, object: ObjectTag) {
  return [...regions.values()].flatMap((region) =>
    region.object === object.name && region.shape.kind === "instants" ? [region.shape] : [],
  );
}

function outside(state: EditorState, object: ObjectTag, { end, start }: Window): number {
  return ownShapes(state, object).filter((shape) => shape.start < start || shape.end > end).length;
}
