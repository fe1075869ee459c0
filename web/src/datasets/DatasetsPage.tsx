import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../access/me";
import { ListPage, Named, opensRow } from "../kit/ListPage";
import { count } from "../kit/numbers";
import { Pager } from "../kit/Pager";
import type { Column } from "../kit/Table";
import tables from "../kit/Table.module.css";
import { day, exactly } from "../kit/times";
import { DatasetDialog } from "./DatasetDialog";
import { kindsInWords } from "./kinds";
import { DATASETS_PER_PAGE, datasetsQuery } from "./queries";

const COLUMNS: readonly Column[] = [
  { title: "Dataset" },
  { title: "Holds", width: "30%" },
  { title: "Items", width: 96, align: "number" },
  { title: "Projects", width: 96, align: "number" },
  { title: "Created", width: 120 },
];

/** The data of the organization: what projects can show, each item stored once. */
export function DatasetsPage() {
  const { page = 1, search = "" } = useSearch({ from: "/app/datasets" });
  const navigate = useNavigate({ from: "/datasets" });
  const mayChange = useMay("datasets.change");
  const [making, setMaking] = useState(false);
  const found = useQuery(datasetsQuery(search, page));
  const goTo = (next: { search?: string; page?: number }) => void navigate({ search: next, replace: true });
  return (
    <>
      <ListPage
        title="Datasets"
        nouns={["dataset", "datasets"]}
        search={search}
        onSearch={(text) => goTo({ search: text || undefined })}
        onClear={() => goTo({})}
        found={found}
        make={
          mayChange && (
            <Button
              size="xs"
              variant="filled"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setMaking(true)}
            >
              New dataset
            </Button>
          )
        }
        empty="Collect data once, and let as many projects show it as you like. What you add later becomes a task in each of them."
        columns={COLUMNS}
        row={(dataset) => (
          <tr key={dataset.id}>
            <td>
              <Named description={dataset.description}>
                <Link to="/datasets/$datasetId" params={{ datasetId: dataset.id }} className={opensRow}>
                  {dataset.title}
                </Link>
              </Named>
            </td>
            <td className={tables.muted}>{kindsInWords(dataset.kinds)}</td>
            <td className={tables.number}>{count(dataset.unit_count)}</td>
            <td className={tables.number}>{count(dataset.project_count)}</td>
            <td className={tables.muted} title={exactly(dataset.created_at)}>
              {day(dataset.created_at, new Date())}
            </td>
          </tr>
        )}
        foot={
          <Pager
            page={page}
            size={DATASETS_PER_PAGE}
            total={found.data?.count ?? 0}
            onPage={(to) => goTo({ search, page: to })}
          />
        }
      />
      {making && (
        <DatasetDialog
          dataset={null}
          onClose={() => setMaking(false)}
          onDone={(made) => void navigate({ to: "/datasets/$datasetId", params: { datasetId: made.id } })}
        />
      )}
    </>
  );
}
