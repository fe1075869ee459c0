import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import type { DataUnit } from "../../api/contract";
import { KINDS, thumbnailOf } from "../../datasets/kinds";
import { useUnitActions } from "../../datasets/queries";
import { Failure } from "../../kit/Notice";
import { counted } from "../../kit/numbers";
import { exactly } from "../../kit/times";
import classes from "./DatasetPage.module.css";

interface Props {
  datasetId: number;
  unit: DataUnit;
  mayChange: boolean;
  onClose: () => void;
}

/** An item of a dataset: what it holds, what it is called, and the way to delete it. */
export function UnitDialog({ datasetId, mayChange, onClose, unit }: Props) {
  const { remove, rename } = useUnitActions(datasetId);
  const [title, setTitle] = useState(unit.title);
  const [asking, setAsking] = useState(false);
  const picture = thumbnailOf(unit);
  return (
    <Modal opened onClose={onClose} title={unit.title || "Item"} size={640}>
      <div className={classes.unit}>
        {picture && <img src={picture} alt="" className={classes.unitPicture} />}
        <p className={classes.hint}>
          {KINDS[unit.kind].one.replace(/^./, (first) => first.toUpperCase())}, added{" "}
          {exactly(unit.created_at)}.{" "}
          {unit.tasks > 0 ? `${counted(unit.tasks, "task")} show it.` : "No task shows it."}
        </p>
        {mayChange && (
          <form
            className={classes.unitName}
            onSubmit={(event) => {
              event.preventDefault();
              rename.mutate({ unit: unit.id, title: title.trim() }, { onSuccess: onClose });
            }}
          >
            <TextInput
              label="Name"
              value={title}
              maxLength={120}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <Button
              type="submit"
              disabled={title.trim() === "" || title === unit.title}
              loading={rename.isPending}
            >
              Rename
            </Button>
          </form>
        )}
        <pre className={classes.json}>{JSON.stringify(unit.data, null, 2)}</pre>
        {(remove.isError || rename.isError) && (
          <Failure what="It was not done." error={remove.error ?? rename.error} />
        )}
        {mayChange && (
          <div className={classes.unitFoot}>
            {asking && (
              <p className={classes.warning} role="status">
                {unit.tasks > 0
                  ? `${counted(unit.tasks, "task")} in projects go with it, with all annotations and reviews on them.`
                  : "The item and its files are deleted for good."}
              </p>
            )}
            <Button
              color="red"
              variant={asking ? "filled" : "default"}
              loading={remove.isPending}
              onClick={() => (asking ? remove.mutate(unit.id, { onSuccess: onClose }) : setAsking(true))}
            >
              {asking ? "Delete for good" : "Delete item"}
            </Button>
          </div>
        )}
      </div>
    </Modal>
  );
}
