import { Button, Modal, NumberInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { nameOf } from "../../../access/me";
import type { Project } from "../../../api/contract";
import { membersQuery } from "../../queries";
import { SettingRow } from "../SettingRow";
import classes from "../Settings.module.css";
import { classesOf } from "./classes";
import type { ReviewForm } from "./form";

interface Props {
  form: ReviewForm;
  project: Project;
  opened: boolean;
  onClose: () => void;
}

/** A share for each class and for each annotator; empty leaves it to the next rule. Saved with the section. */
export function RatesDialog({ form, project, opened, onClose }: Props) {
  const members = useQuery({ ...membersQuery(project.id), enabled: opened }).data?.results ?? [];
  const { class_sampling_rates: byClass, annotator_sampling_rates: byAnnotator } =
    form.values.review_settings;

  function set(
    name: "class_sampling_rates" | "annotator_sampling_rates",
    key: string,
    percent: number | string,
  ) {
    const { [key]: _, ...others } = form.values.review_settings[name];
    form.setFieldValue(
      `review_settings.${name}`,
      percent === "" ? others : { ...others, [key]: Number(percent) / 100 },
    );
  }

  function row(name: "class_sampling_rates" | "annotator_sampling_rates", key: string, title: string) {
    const rate = form.values.review_settings[name][key];
    return (
      <SettingRow key={key} title={title} meaning="">
        <NumberInput
          aria-label={`Share of ${title}, in percent`}
          placeholder="By the next rule"
          min={0}
          max={100}
          decimalScale={2}
          clampBehavior="strict"
          suffix=" %"
          value={rate === undefined ? "" : Math.round(rate * 10000) / 100}
          onChange={(percent) => set(name, key, percent)}
        />
      </SettingRow>
    );
  }

  const names = [...new Set([...classesOf(project), ...Object.keys(byClass)])];
  const gone = Object.keys(byAnnotator).filter((id) => !members.some((member) => String(member.id) === id));
  return (
    <Modal opened={opened} onClose={onClose} title="Other shares" size="lg">
      {project.review_unit === "instance" && (
        <>
          <h3 className={classes.group}>Classes</h3>
          {names.map((name) => row("class_sampling_rates", name, name))}
        </>
      )}
      <h3 className={classes.group}>Annotators</h3>
      {members.map((member) => row("annotator_sampling_rates", String(member.id), nameOf(member)))}
      {gone.map((id) => row("annotator_sampling_rates", id, `Person ${id}, who left`))}
      <div className={classes.bar}>
        <Button variant="filled" onClick={onClose}>
          Done
        </Button>
      </div>
    </Modal>
  );
}
