import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { type Command, EDITOR_COMMANDS, keymaps, strokeOf } from "../editor";
import { Key } from "../kit/Key";
import { type Keymap, readKeymap, writeKeymap } from "../kit/keymap";
import { Failure } from "../kit/Notice";
import { canMeet, PAGE_COMMANDS, type PageCommandRow } from "../kit/pageCommands";
import { Section } from "../kit/Section";
import { tableKeys } from "../kit/shortcuts";
import classes from "./KeyboardSection.module.css";
import { meQuery, useMe } from "./me";
import { changeHotkeys } from "./queries";

/** What the person can give another key to: a command of the page, or of the editor. */
type KeyedCommand = Pick<Command, "fixedKeys" | "group" | "id" | "keys" | "title"> &
  Partial<Pick<PageCommandRow, "places">>;

const COMMANDS: readonly KeyedCommand[] = [...PAGE_COMMANDS, ...EDITOR_COMMANDS];

/** The keys of the page and of the editor as this person wants them, in every project. */
export function KeyboardSection() {
  const me = useMe();
  const client = useQueryClient();
  const [sought, setSought] = useState("");
  const keymap = readKeymap(me.custom_hotkeys);
  const saving = useMutation({
    mutationFn: changeHotkeys,
    onSuccess: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  const save = (next: Keymap) => saving.mutate(writeKeymap(me.custom_hotkeys, next));
  const change = (id: string, keys: readonly string[] | null) => {
    const next = new Map(keymap);
    if (keys) next.set(id, keys);
    else next.delete(id);
    save(next);
  };
  const commands = COMMANDS.map((command) => keymaps.applied(command, keymap));
  const wanted = sought.trim().toLowerCase();
  const found = commands.filter(({ title }) => title.toLowerCase().includes(wanted));
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <Section
      title="Keyboard"
      note="Keys that a project gives to its labels go first."
      action={
        keymap.size > 0 && (
          <Button size="xs" onClick={() => save(new Map())} disabled={saving.isPending}>
            Reset all keys
          </Button>
        )
      }
    >
      <TextInput
        type="search"
        className={classes.search}
        aria-label="Find a command"
        placeholder="Find a command"
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
      />
      {saving.isError && <Failure what="Your keys were not saved." error={saving.error} />}
      {found.length === 0 && <p className={classes.nothing}>No command is called that.</p>}
      {groups.map((group) => {
        const members = found.filter((command) => command.group === group);
        const changed = members.filter(({ id }) => keymap.has(id)).length;
        return (
          <details key={group} className={classes.group} open={wanted !== "" || changed > 0 || undefined}>
            <summary>
              {group} <span className={classes.count}>{members.length}</span>
              {changed > 0 && <span className={classes.count}>{changed} changed</span>}
            </summary>
            <ul className={classes.list}>
              {members.map((command) => (
                <KeyRow
                  key={command.id}
                  command={command}
                  commands={commands}
                  isChanged={keymap.has(command.id)}
                  disabled={saving.isPending}
                  onChange={(keys) => change(command.id, keys)}
                />
              ))}
            </ul>
          </details>
        );
      })}
    </Section>
  );
}

interface RowProps {
  command: KeyedCommand;
  commands: readonly KeyedCommand[];
  isChanged: boolean;
  disabled: boolean;
  /** Other keys, none at all (empty), or null for those that it comes with. */
  onChange: (keys: readonly string[] | null) => void;
}

function KeyRow({ command, commands, disabled, isChanged, onChange }: RowProps) {
  const [records, setRecords] = useState(false);
  const { fixedKeys, keys, title } = command;

  function record(event: KeyboardEvent): void {
    if (!records) return;
    event.stopPropagation();
    const stroke = strokeOf(event.nativeEvent);
    const combination = keymaps.combinationOf(stroke);
    // Tab leaves, as everywhere: nobody is caught in the recording.
    if (event.key !== "Tab") event.preventDefault();
    if (combination === null) return;
    setRecords(false);
    if (!["Tab", "Escape"].includes(event.key)) onChange([combination]);
  }

  const also = isChanged ? usersOf(command, commands) : [];
  return (
    <li className={classes.row}>
      <span className={classes.title}>
        {title}
        {also.length > 0 && <span className={classes.conflict}>Also the key of: {also.join(", ")}.</span>}
      </span>
      <span className={classes.keys}>
        {keys.length === 0 ? <span className={classes.none}>no key</span> : null}
        {(fixedKeys ? keys.slice(0, 4) : keys).map((each) => (
          <Key key={each} keys={tableKeys(each)} />
        ))}
        <span className="visually-hidden">{keys.join(", ")}</span>
      </span>
      <span className={classes.buttons}>
        {fixedKeys ? (
          <span className={classes.none}>cannot be changed</span>
        ) : (
          <>
            <Button
              size="compact-xs"
              aria-label={records ? `Press the new key of ${title}` : `Change the key of ${title}`}
              variant={records ? "filled" : "default"}
              disabled={disabled}
              onClick={() => setRecords(!records)}
              onBlur={() => setRecords(false)}
              onKeyDown={record}
            >
              {records ? "Press the keys" : "Change"}
            </Button>
            {isChanged ? (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`Reset the key of ${title}`}
                disabled={disabled}
                onClick={() => onChange(null)}
              >
                Reset
              </Button>
            ) : (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`No key for ${title}`}
                disabled={disabled || keys.length === 0}
                onClick={() => onChange([])}
              >
                No key
              </Button>
            )}
          </>
        )}
      </span>
    </li>
  );
}

/** What else happens by the keys of a command, where both can be reached. */
function usersOf(command: KeyedCommand, commands: readonly KeyedCommand[]): readonly string[] {
  const sharers = keymaps.sharersOf(command, commands).filter((other) => canMeet(command, other));
  return [...new Set(sharers.map(({ title }) => title))];
}
