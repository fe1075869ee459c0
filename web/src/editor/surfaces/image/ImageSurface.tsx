import { useEffect, useRef, useState } from "react";
import { fieldOf } from "../../ls/readResult";
import { Icon } from "../../panels/Icon";
import { useEditor } from "../../useEditor";
import type { SurfaceProps } from "../surface";
import { ImageBar } from "./ImageBar";
import { ImageStage } from "./stage";
import "./image.css";

type Loading = "waiting" | "shown" | "broken";

/** A picture under annotation, with its tools. */
export function ImageSurface({ editor, fills, object }: SurfaceProps) {
  const root = useRef<HTMLElement>(null);
  const picture = useRef<HTMLImageElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  const stage = useRef<ImageStage>(null);
  const [scale, setScale] = useState<number | null>(null);
  const [hint, setHint] = useState<string | null>(null);
  const [loading, setLoading] = useState<Loading>("waiting");
  const address = fieldOf(editor.state().data, object);
  const source = typeof address === "string" && address !== "" ? address : null;
  const count = useEditor(
    editor,
    (state) => [...state.regions.values()].filter((region) => region.object === object.name).length,
  );

  useEffect(() => {
    if (!root.current || !picture.current || !still.current || !live.current) return;
    const elements = {
      root: root.current,
      picture: picture.current,
      still: still.current,
      live: live.current,
    };
    const mounted = new ImageStage(elements, editor, object.name, {
      onView: (view) => setScale(view.scale),
      onHint: setHint,
    });
    stage.current = mounted;
    const { complete, naturalHeight, naturalWidth } = elements.picture;
    if (complete && naturalWidth > 0) mounted.setPicture({ width: naturalWidth, height: naturalHeight });
    return () => {
      mounted.destroy();
      stage.current = null;
    };
  }, [editor, object.name]);

  if (source === null) {
    return (
      <div className="ed-image" data-fills={fills}>
        <div className="ed-stage-notice" role="alert">
          <Icon name="picture-off" size={20} />
          <p>
            <b>There is no picture.</b> The item has no address in its field “{object.field}”.
          </p>
        </div>
      </div>
    );
  }
  return (
    <section className="ed-image" data-fills={fills} aria-label={object.name}>
      <ImageBar editor={editor} object={object.name} scale={loading === "shown" ? scale : null} />
      <section
        ref={root}
        className="ed-stage"
        data-fills={fills}
        data-loading={loading}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the stage takes the keys that move and resize boxes
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
        {hint ? (
          <p className="ed-stage-hint" role="status">
            {hint}
          </p>
        ) : null}
        {loading === "broken" ? (
          <div className="ed-stage-notice" role="alert">
            <Icon name="picture-off" size={20} />
            <p>
              <b>The picture could not be loaded.</b>
              {count > 0
                ? ` Its ${count === 1 ? "region is" : `${count} regions are`} kept and listed beside it.`
                : null}
            </p>
            <p className="ed-muted ed-address">{source}</p>
            <button
              type="button"
              className="ed-button ed-button-framed"
              onClick={() => {
                setLoading("waiting");
                // The same address again: the browser asks the server once more.
                if (picture.current) picture.current.src = source;
              }}
            >
              Try again
            </button>
          </div>
        ) : null}
      </section>
    </section>
  );
}
