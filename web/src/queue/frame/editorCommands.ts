/** The editor's commands as rows of the page's command table: one sheet of shortcuts, one palette. */
import { useMemo } from "react";
import { useStore } from "zustand";
import { commandsFor, type Editor, useEditorHotkeys } from "../../editor";
import { type Command, useCommands } from "../../kit/commands";
import { keymapStore } from "../../kit/keymap";
import { tableKeys } from "../../kit/shortcuts";

/** Lets the keyboard reach the editor, and lists what it can do. */
export function EditorKeys({ editor }: { editor: Editor }) {
  useEditorHotkeys(editor);
  const { schema } = editor.state();
  const keymap = useStore(keymapStore);
  const commands = useMemo<Command[]>(
    () =>
      commandsFor(schema, keymap).map((command) => ({
        id: `editor.${command.id}`,
        label: command.title,
        group: command.group,
        keys: tableKeys(command.keys[0] ?? ""),
        handledByPage: true,
        when: () => command.when(editor),
        run: () => command.run(editor),
      })),
    [schema, editor, keymap],
  );
  useCommands("editor", commands);
  return null;
}
