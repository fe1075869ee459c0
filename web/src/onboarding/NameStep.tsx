import { Button, Radio, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { Project, ReviewSettings, ReviewUnit } from "../api/contract";
import { ApiError } from "../api/errors";
import { Failure } from "../kit/Notice";
import { useChangeProject, useCreateProject } from "../projects/queries";
import classes from "./NewProject.module.css";
import { StepBar } from "./StepBar";

const SHORTEST_TITLE = 3;

interface Props {
  project: Project | null;
  onDone: (projectId: number) => void;
}

export function NameStep({ project, onDone }: Props) {
  const creating = useCreateProject();
  const changing = useChangeProject(project?.id ?? 0);
  const working = project ? changing : creating;
  const form = useForm({
    initialValues: {
      title: project?.title ?? "",
      description: project?.description ?? "",
      review_unit: project?.review_unit ?? "annotation",
    },
    validate: {
      title: (value) =>
        value.trim().length >= SHORTEST_TITLE
          ? null
          : `Give a name of at least ${SHORTEST_TITLE} characters.`,
    },
  });
  function save(values: typeof form.values) {
    const answered = {
      onSuccess: (saved: Project) => onDone(saved.id),
      onError: (error: Error) => {
        if (error instanceof ApiError) form.setErrors(error.fields());
      },
    };
    if (project) changing.mutate(values, answered);
    else if (values.review_unit === "instance") creating.mutate(values, answered);
    else creating.mutate({ ...values, review_settings: RETURN_FIRST }, answered);
  }
  return (
    <form className={classes.step} onSubmit={form.onSubmit(save)} noValidate>
      <div className={classes.narrow}>
        <h2 className={classes.heading}>What is the project called?</h2>
        <TextInput
          label="Name"
          placeholder="Street crossings"
          autoFocus
          required
          {...form.getInputProps("title")}
        />
        <Textarea
          label="Description"
          description="Optional. One or two sentences that people see in the list of projects."
          minRows={2}
          {...form.getInputProps("description")}
        />
        <Radio.Group
          label="What reviewers judge"
          description={
            project
              ? "It was chosen when the project was made, and cannot be changed."
              : "It cannot be changed once the project is made."
          }
          {...form.getInputProps("review_unit")}
        >
          {UNITS.map(({ meaning, title, unit }) => (
            <Radio
              key={unit}
              value={unit}
              label={title}
              description={meaning}
              disabled={project !== null}
              mt={8}
            />
          ))}
        </Radio.Group>
        {working.isError && <Failure what="The project was not saved." atFields error={working.error} />}
      </div>
      <StepBar hint="Saved as a draft that only you and other managers see.">
        <Button type="submit" variant="filled" loading={working.isPending}>
          {project ? "Save and continue" : "Create and continue"}
        </Button>
      </StepBar>
    </form>
  );
}

const UNITS: readonly { unit: ReviewUnit; title: string; meaning: string }[] = [
  {
    unit: "annotation",
    title: "Each annotation as a whole",
    meaning: "One verdict on all that a person labelled of an item. Right for answers and short work.",
  },
  {
    unit: "instance",
    title: "Each instance by itself",
    meaning:
      "A verdict on every box, span, track and answer. What is rejected goes back with a reason, and only that is judged again.",
  },
];

/** What most projects want: a reviewer may do all three, and first of all give the work back to its author. */
const RETURN_FIRST: Partial<ReviewSettings> = {
  allowed_reject_actions: ["requeue", "redistribute", "remove"],
  default_reject_action: "requeue",
};
