import { type CSSProperties, useCallback, useEffect, useRef, useState } from "react";
import type { EditorState } from "../../core/model";
import type { Editor } from "../../core/store";
import type { Remark, SeenBox } from "../../core/surface";
import { regionTitle } from "../../core/titles";
import { Icon } from "../../panels/Icon";
import { useEditor } from "../../useEditor";
import { type Room, type Spot, type Stand, seenPart, spotsFor } from "./arrange";
import "./remarks.css";

interface Placed {
  readonly marks: readonly (Spot & { readonly remark: Remark })[];
  /** The frames about the region that is pointed at from beside. */
  readonly lit: readonly SeenBox[];
}

const NOTHING: Placed = { marks: [], lit: [] };

interface Props {
  readonly editor: Editor;
  readonly object: string;
  readonly stand?: Stand;
}

/**
 * Marks at the regions of one object that something is said about, over its surface. Presses on a mark open what is
 * said; they go through to the surface while something is drawn.
 */
export function Remarks({ editor, object, stand = "beside" }: Props) {
  const layer = useRef<HTMLDivElement>(null);
  const [placed, setPlaced] = useState(NOTHING);
  const drawing = useEditor(
    editor,
    ({ editable, tool }) => tool === "pan" || (editable && tool !== "select"),
  );
  const held = useEditor(editor, ({ editable, selectedId }) => (editable ? selectedId : null));

  const place = useCallback(() => {
    const { clientHeight: height = 0, clientWidth: width = 0 } = layer.current ?? {};
    const found = width > 0 ? placedOn({ editor, object, stand }, { width, height }) : NOTHING;
    setPlaced((before) => (isSame(before, found) ? before : found));
  }, [editor, object, stand]);

  useEffect(() => {
    let frame = 0;
    // The surface first draws what changed; a pan of its own it tells of when it is done.
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(place);
    };
    later();
    const release = [
      editor.subscribe((state, before) => changed(state, before) && later()),
      editor.watchMoves((moved) => moved === object && hasMarks(editor) && place()),
    ];
    return () => {
      cancelAnimationFrame(frame);
      for (const each of release) each();
    };
  }, [editor, object, place]);

  useEffect(() => {
    const element = layer.current;
    if (!element) return;
    // A press on a mark is not one on the surface below, which listens without React.
    const keep = (event: Event) =>
      event.target instanceof Element && event.target.closest("button") && event.stopPropagation();
    const types = ["pointerdown", "mousedown", "dblclick", "keydown"];
    for (const type of types) element.addEventListener(type, keep);
    return () => {
      for (const type of types) element.removeEventListener(type, keep);
    };
  }, []);

  return (
    <div ref={layer} className="ed-remarks" data-through={drawing || undefined}>
      {placed.lit.map(({ bottom, left, right, top }) => (
        <i
          key={`${left} ${top}`}
          className="ed-lit"
          style={{ left, top, width: right - left, height: bottom - top }}
        />
      ))}
      {placed.marks.map(({ remark, squeezed, x, y }) => (
        <Mark
          key={remark.region}
          editor={editor}
          remark={remark}
          // Upon the handle of a region that is being changed a mark would be in the way.
          through={squeezed && held === remark.region}
          style={{ transform: `translate(${x}px, ${y}px)` }}
        />
      ))}
    </div>
  );
}

interface MarkProps {
  readonly editor: Editor;
  readonly remark: Remark;
  readonly through: boolean;
  readonly style: CSSProperties;
}

function Mark({ editor, remark, style, through }: MarkProps) {
  const { count, region: id, words } = remark;
  const name = useEditor(editor, ({ regions, schema }) => {
    const region = regions.get(id);
    return region ? regionTitle(region, regions, schema, editor.context(region.object)) : "";
  });
  const lit = useEditor(editor, (state) => state.litId === id);
  const said = count === 1 ? "1 comment" : `${count} comments`;
  return (
    <button
      type="button"
      className="ed-remark"
      data-through={through || undefined}
      data-lit={lit || undefined}
      aria-label={`${said} on ${name}: ${words}`}
      title={`${words}\n${said} on ${name}`}
      style={style}
      onPointerEnter={() => editor.light(id)}
      onPointerLeave={() => editor.light(null)}
      onFocus={() => editor.light(id)}
      onBlur={() => editor.light(null)}
      onClick={() => editor.openRemark(id)}
    >
      {count === 1 ? <Icon name="remark" size={12} /> : count > 9 ? "9+" : count}
    </button>
  );
}

function hasMarks(editor: Editor): boolean {
  const { litId, remarks } = editor.state();
  return litId !== null || remarks.length > 0;
}

/** What moves, adds or takes away a mark, as far as the surface does not tell. */
function changed(state: EditorState, before: EditorState): boolean {
  return (
    state.remarks !== before.remarks ||
    state.litId !== before.litId ||
    state.regions !== before.regions ||
    state.hidden !== before.hidden ||
    state.positions !== before.positions ||
    state.textSize !== before.textSize ||
    state.solo !== before.solo ||
    (state.solo && state.selection !== before.selection)
  );
}

function placedOn({ editor, object, stand }: Required<Props>, room: Room): Placed {
  const { litId, regions, remarks } = editor.state();
  const surface = editor.surfaceOf(object);
  const boxesOf = (id: string) =>
    regions.get(id)?.object === object && editor.isInSight(id) ? (surface?.boxesOf?.(id) ?? []) : [];
  const spots = spotsFor(
    remarks.map(({ region }) => boxesOf(region)),
    room,
    stand,
  );
  return {
    marks: remarks.flatMap((remark, at) => {
      const spot = spots[at];
      return spot ? [{ ...spot, remark }] : [];
    }),
    lit: litId === null ? [] : boxesOf(litId).flatMap((box) => seenPart(box, room) ?? []),
  };
}

function isSame(a: Placed, b: Placed): boolean {
  return (
    a.marks.length === b.marks.length &&
    a.lit.length === b.lit.length &&
    a.marks.every(({ remark, squeezed, x, y }, at) => {
      const other = b.marks[at];
      return other?.remark === remark && other.x === x && other.y === y && other.squeezed === squeezed;
    }) &&
    a.lit.every((box, at) => {
      const other = b.lit[at];
      return (
        other?.left === box.left &&
        other.top === box.top &&
        other.right === box.right &&
        other.bottom === box.bottom
      );
    })
  );
}
