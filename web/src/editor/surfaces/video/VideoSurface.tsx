import { type CSSProperties, useEffect, useMemo, useRef } from "react";
import { useStore } from "zustand";
import { Icon } from "../../panels/Icon";
import { useEditor } from "../../useEditor";
import { Remarks } from "../remarks/Remarks";
import type { SurfaceProps } from "../surface";
import { tagsInSync } from "../sync/pace";
import { isTimed } from "./rows";
import { VideoSession } from "./session";
import { videoHeight } from "./sizes";
import { VideoStage } from "./stage";
import { Transport } from "./Transport";
import { Timeline } from "./timeline/Timeline";
import { VideoBar } from "./VideoBar";
import "../image/image.css";
import "./video.css";

/** A video under annotation: its picture with the boxes of this frame, its player, and its timeline. */
export function VideoSurface({ editor, fills, object }: SurfaceProps) {
  const root = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  const session = useMemo(() => new VideoSession(editor, object), [editor, object]);
  const { address } = session;
  const clock = useStore(session.store, (state) => state.clock);
  const problem = useStore(session.store, (state) => state.problem);
  const isBroken = useStore(session.store, (state) => state.isBroken);
  const announced = useStore(session.store, (state) => state.announced);
  const count = useEditor(editor, (state) => {
    let found = 0;
    for (const region of state.regions.values()) {
      if (region.object === object.name && isTimed(region.shape)) found += 1;
    }
    return found;
  });

  useEffect(() => {
    if (!root.current || !video.current || !still.current || !live.current) return;
    const elements = {
      root: root.current,
      video: video.current,
      still: still.current,
      live: live.current,
    };
    session.mount(elements.video);
    const stage = new VideoStage(elements, session);
    return () => {
      stage.destroy();
      session.unmount();
    };
  }, [session]);

  if (address === null) {
    return (
      <div className="ed-video" data-fills={fills}>
        <div className="ed-stage-notice" role="alert">
          <Icon name="picture-off" size={20} />
          <p>
            <b>There is no video.</b> The item has no address in its field “{object.field}”.
          </p>
        </div>
      </div>
    );
  }
  const height = videoHeight(object.attributes);
  const regions = `${count} ${count === 1 ? "region" : "regions"}`;
  return (
    <section
      className="ed-video"
      data-fills={fills}
      data-synced={tagsInSync(editor, object.name).length > 0 || undefined}
      data-sized={height !== null || undefined}
      style={height === null ? undefined : ({ "--video-height": `${height}px` } as CSSProperties)}
      aria-label={object.name}
    >
      <VideoBar session={session} />
      <section
        ref={root}
        className="ed-stage"
        data-fills={fills}
        data-loading={clock ? "shown" : "waiting"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the stage takes the keys that play, step and move boxes
        tabIndex={0}
        aria-roledescription="video under annotation"
        aria-label={`${object.name}, ${regions}. Space plays, comma and full stop step, Tab selects, Shift+D adds a box.`}
        onFocus={() => editor.setFocused(object.name)}
        onBlur={() => editor.setFocused(null)}
      >
        {/* biome-ignore lint/a11y/useMediaCaption: what is labelled has no captions */}
        <video ref={video} className="ed-picture" src={address} preload="auto" playsInline />
        <canvas ref={still} className="ed-canvas" aria-hidden />
        <canvas ref={live} className="ed-canvas" aria-hidden />
        <Remarks editor={editor} object={object.name} />
        {problem ? (
          <Problem problem={problem} count={count} address={address} retry={isBroken ? video : null} />
        ) : null}
      </section>
      <p className="ed-hidden" aria-live="polite">
        {announced}
      </p>
      <Transport session={session} />
      <Timeline session={session} />
    </section>
  );
}

interface ProblemProps {
  readonly problem: string;
  readonly count: number;
  readonly address: string;
  /** The player that can try again; null while it plays all the same. */
  readonly retry: React.RefObject<HTMLVideoElement | null> | null;
}

function Problem({ address, count, problem, retry }: ProblemProps) {
  const kept = count === 1 ? "Its region is kept" : `Its ${count} regions are kept`;
  return (
    <div className="ed-stage-notice ed-video-problem" role="alert">
      <p>
        <Icon name="alert" size={16} /> <b>{problem}</b>
        {count > 0 ? ` ${kept} and listed beside it.` : null}
      </p>
      {retry ? (
        <>
          <p className="ed-muted ed-address">{address}</p>
          <button type="button" className="ed-button ed-button-framed" onClick={() => retry.current?.load()}>
            Try again
          </button>
        </>
      ) : null}
    </div>
  );
}
