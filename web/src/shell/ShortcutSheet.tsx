import { Modal } from "@mantine/core";
import { allCommands, useCommandRegister } from "../kit/commands";
import { Key } from "../kit/Key";
import { byGroup } from "./findCommands";
import classes from "./ShortcutSheet.module.css";
import { useShortcutSheet } from "./shortcutSheetStore";

/** Every key that does something on the page behind it. */
export function ShortcutSheet() {
  const { shown, hide } = useShortcutSheet();
  const sets = useCommandRegister((register) => register.sets);
  const withKeys = allCommands(sets).filter((command) => command.keys);
  return (
    <Modal opened={shown} onClose={hide} title="Keyboard shortcuts" size={640}>
      <div className={classes.groups}>
        {byGroup(withKeys).map(([group, commands]) => (
          <section key={group} className={classes.group}>
            <h3 className={classes.head}>{group}</h3>
            <dl>
              {commands.map((command) => (
                <div key={command.id} className={classes.row}>
                  <dt>{command.label}</dt>
                  <dd>
                    <Key keys={command.keys ?? ""} />
                    <span className="visually-hidden">{command.keys}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
