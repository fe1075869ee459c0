import { ActionIcon, Button, Checkbox, Popover, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconColumns3 } from "@tabler/icons-react";
import { useState } from "react";
import type { DataColumn } from "../api/contract";
import classes from "./ColumnsMenu.module.css";
import { NewTabColumns } from "./NewTabColumns";
import { ITEM, shownColumns, withColumnMoved, withColumnToggled } from "./tab";
import type { OpenTab } from "./useTab";

interface Props {
  projectId: number;
  tab: OpenTab;
  /** Whether the person may say which columns new tabs have. */
  manages: boolean;
}

/** Which columns are shown, and in which order. */
export function ColumnsMenu({ projectId, tab, manages }: Props) {
  const { change, columns, data } = tab;
  const [text, setText] = useState("");
  const shown = shownColumns(data, columns);
  const byName = new Map(columns.map((column) => [column.name, column]));
  const wanted = text.trim().toLowerCase();
  const matches = (column: DataColumn) => column.title.toLowerCase().includes(wanted);
  const rest = columns.filter((column) => column.can_show && !shown.includes(column.name) && matches(column));

  return (
    <Popover position="bottom-end" width={300} shadow="md" trapFocus onClose={() => setText("")}>
      <Popover.Target>
        <Button leftSection={<IconColumns3 size={15} aria-hidden />} size="xs">
          Columns <span className={classes.count}>{shown.length}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu}>
        <TextInput
          size="xs"
          placeholder="Find a column"
          aria-label="Find a column"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
        <div className={classes.list}>
          {!wanted && <h3 className={classes.head}>Shown, in this order</h3>}
          {shown.map((name, index) => {
            const column = byName.get(name);
            if (column ? !matches(column) : wanted !== "" && !"item".includes(wanted)) return null;
            const title = column?.title ?? "Item";
            return (
              <div key={name} className={classes.row}>
                <Checkbox
                  size="xs"
                  label={title}
                  checked
                  disabled={name === ITEM}
                  onChange={() => change((now) => withColumnToggled(now, name, columns))}
                />
                <span className={classes.space} />
                <ActionIcon
                  size={24}
                  aria-label={`Move ${title} to the left`}
                  disabled={index === 0}
                  onClick={() => change((now) => withColumnMoved(now, name, index - 1, columns))}
                >
                  <IconArrowUp size={14} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  size={24}
                  aria-label={`Move ${title} to the right`}
                  disabled={index === shown.length - 1}
                  onClick={() => change((now) => withColumnMoved(now, name, index + 1, columns))}
                >
                  <IconArrowDown size={14} aria-hidden />
                </ActionIcon>
              </div>
            );
          })}
          {rest.length > 0 && <h3 className={classes.head}>Not shown</h3>}
          {rest.map((column) => (
            <div key={column.name} className={classes.row} title={column.help}>
              <Checkbox
                size="xs"
                label={column.title}
                checked={false}
                onChange={() => change((now) => withColumnToggled(now, column.name, columns))}
              />
            </div>
          ))}
        </div>
        {manages && <NewTabColumns projectId={projectId} shown={shown} />}
      </Popover.Dropdown>
    </Popover>
  );
}
