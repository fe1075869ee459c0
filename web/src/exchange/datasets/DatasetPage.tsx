import { Button, Menu, Select } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useMay } from "../../access/me";
import type { DatasetImport, DataUnit, OneDataset, UnitKind } from "../../api/contract";
import { DatasetDialog } from "../../datasets/DatasetDialog";
import { KINDS, kindsIn, kindsInWords } from "../../datasets/kinds";
import { datasetQuery, UNITS_PER_PAGE, unitsQuery, useDatasetActions } from "../../datasets/queries";
import { Confirm } from "../../kit/Confirm";
import { MoreMenu } from "../../kit/MoreMenu";
import { Empty } from "../../kit/Notice";
import { NotLoaded } from "../../kit/NotLoaded";
import { counted } from "../../kit/numbers";
import { Pager } from "../../kit/Pager";
import { PageTop } from "../../kit/PageTop";
import { SearchField } from "../../kit/SearchField";
import { BoneRows } from "../../kit/Waiting";
import classes from "./DatasetPage.module.css";
import { FillPanel } from "./FillPanel";
import { UnitDialog } from "./UnitDialog";
import { UnitGrid } from "./UnitGrid";

/** A dataset: its items, the way to add more, and the projects that show it. */
export function DatasetPage() {
  const { datasetId } = useParams({ from: "/app/datasets/$datasetId" });
  const dataset = useQuery(datasetQuery(datasetId));
  const found = dataset.data;
  return (
    <>
      <PageTop
        crumbs={[
          <Link key="datasets" to="/datasets">
            Datasets
          </Link>,
        ]}
        title={found?.title ?? "Dataset"}
      />
      {dataset.isPending && <BoneRows rows={6} />}
      <NotLoaded of={dataset} what="The dataset could not be opened." className={classes.notice} />
      {found && <Opened key={found.id} dataset={found} />}
    </>
  );
}

function Opened({ dataset }: { dataset: OneDataset }) {
  const mayChange = useMay("datasets.change");
  const client = useQueryClient();
  const [adding, setAdding] = useState(dataset.unit_count === 0);
  const [said, setSaid] = useState<string | null>(null);
  const done = useCallback(
    (run: DatasetImport) => {
      setAdding(false);
      setSaid(wordsOf(run));
      void client.invalidateQueries({ queryKey: ["datasets"] });
      void client.invalidateQueries({ queryKey: ["projects"] });
      for (const { project } of dataset.projects) {
        void client.invalidateQueries({ queryKey: ["project", project] });
      }
    },
    [client, dataset.projects],
  );
  return (
    <div className={classes.page}>
      <div className={classes.main}>
        {mayChange && adding && (
          <section className={classes.adding} aria-label="Add data">
            <div className={classes.addingHead}>
              <h2 className={classes.heading}>Add data</h2>
              {dataset.unit_count > 0 && (
                <Button size="xs" variant="subtle" onClick={() => setAdding(false)}>
                  Close
                </Button>
              )}
            </div>
            {dataset.projects.length > 0 && (
              <p className={classes.hint}>
                Each new item becomes a task in {counted(dataset.projects.length, "project")}.
              </p>
            )}
            <FillPanel datasetId={dataset.id} onDone={done} />
          </section>
        )}
        {said && (
          <p className={classes.said} role="status">
            {said}
          </p>
        )}
        {dataset.unit_count > 0 && (
          <Items
            dataset={dataset}
            mayChange={mayChange}
            onAdd={
              mayChange && !adding
                ? () => {
                    setSaid(null);
                    setAdding(true);
                  }
                : null
            }
          />
        )}
        {dataset.unit_count === 0 && !mayChange && <Empty>This dataset is empty.</Empty>}
      </div>
      <About dataset={dataset} mayChange={mayChange} />
    </div>
  );
}

function wordsOf(run: DatasetImport): string {
  const added = `${counted(run.unit_count, "item")} added.`;
  return run.task_count > 0 ? `${added} ${counted(run.task_count, "task")} made in projects.` : added;
}

interface ItemsProps {
  dataset: OneDataset;
  mayChange: boolean;
  onAdd: (() => void) | null;
}

