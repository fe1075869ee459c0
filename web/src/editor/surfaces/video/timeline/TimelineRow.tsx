import { type CSSProperties, memo } from "react";
import type { Region, Shape } from "../../../core/model";
import { mainOption, NO_LABEL_COLOUR, regionTitle } from "../../../core/titles";
import { isOccludedAt, type Span } from "../../../core/tracks";
import { Icon } from "../../../panels/Icon";
import { useEditor } from "../../../useEditor";
import { nearestFrame, spansOf, stopsOf } from "../rows";
import type { VideoSession } from "../session";
import { diamonds } from "./lane";
import { type Scale, xOf } from "./scale";
import { ROW_HEIGHT } from "./Timeline";

interface Props {
  readonly session: VideoSession;
  readonly region: Region;
  /** Its shape, or what is being made of it. */
  readonly shape: Shape;
  readonly scale: Scale;
  readonly frames: number;
  readonly width: number;
  readonly top: number;
  /** Proposed by a model and not taken: shown paler, and taken or dismissed elsewhere. */
  readonly suggested: boolean;
}

/** One region: its name, the stretches on which it is there, and its key frames. */
export const TimelineRow = memo(function TimelineRow(props: Props) {
  const { frames, region, scale, session, shape, suggested, top, width } = props;
  const { editor } = session;
  const selected = useEditor(editor, ({ selection, suggestedId }) =>
    suggested ? suggestedId === region.id : selection.has(region.id),
  );
  const hidden = useEditor(editor, (state) => state.hidden.has(region.id));
  const locked = useEditor(editor, (state) => state.locked.has(region.id));
  const remark = useEditor(editor, () => (suggested ? null : editor.remarkOn(region.id)));
  const lit = useEditor(editor, (state) => !suggested && state.litId === region.id);
  const verdict = useEditor(editor, (state) => state.decisions.get(region.id)?.verdict ?? null);
  const difference = useEditor(editor, (state) => state.differences.get(region.id)?.difference ?? null);
  const ghost = useEditor(editor, (state) => state.ghosts.get(region.id)?.shape ?? null);
  const title = useEditor(editor, (state) =>
    regionTitle(
      region,
      suggested ? state.suggestions : state.regions,
      state.schema,
      editor.context(region.object),
    ),
  );
  const colour = mainOption(region, editor.state().schema)?.colour ?? NO_LABEL_COLOUR;
  const spans = spansOf(shape, frames);
  const words = spans.map(({ end, start }) => (start === end ? `${start}` : `${start} to ${end}`)).join(", ");
  const state = [suggested && "suggested", difference, verdict, locked && "locked", hidden && "hidden"]
    .filter(Boolean)
    .join(", ");
  return (
    <li
      className="ed-tl-row"
      data-selected={selected}
      data-hidden={hidden}
      data-lit={lit || undefined}
      data-verdict={verdict}
      data-difference={difference}
      data-suggested={suggested}
      style={{ "--c": colour, transform: `translateY(${top}px)` } as CSSProperties}
    >
      <button
        type="button"
        className="ed-tl-name"
        aria-pressed={selected}
        aria-label={`${title}, frames ${words}${keyWords(shape)}${state ? `, ${state}` : ""}`}
        title={title}
        onClick={({ ctrlKey, metaKey, shiftKey }) => {
          if (suggested) {
            editor.lookAt(region.id);
            session.goTo(nearestFrame(region.shape, session.aim, frames));
          } else if (ctrlKey || metaKey || shiftKey) editor.toggleSelected(region.id);
          else editor.select(region.id);
        }}
      >
        {verdict ? (
          <span className="ed-verdict" data-verdict={verdict}>
            <Icon name={verdict} size={12} />
          </span>
        ) : (
          <i className="ed-swatch" />
        )}
        <span className="ed-tl-title">{title}</span>
        {locked ? <Icon name="locked" size={12} /> : null}
        {hidden ? <Icon name="hidden" size={12} /> : null}
      </button>
      {remark ? (
        <button
          type="button"
          className="ed-tl-remark"
          aria-label={`Comments on ${title}: ${remark.words}`}
          title={remark.words}
          onClick={() => editor.openRemark(region.id)}
        >
          <Icon name="remark" size={12} />
        </button>
      ) : null}
      <div className="ed-tl-lane" aria-hidden>
        <Bars spans={spans} kind={shape.kind} scale={scale} width={width} />
        {ghost ? <Bars spans={spansOf(ghost, frames)} kind="ghost" scale={scale} width={width} /> : null}
        {shape.kind === "track" ? <Marks shape={shape} scale={scale} frames={frames} width={width} /> : null}
      </div>
    </li>
  );
});

interface BarsProps extends Pick<Props, "scale" | "width"> {
  readonly spans: readonly Span[];
  readonly kind: string;
}

function Bars({ kind, scale, spans, width }: BarsProps) {
  return spans.map(({ end, start }) => {
    const left = Math.max(xOf(scale, start), -8);
    const right = Math.min(xOf(scale, end + 1), width + 8);
    return right < 0 || left > width ? null : (
      <i
        key={start}
        className="ed-tl-bar"
        data-kind={kind}
        style={{ left, width: Math.max(right - left, 3) }}
      />
    );
  });
}

type MarksProps = Pick<Props, "frames" | "scale" | "width"> & {
  readonly shape: Extract<Shape, { kind: "track" }>;
};

/** Key frames as diamonds, and a line below where something covers the thing. */
function Marks({ frames, scale, shape, width }: MarksProps) {
  const { sequence } = shape;
  const covered = sequence.flatMap((key, at) => {
    if (!isOccludedAt(sequence, key.frame)) return [];
    const end = key.enabled ? (sequence[at + 1]?.frame ?? frames + 1) : key.frame + 1;
    const from = Math.max(xOf(scale, key.frame), 0);
    const to = Math.min(xOf(scale, end), width);
    return to > from ? [`M${from.toFixed(1)} ${ROW_HEIGHT - 5}H${to.toFixed(1)}`] : [];
  });
  return (
    <svg className="ed-tl-marks" width={width} height={ROW_HEIGHT} aria-hidden>
      {covered.length > 0 ? <path className="ed-tl-covered" d={covered.join("")} /> : null}
      <path className="ed-tl-keys" d={diamonds(stopsOf(shape), scale, width, ROW_HEIGHT / 2)} />
    </svg>
  );
}

function keyWords(shape: Shape): string {
  if (shape.kind !== "track") return "";
  const { length } = shape.sequence;
  return `, ${length} ${length === 1 ? "key frame" : "key frames"}`;
}
