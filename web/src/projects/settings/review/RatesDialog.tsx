import { Modal, NumberInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { nameOf } from "../../../access/me";
import type { Project, SamplingForecast } from "../../../api/contract";
import { classesOf } from "../../classes";
import { mayIn } from "../../queries";
import { teamQuery } from "../../team";
import { DialogFoot } from "../DialogFoot";
import { SettingRow } from "../SettingRow";
import classes from "../Settings.module.css";
import { partOf } from "./forecast";
import { mayLabel } from "./people";
import { type Drawing, percent, withRate } from "./routing";

interface Props {
  project: Project;
  rates: Pick<Drawing, "classRates" | "annotatorRates">;
  onChange: (name: "classRates" | "annotatorRates", rates: Record<string, number>) => void;
  forecast: SamplingForecast | undefined;
  /** What all rates together come to. */
  summary: ReactNode;
  opened: boolean;
  onClose: () => void;
}

/** A share for each class and for each annotator; empty leaves it to the next rule. Saved with the section. */
export function RatesDialog({ forecast, onChange, onClose, opened, project, rates, summary }: Props) {
  const team = useQuery({ ...teamQuery(project.id), enabled: opened }).data ?? [];
  const isRead = !mayIn(project, "quality.change");
  const { annotatorRates, classRates } = rates;

  function row(name: "classRates" | "annotatorRates", key: string, title: string, expected: string) {
    const rate = rates[name][key];
    return (
      <SettingRow key={key} title={title} meaning={expected}>
        <NumberInput
          aria-label={`Share of ${title}, in percent`}
          placeholder="By the next rule"
          disabled={isRead}
          min={0}
          max={100}
          decimalScale={2}
          clampBehavior="strict"
          suffix=" %"
          value={rate === undefined ? "" : percent(rate)}
          onChange={(typed) =>
            onChange(name, withRate(rates[name], key, typed === "" ? undefined : Number(typed)))
          }
        />
      </SettingRow>
    );
  }

  function ofClass(name: string) {
    const expected = forecast && partOf(forecast.by_class.find((part) => part.class === name));
    return row("classRates", name, name, expected ?? "");
  }

  function ofPerson(id: string, title: string) {
    const expected = forecast && partOf(forecast.by_annotator.find((part) => String(part.annotator) === id));
    return row("annotatorRates", id, title, expected ?? "");
  }

  const names = [...new Set([...classesOf(project), ...Object.keys(classRates)])];
  const annotators = team.filter(
    (member) => mayLabel(member, project) || String(member.id) in annotatorRates,
  );
  const gone = Object.keys(annotatorRates).filter((id) => !team.some((member) => String(member.id) === id));
  return (
    <Modal opened={opened} onClose={onClose} title="Other shares" size="lg">
      {project.review_unit === "instance" && (
        <>
          <h3 className={classes.group}>Classes</h3>
          {names.map(ofClass)}
        </>
      )}
      <h3 className={classes.group}>Annotators</h3>
      {annotators.map((member) => ofPerson(String(member.id), nameOf(member)))}
      {gone.map((id) => ofPerson(id, `Person ${id}, who left`))}
      <DialogFoot onClose={onClose} isRead={isRead}>
        {summary}
      </DialogFoot>
    </Modal>
  );
}
