import { Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Empty } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import { counted } from "../kit/numbers";
import { SearchField } from "../kit/SearchField";
import { BoneRows } from "../kit/Waiting";
import classes from "./Datasets.module.css";
import { kindsInWords } from "./kinds";
import { offeredDatasetsQuery } from "./queries";

interface Props {
  projectId: number;
  chosen: readonly number[];
  onChange: (chosen: number[]) => void;
}

/** Chooses datasets of the organization for a project, any number of them. */
export function DatasetPicker({ chosen, onChange, projectId }: Props) {
  const [search, setSearch] = useState("");
  const found = useQuery(offeredDatasetsQuery(projectId, search));
  const rows = found.data?.results ?? [];
  const total = found.data?.count ?? 0;
  return (
    <div className={classes.picker}>
      <SearchField
        value={search}
        onChange={setSearch}
        placeholder="Search by name"
        label="Search datasets by name"
        width="100%"
      />
      <div className={classes.pickerList}>
        <NotLoaded of={found} what="The datasets could not be loaded." />
        {found.isPending && <BoneRows rows={4} height={48} />}
        {found.data && rows.length === 0 && (
          <Empty>{search ? `No dataset is called “${search}”.` : "There is no dataset yet."}</Empty>
        )}
        {rows.map((dataset) => (
          <Checkbox
            key={dataset.id}
            className={classes.pick}
            label={dataset.title}
            description={dataset.is_attached ? "Attached already" : kindsInWords(dataset.kinds)}
            checked={dataset.is_attached || chosen.includes(dataset.id)}
            disabled={dataset.is_attached}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? [...chosen, dataset.id]
                  : chosen.filter((id) => id !== dataset.id),
              )
            }
          />
        ))}
      </div>
      {total > rows.length && (
        <p className={classes.hint}>
          {counted(total - rows.length, "more dataset")}; search to find the one you mean.
        </p>
      )}
    </div>
  );
}
