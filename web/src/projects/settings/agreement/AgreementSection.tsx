import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Dimension, Project, ProjectAgreement } from "../../../api/contract";
import { Failure } from "../../../kit/Notice";
import { counted } from "../../../kit/numbers";
import { ProgressBar } from "../../../kit/ProgressBar";
import { BoneRows } from "../../../kit/Waiting";
import { SettingRow } from "../SettingRow";
import { SettingsFrame } from "../SettingsFrame";
import { useSettings } from "../useSettings";
import classes from "./Agreement.module.css";
import { chosenMetrics, type Metrics, type Weights, weightsOf } from "./choices";
import { DimensionRow } from "./DimensionRow";
import { agreementQuery, dimensionsQuery } from "./queries";

const METHODOLOGIES = [
  { value: "pairwise", label: "Mean of all pairs" },
  { value: "consensus", label: "Largest group that agrees" },
];

/** How the work of several people on one task is compared. */
export function AgreementSection({ project }: { project: Project }) {
  const dimensions = useQuery(dimensionsQuery(project.id));
  if (dimensions.error)
    return <Failure what="What is compared could not be loaded." error={dimensions.error} />;
  if (!dimensions.data) return <BoneRows />;
  return <Form project={project} dimensions={dimensions.data} />;
}

function Form({ project, dimensions }: { project: Project; dimensions: Dimension[] }) {
  const settings = useSettings(project, {
    agreement_methodology: project.agreement_methodology,
    control_weights: weightsOf(dimensions),
    agreement_metrics: chosenMetrics(dimensions),
  });
  const { form } = settings;
  const weights = form.values.control_weights as Weights;
  const metrics = form.values.agreement_metrics as Metrics;
  const agreement = useQuery(agreementQuery(project.id)).data;
  return (
    <SettingsFrame
      title="Agreement"
      settings={settings}
      effect={
        agreement?.tasks
          ? `${counted(agreement.tasks, "task")} will be compared anew. The numbers of today are shown until all new ones are there.`
          : undefined
      }
    >
      {agreement && <State agreement={agreement} />}
      <SettingRow
        title="Score of a task"
        meaning="Where more than two people did a task: the mean of the scores of all pairs, or the share of the largest group whose answers match. For the group, scores count as a match from the metric's threshold on, so it is never below one of all."
        standard="mean of all pairs"
      >
        <SegmentedControl
          aria-label="Score of a task"
          data={METHODOLOGIES}
          {...form.getInputProps("agreement_methodology")}
        />
      </SettingRow>
      <SettingRow
        wide
        title="What is compared"
        meaning="Every control of the labeling interface has a score of its own. The agreement of a task is their weighted mean. Left open by both people it is agreement, by one of them it is not."
      >
        {dimensions.length === 0 ? (
          <p className={classes.meaning}>
            There is nothing to compare yet: the labeling interface asks nothing.
          </p>
        ) : (
          <div className={classes.dimensions}>
            {dimensions.map((dimension) => (
              <DimensionRow
                key={dimension.id}
                dimension={dimension}
                chosen={metrics[dimension.name] ?? { metric: dimension.metric_type, params: {} }}
                weight={weights[dimension.name] ?? { overall: 1, labels: {} }}
                onMetric={(chosen) =>
                  form.setFieldValue("agreement_metrics", { ...metrics, [dimension.name]: chosen })
                }
                onWeight={(weight) =>
                  form.setFieldValue("control_weights", { ...weights, [dimension.name]: weight })
                }
                error={errorOf(form.errors, dimension.name)}
              />
            ))}
          </div>
        )}
        {form.errors.control_weights && (
          <p className={classes.error} role="alert">
            {form.errors.control_weights}
          </p>
        )}
      </SettingRow>
    </SettingsFrame>
  );
}

function errorOf(errors: Record<string, unknown>, name: string): string | undefined {
  const start = `agreement_metrics.${name}.`;
  const found = Object.entries(errors).find(([field]) => field.startsWith(start));
  return found ? String(found[1]) : undefined;
}

/** What the numbers of the project are today, and how far a new computation is. */
function State({ agreement }: { agreement: ProjectAgreement }) {
  const { average, computing, error, tasks, waiting } = agreement;
  return (
    <div className={classes.state} role="status">
      {average === null ? (
        <span>No task has two annotations yet.</span>
      ) : (
        <span>
          Agreement today: <strong>{Math.round(average * 100)} %</strong> over {counted(tasks, "task")}.
        </span>
      )}
      {computing && (
        <ProgressBar label="Computing anew" done={computing.progress} total={computing.total} unit="task" />
      )}
      {!computing && waiting > 0 && <span>{counted(waiting, "task")} being brought up to date.</span>}
      {error && <span className={classes.error}>The last computation failed: {error}</span>}
    </div>
  );
}
