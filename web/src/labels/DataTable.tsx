import { Menu } from "@mantine/core";
import { IconCode, IconHistory } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { DataRow } from "../api/contract";
import { MoreMenu } from "../kit/MoreMenu";
import { mayIn } from "../projects/queries";
import { ViewButton } from "./ActivityTable";
import type { TableProps } from "./Bar";
import { BringData } from "./BringData";
import { dataColumns } from "./columns";
import classes from "./Labels.module.css";
import { LogPanel } from "./Panels";
import { dataQuery } from "./queries";
import { SnippetPanel } from "./SnippetPanel";
import { TableFrame } from "./TableFrame";
import { useAll } from "./usePages";
import { WorkTable } from "./WorkTable";

const taskOf = (row: DataRow) => row.task;

/** All items of the project, whatever becomes of them. */
export function DataTable({ onChange, project, search }: TableProps) {
  const found = useInfiniteQuery(dataQuery(project.id, search));
  const { ids, more, onMore, rows } = useAll(found, taskOf);
  const [shown, setShown] = useState<{ what: "log" | "snippet"; row: DataRow }>();
  const columns = useMemo(() => dataColumns({ projectId: project.id, opens: true }), [project.id]);
  const opened = ({ file, task }: DataRow) => ({ file, task, onClose: () => setShown(undefined) });
  return (
    <TableFrame
      project={project}
      table="data"
      search={search}
      onChange={onChange}
      pages={found}
      rows={rows.length}
      noun="item"
      empty="No data yet. Each item of a dataset, and each file that is imported, becomes a task."
      emptyAction={<BringData project={project} />}
    >
      <WorkTable
        label="Data"
        rows={rows}
        ids={ids}
        columns={columns}
        more={more}
        onMore={onMore}
        nameOf={(row) => row.file}
        actionsWidth={104}
        actions={(row) => (
          <span className={classes.actions}>
            <ViewButton project={project} row={row} />
            <MoreMenu label={`More about ${row.file}`} width={200} small>
              <Menu.Item
                leftSection={<IconCode size={14} aria-hidden />}
                onClick={() => setShown({ what: "snippet", row })}
              >
                SDK snippet
              </Menu.Item>
              {mayIn(project, "data.view") && (
                <Menu.Item
                  leftSection={<IconHistory size={14} aria-hidden />}
                  onClick={() => setShown({ what: "log", row })}
                >
                  Activity log
                </Menu.Item>
              )}
            </MoreMenu>
          </span>
        )}
      />
      {shown?.what === "log" && <LogPanel {...opened(shown.row)} />}
      {shown?.what === "snippet" && <SnippetPanel project={project.id} {...opened(shown.row)} />}
    </TableFrame>
  );
}
