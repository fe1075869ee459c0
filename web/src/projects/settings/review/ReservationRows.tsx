import { Switch } from "@mantine/core";
import type { Project } from "../../../api/contract";
import { SettingRow } from "../SettingRow";
import { SwitchRow } from "../SwitchRow";
import type { ReviewForm } from "./form";

/** For how long work stays in somebody's hands, and whether it is handed out at all. */
export function ReservationRows({ form, project }: { form: ReviewForm; project: Project }) {
  const oneQueue = project.preset === "manual_qa";
  return (
    <>
      {oneQueue && (
        <SwitchRow
          form={form}
          field="review_settings.task_management"
          title="Hand work out"
          meaning="One queue serves what waits longest, and a task is in one person's hands. Without it everybody opens what they like, nobody can start or assign, and statuses stay as they are until it is on again."
          standard="on"
        />
      )}
      <SettingRow
        title="Reservations expire"
        meaning="What somebody holds for longer than the time under Annotation goes back to the queue. Without it, it stays theirs until they or a manager release it."
        standard={oneQueue ? "off" : "on"}
      >
        <Switch
          aria-label="Reservations expire"
          {...form.getInputProps("review_settings.reservations_expire", { type: "checkbox" })}
        />
      </SettingRow>
    </>
  );
}
