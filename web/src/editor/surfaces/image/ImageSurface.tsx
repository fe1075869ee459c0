import { useEffect, useRef, useState } from "react";
import { factsOfEntry } from "../../core/media";
import { fieldOf } from "../../ls/readResult";
import type { ObjectTag } from "../../ls/schema";
import { Icon } from "../../panels/Icon";
import { useEditor } from "../../useEditor";
import { Remarks } from "../remarks/Remarks";
import type { SurfaceProps } from "../surface";
import { ImageBar } from "./ImageBar";
import { filterOf, PLAIN } from "./PictureAdjust";
import { PictureStrip } from "./PictureStrip";
import { ImageStage, type Looks } from "./stage";
import { TroubleStrip } from "./TroubleStrip";
import { NO_TROUBLES } from "./troubles";
import "./image.css";

type Loading = "waiting" | "shown" | "broken";

/** A picture under annotation, or several shown one at a time, with its tools. */
export function ImageSurface(props: SurfaceProps) {
  const { editor, fills, object } = props;
  const sources = sourcesOf(fieldOf(editor.state().data, object));
  const entry = useEditor(editor, (state) => state.positions.get(object.name) ?? 0);
  const source = sources[object.isList ? entry : 0];
  if (source === undefined || source === "") {
    const what = object.isList && sources.length > 0 ? `picture ${entry + 1} of its field` : "its field";
    return (
      <div className="ed-image" data-fills={fills}>
        <div className="ed-stage-notice" role="alert">
          <Icon name="picture-off" size={20} />
          <p>
            <b>There is no picture.</b> The item has no address in {what} “{object.field}”.
          </p>
        </div>
        {sources.length > 1 ? <PictureStrip editor={editor} object={object.name} sources={sources} /> : null}
      </div>
    );
  }
  const entries = object.isList ? sources.length : 1;
  const { problem } = factsOfEntry(editor.state().media, object.field, object.isList ? entry : 0, entries);
  return (
    <Picture
      {...props}
      source={source}
      sources={object.isList ? sources : [source]}
      problem={problem ?? null}
    />
  );
}

interface PictureProps extends SurfaceProps {
  readonly source: string;
  readonly sources: readonly string[];
  /** What was found to be wrong with the file. */
  readonly problem: string | null;
}

function Picture({ editor, fills, object, problem, source, sources }: PictureProps) {
  const root = useRef<HTMLElement>(null);
  const picture = useRef<HTMLImageElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  const stage = useRef<ImageStage>(null);
  const shownSource = useRef(source);
  const [scale, setScale] = useState<number | null>(null);
  const [hint, setHint] = useState<string | null>(null);
  const [brush, setBrush] = useState<number | null>(null);
  const [troubles, setTroubles] = useState(NO_TROUBLES);
  const [adjustment, setAdjustment] = useState(PLAIN);
  const [loading, setLoading] = useState<Loading>("waiting");
  const count = useEditor(editor, (state) => {
    const entry = state.positions.get(object.name) ?? 0;
    let found = 0;
    for (const region of state.regions.values()) {
      if (region.object === object.name && (region.item ?? entry) === entry) found += 1;
    }
    return found;
  });

  useEffect(() => {
    if (!root.current || !picture.current || !still.current || !live.current) return;
    const elements = {
      root: root.current,
      picture: picture.current,
      still: still.current,
      live: live.current,
    };
    const mounted = new ImageStage(elements, editor, object.name, looksOf(object), {
      onView: (view) => setScale(view.scale),
      onHint: setHint,
      onBrush: setBrush,
      onTroubles: setTroubles,
    });
    stage.current = mounted;
    setBrush(mounted.brush);
    const { complete, naturalHeight, naturalWidth } = elements.picture;
    if (complete && naturalWidth > 0) mounted.setPicture({ width: naturalWidth, height: naturalHeight });
    return () => {
      mounted.destroy();
      stage.current = null;
    };
  }, [editor, object]);

  useEffect(() => {
    if (stage.current) stage.current.entries = sources.length;
    if (shownSource.current === source) return;
    // Until the next picture is there, nothing can be drawn on it.
    shownSource.current = source;
    stage.current?.setPicture({ width: 0, height: 0 });
    setLoading("waiting");
  }, [source, sources.length]);

  return (
    <section className="ed-image" data-fills={fills} aria-label={object.name}>
      <ImageBar
        editor={editor}
        object={object.name}
        scale={loading === "shown" ? scale : null}
        brush={brush}
        onBrush={(size) => stage.current?.setBrush(size)}
        adjustment={adjustment}
        onAdjust={setAdjustment}
      />
      <section
        ref={root}
        className="ed-stage"
        data-fills={fills}
        data-loading={loading}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the stage takes the keys that move and resize shapes
        tabIndex={0}
        aria-roledescription="picture under annotation"
        aria-label={`${object.name}, ${count} ${count === 1 ? "region" : "regions"}. Tab selects, arrows move, Shift+D adds one.`}
        onFocus={() => editor.setFocused(object.name)}
        onBlur={() => editor.setFocused(null)}
      >
        <img
          ref={picture}
          className="ed-picture"
          src={source}
          alt=""
          draggable={false}
          decoding="async"
          style={{ filter: filterOf(adjustment) }}
          onLoad={({ currentTarget }) => {
            setLoading("shown");
            stage.current?.setPicture({
              width: currentTarget.naturalWidth,
              height: currentTarget.naturalHeight,
            });
          }}
          onError={() => setLoading("broken")}
        />
        <canvas ref={still} className="ed-canvas" aria-hidden />
        <canvas ref={live} className="ed-canvas" aria-hidden />
        <Remarks editor={editor} object={object.name} />
        {hint ? (
          <p className="ed-stage-hint" role="status">
            {hint}
          </p>
        ) : null}
        {loading === "broken" ? (
          <BrokenNotice
            count={count}
            problem={problem}
            source={source}
            onRetry={() => {
              setLoading("waiting");
              // The same address again: the browser asks the server once more.
              if (picture.current) picture.current.src = source;
            }}
          />
        ) : null}
      </section>
      <TroubleStrip editor={editor} object={object.name} troubles={troubles} />
      {sources.length > 1 ? <PictureStrip editor={editor} object={object.name} sources={sources} /> : null}
    </section>
  );
}

interface BrokenProps {
  readonly count: number;
  readonly problem: string | null;
  readonly source: string;
  readonly onRetry: () => void;
}

function BrokenNotice({ count, onRetry, problem, source }: BrokenProps) {
  return (
    <div className="ed-stage-notice" role="alert">
      <Icon name="picture-off" size={20} />
      <p>
        <b>The picture could not be loaded.</b>
        {problem === null ? null : ` ${problem}`}
        {count > 0
          ? ` Its ${count === 1 ? "region is" : `${count} regions are`} kept and listed beside it.`
          : null}
      </p>
      <p className="ed-muted ed-address">{source}</p>
      <button type="button" className="ed-button ed-button-framed" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}

/** The addresses that a field holds: one, or a list of them. */
function sourcesOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.map((entry) => (typeof entry === "string" ? entry : "")) : [];
}

function looksOf({ attributes }: ObjectTag): Looks {
  return { crosshair: attributes.crosshair === "true", smooth: attributes.smoothing !== "false" };
}
