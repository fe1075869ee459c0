import { Button, type ButtonProps } from "@mantine/core";
import type { Command } from "../../kit/commands";
import { Key } from "../../kit/Key";
import classes from "./frame.module.css";

interface Props extends Pick<ButtonProps, "variant" | "color" | "size" | "disabled"> {
  command: Command;
  /** Another word for the moment, such as "Submitting". */
  label?: string;
  /** Why it cannot be pressed now. */
  title?: string;
  /** Keeps its key cap where room is short. */
  keyAlways?: boolean;
  pressed?: boolean;
  /** Only its icon where room is short. */
  shrinks?: boolean;
  /** The main decision of a screen: as wide as on every other screen. */
  wide?: boolean;
}

/** A command as a button: name, icon, key and deed come from its row. */
export function ActionButton({ command, keyAlways, label, pressed, shrinks, title, wide, ...look }: Props) {
  const Icon = command.icon;
  return (
    <Button
      {...look}
      title={title ?? (shrinks ? (label ?? command.label) : undefined)}
      aria-label={shrinks ? (label ?? command.label) : undefined}
      aria-pressed={pressed}
      aria-keyshortcuts={ariaKeys(command.keys)}
      className={classNames(wide, shrinks)}
      onClick={command.run}
      leftSection={Icon && <Icon size={16} aria-hidden />}
      rightSection={
        command.keys &&
        look.size !== "xs" && (
          <Key keys={command.keys} className={keyAlways ? classes.keyAlways : classes.keyWide} />
        )
      }
    >
      {shrinks ? <span className={classes.word}>{label ?? command.label}</span> : (label ?? command.label)}
    </Button>
  );
}

function classNames(wide = false, shrinks = false): string {
  return [classes.action, wide && classes.primary, shrinks && classes.shrinks].filter(Boolean).join(" ");
}

/** A combination as browsers announce it: "Control+Enter". */
function ariaKeys(keys: string | undefined): string | undefined {
  return keys
    ?.replace(/\bmod\b/g, "Control")
    .replace(/\bshift\b/g, "Shift")
    .replace(/\benter\b/g, "Enter")
    .replace(/\bspace\b/g, "Space");
}
