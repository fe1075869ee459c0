import { keyCaps } from "../core/hotkeys";

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** A key combination as caps. Screen readers get it from `aria-keyshortcuts` of the control instead. */
export function KeyCaps({ keys }: { keys: string }) {
  return (
    <span className="ed-keys" aria-hidden>
      {keyCaps(keys, MAC).map((cap) => (
        <kbd key={cap} className="ed-key">
          {cap.length === 1 ? cap.toLowerCase() : cap}
        </kbd>
      ))}
    </span>
  );
}

/** The combination as the browser announces it. */
export function shortcutName(keys: string | null | undefined): string | undefined {
  return keys?.replace("Mod", MAC ? "Meta" : "Control");
}

/** For titles of buttons: "Undo (Ctrl+Z)". */
export function withKeys(title: string, keys: string | undefined): string {
  return keys ? `${title} (${keyCaps(keys, MAC).join("+")})` : title;
}
