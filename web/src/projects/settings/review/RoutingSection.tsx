import { Button, NumberInput, SegmentedControl, Select } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Dimension, Project, RoutingRule } from "../../../api/contract";
import { Failure } from "../../../kit/Notice";
import { SavedMark } from "../../../kit/SavedMark";
import { UnsavedGuard } from "../../../kit/UnsavedGuard";
import { BoneRows } from "../../../kit/Waiting";
import { dimensionsQuery } from "../agreement/queries";
import { SettingRow } from "../SettingRow";
import classes from "../Settings.module.css";
import { routingQuery, useChangeRouting } from "./queries";
import { type Drawing, inWords, type Routing, routingOf, STANDARD } from "./routing";
import { ShareRows } from "./ShareRows";

const WAYS = [
  { value: "share", label: "One share of all" },
  { value: "agreement", label: "By agreement" },
];
const WHOLE = "whole";

/** Which tasks are reviewed at all. */
export function RoutingSection({ project }: { project: Project }) {
  const rules = useQuery(routingQuery(project.id));
  const dimensions = useQuery({
    ...dimensionsQuery(project.id),
    enabled: project.review_unit === "annotation",
  });
  const [replaced, setReplaced] = useState(false);
  if (rules.isError) return <Failure what="The rules could not be loaded." error={rules.error} />;
  if (!rules.data) return <BoneRows rows={3} />;
  const found = routingOf(rules.data, project.review_settings.sampling_rate);
  const known = dimensions.data ?? [];
  if (found === null && !replaced) {
    return <OwnRules rules={rules.data} dimensions={known} onReplace={() => setReplaced(true)} />;
  }
  const { annotator_sampling_rates: annotatorRates, class_sampling_rates: classRates } =
    project.review_settings;
  const start = { ...(found ?? STANDARD), annotatorRates, classRates };
  return <RoutingForm project={project} start={start} dimensions={known} />;
}

interface FormProps {
  project: Project;
  start: Drawing;
  dimensions: readonly Dimension[];
}

function RoutingForm({ dimensions, project, start }: FormProps) {
  const changing = useChangeRouting(project.id);
  const [savedAt, setSavedAt] = useState<number>();
  const form = useForm<Drawing>({ initialValues: start });
  const { values } = form;
  const single = project.review_unit === "instance";

  function save() {
    const sent = form.getValues();
    changing.mutate(sent, {
      onSuccess: () => {
        form.setInitialValues(sent);
        form.resetDirty(sent);
        setSavedAt(Date.now());
      },
    });
  }

  function share(name: "threshold" | "below" | "above" | "unknown", label: string) {
    return (
      <NumberInput
        aria-label={label}
        min={0}
        max={100}
        clampBehavior="strict"
        decimalScale={2}
        suffix=" %"
        value={values[name]}
        onChange={(percent) => form.setFieldValue(name, Number(percent))}
      />
    );
  }

  return (
    <form
      className={classes.section}
      aria-label="What is reviewed"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <UnsavedGuard dirty={form.isDirty()} what="What you changed here goes back to what it was." />
      <h2 className={classes.heading}>What is reviewed</h2>
      <div className={classes.rows}>
        {!single && (
          <SettingRow
            title="How tasks are chosen"
            meaning="Each task is drawn once, all its annotations together. What is not drawn is done without a review, and does not count as reviewed."
            standard="one share of all"
          >
            <SegmentedControl
              aria-label="How tasks are chosen"
              data={WAYS}
              value={values.by}
              onChange={(by) => form.setFieldValue("by", by as Routing["by"])}
            />
          </SettingRow>
        )}
        {values.by === "share" || single ? (
          <ShareRows form={form} project={project} />
        ) : (
          <>
            <SettingRow
              title="Agreement of"
              meaning="The whole task, or the answers to one control. A task waits with the decision until its agreement is computed, which takes seconds."
              standard="the whole task"
            >
              <Select
                aria-label="Agreement of"
                allowDeselect={false}
                data={[
                  { value: WHOLE, label: "The whole task" },
                  ...dimensions
                    .filter((dimension) => dimension.is_active)
                    .map(({ id, name }) => ({ value: String(id), label: name })),
                ]}
                value={values.dimension === null ? WHOLE : String(values.dimension)}
                onChange={(id) => form.setFieldValue("dimension", id === WHOLE ? null : Number(id))}
              />
            </SettingRow>
            <SettingRow
              title="Threshold"
              meaning="What counts as low agreement: everything below this."
              standard="50 %"
            >
              {share("threshold", "Threshold of the agreement, in percent")}
            </SettingRow>
            <SettingRow
              title="Reviewed below it"
              meaning="The share of tasks with low agreement that is reviewed."
            >
              {share("below", "Share reviewed below the threshold, in percent")}
            </SettingRow>
            <SettingRow title="Reviewed from it on" meaning="The share of the others that is reviewed.">
              {share("above", "Share reviewed from the threshold on, in percent")}
            </SettingRow>
            <SettingRow
              title="Without an agreement"
              meaning="The share of tasks that only one person did, so that there is nothing to compare."
              standard="100 %"
            >
              {share("unknown", "Share reviewed without an agreement, in percent")}
            </SettingRow>
          </>
        )}
      </div>
      {changing.isError && (
        <Failure
          what="The rules were not saved."
          kept="Your changes are still here."
          error={changing.error}
        />
      )}
      <div className={classes.bar}>
        <Button type="submit" variant="filled" disabled={!form.isDirty()} loading={changing.isPending}>
          Save
        </Button>
        {form.isDirty() && (
          <Button variant="subtle" onClick={() => form.reset()}>
            Undo changes
          </Button>
        )}
        <SavedMark at={form.isDirty() ? undefined : savedAt} />
        {form.isDirty() && (
          <span className={classes.effect}>
            Holds for tasks that become ready for review from now on. What was decided stays.
          </span>
        )}
      </div>
    </form>
  );
}

interface OwnProps {
  rules: readonly RoutingRule[];
  dimensions: readonly Dimension[];
  onReplace: () => void;
}

/** Rules that were set over the API and that the form cannot show. */
function OwnRules({ dimensions, onReplace, rules }: OwnProps) {
  const nameOf = (id: number) =>
    dimensions.find((dimension) => dimension.id === id)?.name ?? `dimension ${id}`;
  return (
    <section className={classes.section} aria-label="What is reviewed">
      <h2 className={classes.heading}>What is reviewed</h2>
      <p className={classes.lead}>
        These rules were set over the API. The first one that matches a task decides.
      </p>
      <ol>
        {rules.map((rule) => (
          <li key={rule.id}>{inWords(rule, nameOf)}</li>
        ))}
      </ol>
      <div className={classes.bar}>
        <Button onClick={onReplace}>Replace them here</Button>
      </div>
    </section>
  );
}
