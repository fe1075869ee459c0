import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../access/me";
import { Empty } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import { count, counted } from "../kit/numbers";
import { PageTop } from "../kit/PageTop";
import { SearchField } from "../kit/SearchField";
import tables from "../kit/Table.module.css";
import { day, exactly } from "../kit/times";
import { BoneRows } from "../kit/Waiting";
import { DatasetDialog } from "./DatasetDialog";
import classes from "./Datasets.module.css";
import { kindsInWords } from "./kinds";
import { DATASETS_PER_PAGE, datasetsQuery } from "./queries";

/** The data of the organization: what projects can show, each item stored once. */
export function DatasetsPage() {
  const { page = 1, search = "" } = useSearch({ from: "/app/datasets" });
  const navigate = useNavigate({ from: "/datasets" });
  const mayChange = useMay("datasets.change");
  const [making, setMaking] = useState(false);
  const datasets = useQuery(datasetsQuery(search, page));
  const rows = datasets.data?.results ?? [];
  const total = datasets.data?.count ?? 0;
  const goTo = (next: { search?: string; page?: number }) => navigate({ search: next, replace: true });
  const make = (
    <Button
      size="xs"
      variant="filled"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => setMaking(true)}
    >
      New dataset
    </Button>
  );
  return (
    <>
      <PageTop title="Datasets">{mayChange && make}</PageTop>
      <div className={classes.bar}>
        <SearchField
          value={search}
          onChange={(text) => void goTo({ search: text || undefined })}
          placeholder="Search by name"
          label="Search datasets by name"
          width={280}
        />
        <span className={tables.muted}>{datasets.data && total > 0 && counted(total, "dataset")}</span>
      </div>
      <div className={classes.body}>
        <NotLoaded of={datasets} what="The datasets could not be loaded." className={classes.notice} />
        {datasets.isPending && <BoneRows rows={8} height={56} />}
        {datasets.data && rows.length === 0 && (
          <Empty action={search ? <Button onClick={() => void goTo({})}>Clear search</Button> : make}>
            {search
              ? `No dataset is called “${search}”.`
              : "Collect data once, and let as many projects show it as you like. What you add later becomes a task in each of them."}
          </Empty>
        )}
        {rows.length > 0 && (
          <table className={`${tables.table} ${classes.table}`}>
            <colgroup>
              <col />
              <col className={classes.kindsColumn} />
              <col className={classes.numberColumn} />
              <col className={classes.numberColumn} />
              <col className={classes.dayColumn} />
            </colgroup>
            <thead>
              <tr>
                <th>Dataset</th>
                <th>Holds</th>
                <th className={tables.number}>Items</th>
                <th className={tables.number}>Projects</th>
                <th>Created</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((dataset) => (
                <tr key={dataset.id}>
                  <td>
                    <div className={classes.words}>
                      <Link
                        to="/datasets/$datasetId"
                        params={{ datasetId: dataset.id }}
                        className={classes.link}
                      >
                        {dataset.title}
                      </Link>
                      {dataset.description && (
                        <span className={classes.description} title={dataset.description}>
                          {dataset.description}
                        </span>
                      )}
                    </div>
                  </td>
                  <td className={tables.muted}>{kindsInWords(dataset.kinds)}</td>
                  <td className={tables.number}>{count(dataset.unit_count)}</td>
                  <td className={tables.number}>{count(dataset.project_count)}</td>
                  <td className={tables.muted} title={exactly(dataset.created_at)}>
                    {day(dataset.created_at, new Date())}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {total > DATASETS_PER_PAGE && (
          <div className={classes.foot}>
            <Button size="xs" disabled={page === 1} onClick={() => void goTo({ search, page: page - 1 })}>
              Previous
            </Button>
            Page {page} of {Math.ceil(total / DATASETS_PER_PAGE)}
            <Button
              size="xs"
              disabled={page * DATASETS_PER_PAGE >= total}
              onClick={() => void goTo({ search, page: page + 1 })}
            >
              Next
            </Button>
          </div>
        )}
      </div>
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
