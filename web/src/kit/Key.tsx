import classes from "./Key.module.css";

const SYMBOLS: Record<string, string> = {
  enter: "↵",
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
  esc: "Esc",
  space: "Space",
  shift: "⇧",
};

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** How a key of a combination is written on its cap. */
function capOf(key: string): string {
  const name = key.toLowerCase();
  if (name === "mod") return isApple ? "⌘" : "Ctrl";
  return SYMBOLS[name] ?? (key.length === 1 ? key : key.charAt(0).toUpperCase() + key.slice(1));
}

/** One step of a shortcut; with a modifier its letter is written large, as on the keyboard. */
export function stepText(step: string): string {
  const keys = step.split("+");
  return keys.map((key) => (keys.length > 1 && key.length === 1 ? key.toUpperCase() : capOf(key))).join(" ");
}

/** The caps of a shortcut: "mod+k" is one cap, "g p" (one after the other) are two. */
export function Key({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={`${classes.caps} ${className ?? ""}`} aria-hidden="true">
      {keys.split(" ").map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a shortcut never move
        <kbd key={at} className={classes.cap}>
          {stepText(step)}
        </kbd>
      ))}
    </span>
  );
}
