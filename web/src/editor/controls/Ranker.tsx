import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from "react";
import {
  type Buckets,
  columnsOf,
  completed,
  type Direction,
  entriesOf,
  type ListEntry,
  moved,
  stepped,
} from "../core/ranking";
import { ListCard } from "../surfaces/list/ListCard";
import type { ControlProps } from "./control";
import { type Drop, dropAt } from "./dropPlace";
import { QuestionFrame } from "./QuestionFrame";
import { useQuestion } from "./useQuestion";
import "./ranker.css";

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** A drag begins after the pointer moved so far: before that it is a click. */
const SLACK = 4;

interface Held {
  readonly id: string;
  /** Where everything lay before, to put it back. */
  readonly before: Buckets;
}

/** The entries of a list put in order or sorted into buckets: by dragging, or by Space and the arrow keys. */
export function Ranker({ control, editor, title }: ControlProps) {
  const asked = useQuestion(editor, control);
  const board = useRef<HTMLDivElement>(null);
  const pressed = useRef<{ id: string; x: number; y: number } | null>(null);
  const [dragged, setDragged] = useState<{ id: string; drop: Drop | null } | null>(null);
  const [held, setHeld] = useState<Held | null>(null);
  const [said, setSaid] = useState("");
  const moving = useRef<string | null>(null);
  // A card that goes to another column is a new element there: the focus goes with it.
  useLayoutEffect(() => {
    const id = moving.current;
    moving.current = null;
    if (id !== null)
      cardsOf(board.current)
        .find((card) => card.dataset.id === id)
        ?.focus();
  });
  const list = editor.state().schema.objects.find((object) => object.name === control.to);
  const entries = entriesOf(editor.context(control.to).value);
  const columns = columnsOf(control, list?.attributes.title || "To sort");
  const given = asked.answer?.kind === "ranking" ? asked.answer.buckets : null;
  const buckets = completed(given, control, entries);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));

  function put(next: Buckets, run?: string): void {
    if (next === buckets) return;
    editor.answer(control.name, { kind: "ranking", buckets: next }, run);
  }

  function say(id: string, next: Buckets): void {
    const column = columns.find(({ name }) => next[name]?.includes(id));
    const ids = next[column?.name ?? ""] ?? [];
    setSaid(
      `${byId.get(id)?.title ?? id}: ${ids.indexOf(id) + 1} of ${ids.length} in ${column?.title ?? ""}`,
    );
  }

  function onKeyDown(event: KeyboardEvent, id: string): void {
    if (event.ctrlKey || event.metaKey || !asked.editable) return;
    const direction = DIRECTIONS[event.key];
    const isHeld = held?.id === id;
    if (event.key === " " || (event.key === "Enter" && isHeld)) {
      setHeld(isHeld ? null : { id, before: buckets });
      setSaid(isHeld ? "Put down." : "Taken up. Arrows move it, Space puts it down, Escape puts it back.");
    } else if (event.key === "Escape" && held) {
      moving.current = id;
      put(held.before);
      setHeld(null);
      setSaid("Put back.");
    } else if (direction && (isHeld || event.altKey)) {
      const next = stepped(buckets, columns, id, direction);
      moving.current = id;
      put(next, isHeld ? `rank ${id}` : undefined);
      say(id, next);
    } else if (direction) {
      const cards = cardsOf(board.current);
      const here = cards.findIndex((card) => card.dataset.id === id);
      cards[here + (direction === "up" || direction === "left" ? -1 : 1)]?.focus();
    } else return;
    event.preventDefault();
  }

  function onPointerMove(event: PointerEvent): void {
    const start = pressed.current;
    if (!start || !board.current) return;
    if (!dragged && Math.hypot(event.clientX - start.x, event.clientY - start.y) < SLACK) return;
    if (!dragged) board.current.setPointerCapture(event.pointerId);
    setDragged({ id: start.id, drop: dropAt(board.current, event.clientX, event.clientY, start.id) });
  }

  function onPointerUp(): void {
    pressed.current = null;
    if (!dragged) return;
    const { drop, id } = dragged;
    setDragged(null);
    if (!drop) return;
    const next = moved(buckets, id, drop.column, drop.place);
    put(next);
    say(id, next);
  }

  return (
    <QuestionFrame
      {...{ asked, control, editor, title }}
      className="ed-ranker"
      hint="drag, or Space and the arrow keys"
    >
      <div
        ref={board}
        className="ed-ranker-board"
        data-columns={columns.length}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          pressed.current = null;
          setDragged(null);
        }}
      >
        {columns.map(({ name, title: heading }) => (
          <section key={name} className="ed-ranker-column" data-column={name} aria-label={heading}>
            <h3>
              {heading} <span className="ed-muted">{buckets[name]?.length ?? 0}</span>
            </h3>
            <ol>
              {(buckets[name] ?? []).map((id, place) => (
                <li
                  key={id}
                  data-before={
                    dragged?.drop?.column === name &&
                    marks(buckets[name], dragged.id, place, dragged.drop.place)
                  }
                >
                  {/* biome-ignore lint/a11y/useSemanticElements: a card holds paragraphs and pictures, which no button may */}
                  <div
                    role="button"
                    tabIndex={asked.editable ? 0 : -1}
                    aria-pressed={held?.id === id}
                    aria-label={`${place + 1}. ${byId.get(id)?.title || id}`}
                    className="ed-ranker-card"
                    data-id={id}
                    data-held={held?.id === id || dragged?.id === id}
                    onKeyDown={(event) => onKeyDown(event, id)}
                    onPointerDown={(event) => {
                      if (event.button === 0 && asked.editable)
                        pressed.current = { id, x: event.clientX, y: event.clientY };
                    }}
                    onBlur={() => {
                      if (moving.current === null) setHeld((now) => (now?.id === id ? null : now));
                    }}
                  >
                    <Place place={place} />
                    <ListCard entry={byId.get(id) ?? unknownEntry(id)} />
                  </div>
                </li>
              ))}
              {isLast(dragged?.drop, name, buckets, dragged?.id) ? <li className="ed-ranker-end" /> : null}
            </ol>
            {(buckets[name]?.length ?? 0) === 0 ? <p className="ed-muted">Nothing here yet.</p> : null}
          </section>
        ))}
      </div>
      <p className="ed-hidden" aria-live="polite">
        {said}
      </p>
    </QuestionFrame>
  );
}

const cardsOf = (board: HTMLElement | null): HTMLElement[] => [
  ...(board?.querySelectorAll<HTMLElement>("[data-id]") ?? []),
];

function Place({ place }: { place: number }) {
  return (
    <span className="ed-ranker-place" aria-hidden>
      {place + 1}
    </span>
  );
}

function unknownEntry(id: string): ListEntry {
  return { id, title: id, body: "", image: "", html: "" };
}

/** Whether the line that shows where a card would fall stands before this card; places count without the dragged one. */
function marks(ids: readonly string[] | undefined, dragged: string, place: number, drop: number): boolean {
  const others = (ids ?? []).filter((id) => id !== dragged);
  return others[drop] !== undefined && others[drop] === ids?.[place];
}

function isLast(
  drop: Drop | null | undefined,
  column: string,
  buckets: Buckets,
  dragged: string | undefined,
): boolean {
  const others = (buckets[column] ?? []).filter((id) => id !== dragged);
  return drop?.column === column && drop.place >= others.length;
}
