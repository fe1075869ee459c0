import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Grouping, Sorting } from "../core/listing";
import { prefer, usePreference } from "./arrangement";
import { Icon } from "./Icon";

interface Props {
  readonly sortings: readonly (readonly [Sorting, string])[];
  readonly groupings: readonly (readonly [Grouping, string])[];
}

/** A menu of how the list is arranged: its order, and under which heads it stands. */
export function ListMenu({ groupings, sortings }: Props) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const { grouping, sorting } = usePreference();
  const chosen = sortings.find(([each]) => each === sorting) ?? sortings[0];
  const grouped = groupings.find(([each]) => each === grouping) ?? groupings[0];

  useEffect(() => {
    if (!open) return;
    frame.current?.querySelector<HTMLElement>("[aria-checked=true]")?.focus();
    const onPress = (event: Event) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, [open]);

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }

  function onKey(event: KeyboardEvent): void {
    const items = [...(frame.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const last = items.length - 1;
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (target !== undefined) items[(target + items.length) % items.length]?.focus();
    else if (event.key === "Escape") close();
    else {
      if (event.key === "Tab") setOpen(false);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="ed-menu-frame" ref={frame}>
      <button
        ref={button}
        type="button"
        className="ed-button"
        title="How the list is arranged"
        aria-label={`Arrange the list, now ${chosen?.[1].toLowerCase()}${
          grouped?.[0] === "none" ? "" : `, ${grouped?.[1].toLowerCase()}`
        }`}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name="order" size={16} />
      </button>
      {open ? (
        <div
          id={id}
          role="menu"
          tabIndex={-1}
          className="ed-menu"
          aria-label="Arrange the list"
          onKeyDown={onKey}
        >
          {sortings.map(([value, word]) => (
            <button
              key={value}
              type="button"
              role="menuitemradio"
              tabIndex={-1}
              className="ed-menu-item"
              aria-checked={value === chosen?.[0]}
              onClick={() => {
                prefer({ sorting: value });
                close();
              }}
            >
              {word}
            </button>
          ))}
          <hr />
          {groupings.map(([value, word]) => (
            <button
              key={value}
              type="button"
              role="menuitemradio"
              tabIndex={-1}
              className="ed-menu-item"
              aria-checked={value === grouped?.[0]}
              onClick={() => {
                prefer({ grouping: value });
                close();
              }}
            >
              {word}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