function Items({ dataset, mayChange, onAdd }: ItemsProps) {
  const [search, setSearch] = useState("");
  const [kind, setKind] = useState<UnitKind | null>(null);
  const [page, setPage] = useState(1);
  const [opened, setOpened] = useState<DataUnit | null>(null);
  const units = useQuery(unitsQuery(dataset.id, { search, kind, page }));
  const rows = units.data?.results ?? [];
  const total = units.data?.count ?? 0;
  const kinds = kindsIn(dataset.kinds);
  return (
    <>
      <div className={classes.bar}>
        <SearchField
          value={search}
          onChange={(text) => {
            setSearch(text);
            setPage(1);
          }}
          placeholder="Search by name"
          label="Search items by name"
          width={240}
        />
        {kinds.length > 1 && (
          <Select
            size="xs"
            aria-label="Kind of items"
            placeholder="All kinds"
            clearable
            w={180}
            data={kinds.map((value) => ({ value, label: KINDS[value].many }))}
            value={kind}
            onChange={(value) => {
              setKind(kinds.find((known) => known === value) ?? null);
              setPage(1);
            }}
          />
        )}
        <span className={classes.hint}>{units.data && counted(total, "item")}</span>
        <span className={classes.space} />
        {onAdd && (
          <Button size="xs" variant="filled" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
            Add data
          </Button>
        )}
      </div>
      <NotLoaded of={units} what="The items could not be loaded." />
      {units.isPending && <BoneRows rows={4} height={120} />}
      {units.data && rows.length === 0 && <Empty>No item is called so.</Empty>}
      <UnitGrid units={rows} onOpen={setOpened} />
      <Pager page={page} size={UNITS_PER_PAGE} total={total} onPage={setPage} />
      {opened && (
        <UnitDialog
          datasetId={dataset.id}
          unit={opened}
          mayChange={mayChange}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

function About({ dataset, mayChange }: { dataset: OneDataset; mayChange: boolean }) {
  const navigate = useNavigate();
  const { remove } = useDatasetActions();
  const [renaming, setRenaming] = useState(false);
  const [deleting, setDeleting] = useState(false);
  return (
    <aside className={classes.about} aria-label="About this dataset">
      <div className={classes.aboutHead}>
        <h2 className={classes.heading}>About</h2>
        {mayChange && (
          <MoreMenu label="More for this dataset">
            <Menu.Item onClick={() => setRenaming(true)}>Name and description</Menu.Item>
            <Menu.Item color="red" onClick={() => setDeleting(true)}>
              Delete dataset
            </Menu.Item>
          </MoreMenu>
        )}
      </div>
      {dataset.description && <p>{dataset.description}</p>}
      <p className={classes.hint}>{kindsInWords(dataset.kinds)}</p>
      <h3 className={classes.small}>Attached to</h3>
      {dataset.projects.length === 0 && (
        <p className={classes.hint}>
          No project yet. Attach it in the settings of a project, or when you make one.
        </p>
      )}
      <ul className={classes.places}>
        {dataset.projects.map((place) => (
          <li key={place.project}>
            {place.title === null ? (
              <span className={classes.hint}>A project that you do not see</span>
            ) : (
              <Link
                to="/projects/$projectId/settings"
                params={{ projectId: place.project }}
                search={{ section: "datasets" }}
              >
                {place.title}
              </Link>
            )}
            <span className={classes.hint}>{counted(place.tasks, "task")}</span>
          </li>
        ))}
      </ul>
      {renaming && (
        <DatasetDialog
          dataset={dataset}
          onClose={() => setRenaming(false)}
          onDone={() => setRenaming(false)}
        />
      )}
      <Confirm
        opened={deleting}
        onClose={() => {
          setDeleting(false);
          remove.reset();
        }}
        title={`Delete ${dataset.title}?`}
        action="Delete dataset"
        typed={dataset.unit_count > 0 ? dataset.title : undefined}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(dataset.id, { onSuccess: () => void navigate({ to: "/datasets" }) })}
      >
        {dataset.projects.length > 0
          ? "It is attached to projects: detach it there first."
          : `${counted(dataset.unit_count, "item")} and their files are deleted for good.`}
      </Confirm>
    </aside>
  );
}
