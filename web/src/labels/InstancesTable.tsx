import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { InstanceRow } from "../api/contract";
import type { TableProps } from "./Bar";
import { instanceColumns } from "./columns";
import { instancesQuery } from "./queries";
import { TableFrame } from "./TableFrame";
import { useAll } from "./usePages";
import { WorkTable } from "./WorkTable";

const idOf = (row: InstanceRow) => row.id;

/** Everything that was labelled, one by one; found by its identifier. */
export function InstancesTable({ onChange, project, search }: TableProps) {
  const found = useInfiniteQuery(instancesQuery(project.id, search));
  const { ids, more, onMore, rows } = useAll(found, idOf);
  const columns = useMemo(() => instanceColumns({ projectId: project.id, opens: true }), [project.id]);
  return (
    <TableFrame
      project={project}
      table="instances"
      search={search}
      onChange={onChange}
      pages={found}
      rows={rows.length}
      noun="instance"
      empty="Nothing is labelled yet. Every object and every answer gets an identifier here, by which it is found again."
    >
      <WorkTable
        label="Instances"
        rows={rows}
        ids={ids}
        columns={columns}
        more={more}
        onMore={onMore}
        nameOf={(row) => row.identifier}
      />
    </TableFrame>
  );
}
