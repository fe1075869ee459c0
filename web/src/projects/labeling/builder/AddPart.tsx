import { Button, Popover, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import classes from "./Builder.module.css";
import type { Part } from "./outline";
import { PartIcon } from "./PartIcon";
import { fittingEntries, PALETTE_GROUPS } from "./palette";

interface Props {
  parts: readonly Part[];
  onAdd: (tag: string) => void;
}

/** The palette: only what fits to what is there. */
export function AddPart({ onAdd, parts }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width={440}>
      <Popover.Target>
        <Button
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          aria-expanded={opened}
          onClick={() => setOpened((open) => !open)}
        >
          Add
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.palette}>
        {opened && (
          <Palette
            parts={parts}
            onAdd={(tag) => {
              setOpened(false);
              onAdd(tag);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Palette({ onAdd, parts }: Props) {
  const [search, setSearch] = useState("");
  const entries = useMemo(() => fittingEntries(parts), [parts]);
  const wanted = search.trim().toLowerCase();
  const found = entries.filter(({ hint, tag, title }) =>
    `${title} ${hint} ${tag}`.toLowerCase().includes(wanted),
  );
  const hasObject = parts.some(({ row }) => row?.role === "object");
  // Once there is something to look at, one mostly comes for what is asked about it.
  const [show, ...others] = PALETTE_GROUPS;
  const groups = hasObject ? [...others, show] : PALETTE_GROUPS;
  return (
    <>
      <TextInput
        size="xs"
        data-autofocus
        aria-label="Search what can be added"
        placeholder="Search"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === "Enter" && wanted !== "" && first) onAdd(first.tag);
        }}
      />
      <div className={classes.entries}>
        {groups.map((group) => {
          const own = found.filter((entry) => entry.group === group);
          if (own.length === 0) return null;
          return (
            <section key={group} aria-label={group}>
              <h4>{group}</h4>
              <div className={classes.entryGrid}>
                {own.map(({ hint, tag, title }) => (
                  <button key={tag} type="button" className={classes.entry} onClick={() => onAdd(tag)}>
                    <PartIcon tag={tag} />
                    <span>
                      <b>{title}</b>
                      <small>{hint}</small>
                    </span>
                  </button>
                ))}
              </div>
            </section>
          );
        })}
        {found.length === 0 && <p className={classes.note}>Nothing that fits is called so.</p>}
        {!hasObject && wanted === "" && (
          <p className={classes.note}>Questions and labels come once there is something to show.</p>
        )}
      </div>
    </>
  );
}
