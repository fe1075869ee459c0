import { matches, type Stroke } from "../core/hotkeys";
import type { ControlTag } from "../ls/schema";
import { KeyCaps } from "../panels/KeyCaps";

/** The texts that keys and buttons insert into a text area. */
export function ShortcutBar({
  control,
  onInsert,
}: {
  readonly control: ControlTag;
  readonly onInsert: (text: string) => void;
}) {
  const shortcuts = shortcutsOf(control);
  if (shortcuts.length === 0) return null;
  return (
    <div className="ed-shortcuts">
      {shortcuts.map(({ alias, hotkey, value }) => (
        <button
          key={`${hotkey} ${value}`}
          type="button"
          className="ed-button ed-button-framed"
          title={`Insert “${value}”`}
          // The text field keeps the focus, and with it the place where the text belongs.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onInsert(value)}
        >
          {alias || value}
          {hotkey ? <KeyCaps keys={hotkey} /> : null}
        </button>
      ))}
    </div>
  );
}

interface Shortcut {
  readonly value: string;
  readonly alias: string;
  readonly hotkey: string;
}

function shortcutsOf({ parts }: Pick<ControlTag, "parts">): readonly Shortcut[] {
  return parts
    .filter((part) => part.tag === "Shortcut")
    .map(({ attributes: { alias = "", hotkey = "", value = "" } }) => ({ alias, hotkey, value }));
}

/** The text that a key inserts, or null. */
export function shortcutFor(control: ControlTag, stroke: Stroke): string | null {
  const found = shortcutsOf(control).find(({ hotkey }) => hotkey !== "" && matches(hotkey, stroke));
  return found?.value ?? null;
}
