import { Button, Radio, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMay } from "../access/me";
import type { Project, ReviewSettings } from "../api/contract";
import { ApiError } from "../api/errors";
import { Failure } from "../kit/Notice";
import { ProjectTagsInput } from "../projects/ProjectTagsInput";
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
  const mayMake = useMay("project_tags.change");
  const form = useForm({
    initialValues: {
      title: project?.title ?? "",
      description: project?.description ?? "",
      tagTitles: project?.tags.map(({ title }) => title) ?? [],
      preset: project?.preset ?? ("annotation_review" as Project["preset"]),
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
    else if (values.preset === "manual_qa") creating.mutate(values, answered);
    else creating.mutate({ ...values, review_settings: RETURN_FIRST }, answered);
  }
  return (
    <form className={classes.step} onSubmit={form.onSubmit(save)} noValidate>
      <div className={classes.narrow}>
        <h2 className={classes.heading}>What kind of project is it?</h2>
        <Radio.Group
          aria-label="What kind of project it is"
          description={
            project
              ? "It was chosen when the project was made, and cannot be changed."
              : "It cannot be changed once the project is made."
          }
          {...form.getInputProps("preset")}
        >
          {KINDS.map(({ meaning, preset, title }) => (
            <Radio
              key={preset}
              value={preset}
              label={title}
              description={meaning}
              disabled={project !== null}
              mt={8}
            />
          ))}
        </Radio.Group>
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
        <ProjectTagsInput
          label="Tags"
          description={`Optional. The list of projects is filtered by them.${mayMake ? " Choose, or write a new one and press Enter." : ""}`}
          {...form.getInputProps("tagTitles")}
          error={form.errors.tags}
        />
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

const KINDS: readonly { preset: Project["preset"]; title: string; meaning: string }[] = [
  {
    preset: "annotation_review",
    title: "Review whole annotations",
    meaning:
      "One verdict on all that a person labelled of an item; several people may label the same one, and their agreement is measured.",
  },
  {
    preset: "manual_qa",
    title: "Manual QA (single instances)",
    meaning:
      "A queue of tasks, and a verdict on every box, span, track and answer. What is rejected goes back with a reason, and only that is judged again.",
  },
];

/** What most projects want: a reviewer may do all three, and first of all give the work back to its author. */
const RETURN_FIRST: Partial<ReviewSettings> = {
  allowed_reject_actions: ["requeue", "redistribute", "remove"],
  default_reject_action: "requeue",
};
