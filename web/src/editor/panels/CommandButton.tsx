import { useStore } from "zustand";
import { keymapStore } from "../../kit/keymap";
import type { Command } from "../core/commands";
import { withKeymap } from "../core/keymap";
import type { Editor } from "../core/store";
import { useEditor } from "../useEditor";
import { Icon } from "./Icon";
import { KeyCaps, shortcutName, withKeys } from "./KeyCaps";

interface Props {
  readonly editor: Editor;
  readonly command: Command;
  /** Shows the key, and the name or this word for it, instead of the icon. */
  readonly named?: boolean | string;
  /** For tools: whether this one is in the hand. */
  readonly pressed?: boolean;
}

/** A button that is a command: its name, icon, key and whether it can run come from the command's row. */
export function CommandButton({ command, editor, named = false, pressed }: Props) {
  const enabled = useEditor(editor, () => command.when(editor));
  const [keys] = withKeymap(command, useStore(keymapStore)).keys;
  return (
    <button
      type="button"
      className={named ? "ed-button" : "ed-button ed-button-icon"}
      title={withKeys(command.title, keys)}
      aria-label={named ? undefined : command.title}
      aria-keyshortcuts={shortcutName(keys)}
      aria-pressed={pressed}
      disabled={!enabled}
      onClick={() => command.run(editor)}
    >
      {command.icon && !named ? <Icon name={command.icon} size={16} /> : null}
      {named === true ? command.title.replace(/ \(.*\)$/, "") : named || null}
      {named && keys ? <KeyCaps keys={keys} /> : null}
    </button>
  );
}
