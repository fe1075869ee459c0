import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { reasonOf } from "../kit/Notice";
import { notify } from "../kit/notify";
import { useChangeProject, useProject } from "../projects/queries";
import classes from "./ColumnsMenu.module.css";
import { type ColumnDefaults, hasDefaults, WHOSE, type Whose, withDefaults } from "./columnDefaults";

/** For managers: the columns of this tab become those of tabs that have not chosen their own. */
export function NewTabColumns({ projectId, shown }: { projectId: number; shown: readonly string[] }) {
  const stored = useProject(projectId).dm_column_defaults as ColumnDefaults;
  const change = useChangeProject(projectId);
  const [whose, setWhose] = useState<Whose>("everybody");
  function save(next: ColumnDefaults | null, title: string) {
    change.mutate(
      // Null takes the columns of all roles back.
      { dm_column_defaults: next as Record<string, unknown> },
      {
        onSuccess: () => void notify({ message: title }),
        onError: (error) =>
          void notify({ color: "red", title: "The columns were not saved.", message: reasonOf(error) }),
      },
    );
  }
  return (
    <div className={classes.defaults}>
      <h3 className={classes.head}>Use these columns for new tabs</h3>
      <div className={classes.row}>
        <NativeSelect
          size="xs"
          aria-label="Whose new tabs"
          data={[...WHOSE]}
          value={whose}
          onChange={(event) => setWhose(event.currentTarget.value as Whose)}
        />
        <span className={classes.space} />
        {hasDefaults(stored) && (
          <Button
            size="xs"
            variant="subtle"
            disabled={change.isPending}
            onClick={() => save(null, "New tabs have the usual columns again.")}
          >
            Reset
          </Button>
        )}
        <Button
          size="xs"
          loading={change.isPending}
          onClick={() => save(withDefaults(stored, shown, whose), `New tabs of ${whose} have these columns.`)}
        >
          Use
        </Button>
      </div>
    </div>
  );
}
