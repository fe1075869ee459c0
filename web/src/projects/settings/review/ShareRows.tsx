import { NumberInput, Slider } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import type { Project } from "../../../api/contract";
import { reasonOf } from "../../../kit/Notice";
import { mayIn } from "../../queries";
import { OpenButton } from "../OpenButton";
import { SettingRow } from "../SettingRow";
import { sentenceOf } from "./forecast";
import { useForecast } from "./queries";
import { RatesDialog } from "./RatesDialog";
import classes from "./Rows.module.css";
import type { Drawing } from "./routing";
import { summaryOf } from "./summary";

interface Props {
  form: UseFormReturnType<Drawing>;
  project: Project;
}

/** One share of all, those of classes and annotators, and what they would have made of the last work. */
export function ShareRows({ form, project }: Props) {
  const [open, setOpen] = useState(false);
  const { values } = form;
  const single = project.review_unit === "instance";
  const isRead = !mayIn(project, "quality.change");
  const forecast = useForecast(project.id, values);
  const summary = (
    <p
      className={classes.forecast}
      role="status"
      aria-label="What these rates would have made of the last work"
    >
      {forecast.isError
        ? reasonOf(forecast.error)
        : forecast.data
          ? sentenceOf(forecast.data, single ? "instance" : "annotation")
          : " "}
    </p>
  );
  const setShare = (share: number) => form.setFieldValue("share", share);
  return (
    <>
      <SettingRow
        title="Share that is reviewed"
        meaning={
          single
            ? "How many of the submitted instances are drawn for review, each by itself. The rest counts as done without one."
            : "How many of the tasks are drawn for review, at random, all annotations of a task together."
        }
        standard="100 %"
      >
        <div className={classes.share}>
          <Slider
            className={classes.slider}
            thumbLabel="Share that is reviewed"
            label={null}
            min={0}
            max={100}
            disabled={isRead}
            value={values.share}
            onChange={setShare}
          />
          <NumberInput
            className={classes.percent}
            aria-label="Share that is reviewed, in percent"
            min={0}
            max={100}
            clampBehavior="strict"
            decimalScale={2}
            suffix=" %"
            value={values.share}
            onChange={(typed) => setShare(Number(typed))}
          />
        </div>
      </SettingRow>
      <SettingRow
        title="Other shares"
        meaning={
          single
            ? "A share of its own for a class or for an annotator. The class decides first, then the annotator, then the share of the project."
            : "A share of their own for the work of some annotators, instead of that of the project."
        }
        standard="none"
      >
        <div className={classes.configure}>
          <OpenButton isRead={isRead} onClick={() => setOpen(true)}>
            {isRead ? "Show" : "Configure"}
          </OpenButton>
          <span>
            {summaryOf(Object.keys(values.classRates).length, Object.keys(values.annotatorRates).length)}
          </span>
        </div>
      </SettingRow>
      {summary}
      <RatesDialog
        project={project}
        rates={values}
        onChange={(name, rates) => form.setFieldValue(name, rates)}
        forecast={forecast.data}
        summary={summary}
        opened={open}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
