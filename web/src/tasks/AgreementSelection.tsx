import { ActionIcon, Button, Checkbox, Popover, Radio, SegmentedControl } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import { mayIn, useProject } from "../projects/queries";
import classes from "./AgreementSelection.module.css";
import {
  type AgreementSelected,
  type Mode,
  missingIn,
  modeOf,
  selectedOf,
  startOf,
  withAgreement,
  withAll,
  withOne,
  withToggled,
} from "./agreement";
import type { OpenTab } from "./useTab";

const MODES = [
  { value: "task", label: "Whole task" },
  { value: "pairs", label: "Chosen pairs" },
  { value: "truth", label: "Ground truth" },
];

const MEANING: Record<Mode, string> = {
  task: "The score of the task, by the project's methodology.",
  pairs: "The mean over the pairs among those who are chosen.",
  truth: "One annotator or model against the trusted answer.",
};

/** In the head of an agreement column: whose agreement all of them show. */
export function AgreementSelection({ projectId, tab }: { projectId: number; tab: OpenTab }) {
  const [opened, setOpened] = useState(false);
  const selected = selectedOf(tab.data);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={320}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          size={20}
          variant={selected ? "transparent" : "subtle"}
          aria-label="Whose agreement"
          title="Whose agreement"
          onClick={() => setOpened((now) => !now)}
        >
          <IconUsers size={13} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.sheet}>
        {opened && (
          <Form
            projectId={projectId}
            tab={tab}
            selected={selected}
            onEnd={(next) => {
              tab.change((now) => withAgreement(now, next));
              setOpened(false);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface FormProps {
  projectId: number;
  tab: OpenTab;
  selected: AgreementSelected | undefined;
  onEnd: (next: AgreementSelected | undefined) => void;
}

function Form({ projectId, tab, selected, onEnd }: FormProps) {
  const project = useProject(projectId);
  const [draft, setDraft] = useState(selected);
  const mode = modeOf(draft);
  const missing = missingIn(draft);
  // Where names are hidden, the score of one person would tell who it is.
  const named = mayIn(project, "tasks.change") || !project.review_settings.anonymize_annotations;
  const people = named ? tab.people.map(({ id, name }) => ({ id: String(id), name })) : [];
  const versions = tab.columns.find(({ name }) => name === "predictions_model_versions")?.choices ?? [];
  const models = versions.map((id) => ({ id, name: id || "(no name)" }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing) onEnd(draft);
      }}
    >
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Whose agreement"
        data={MODES}
        value={mode}
        onChange={(next) => setDraft(startOf(next as Mode))}
      />
      <p className={classes.meaning}>{MEANING[mode]}</p>
      {draft && mode === "pairs" && (
        <div className={classes.lists}>
          <Several title="Annotators" part="annotators" of={people} selected={draft} onChange={setDraft} />
          {models.length > 0 && (
            <Several title="Models" part="models" of={models} selected={draft} onChange={setDraft} />
          )}
        </div>
      )}
      {draft && mode === "truth" && (
        <div className={classes.lists}>
          <One title="Annotators" part="annotators" of={people} selected={draft} onChange={setDraft} />
          {models.length > 0 && (
            <One title="Models" part="models" of={models} selected={draft} onChange={setDraft} />
          )}
        </div>
      )}
      <footer className={classes.foot}>
        <span className={classes.missing} role="status">
          {missing}
        </span>
        <Button type="submit" size="xs" variant="filled" disabled={missing !== undefined}>
          Show
        </Button>
      </footer>
    </form>
  );
}

interface PartProps {
  title: string;
  part: "annotators" | "models";
  of: readonly { id: string; name: string }[];
  selected: AgreementSelected;
  onChange: (next: AgreementSelected) => void;
}

function Several({ title, part, of, selected, onChange }: PartProps) {
  const { all, ids } = selected[part];
  return (
    <fieldset className={classes.part}>
      <legend className={classes.head}>{title}</legend>
      <Checkbox
        size="xs"
        label={`All ${title.toLowerCase()}`}
        checked={all}
        onChange={(event) => onChange(withAll(selected, part, event.currentTarget.checked))}
      />
      {of.map(({ id, name }) => (
        <Checkbox
          key={id}
          size="xs"
          label={name}
          checked={!all && ids.includes(id)}
          onChange={() => onChange(withToggled(selected, part, id))}
        />
      ))}
    </fieldset>
  );
}

function One({ title, part, of, selected, onChange }: PartProps) {
  return (
    <fieldset className={classes.part}>
      <legend className={classes.head}>{title}</legend>
      {of.map(({ id, name }) => (
        <Radio
          key={id}
          size="xs"
          name="agreement-with-truth"
          label={name}
          checked={selected[part].ids.includes(id)}
          onChange={() => onChange(withOne(part, id))}
        />
      ))}
      {of.length === 0 && <span className={classes.missing}>Names are hidden in this project.</span>}
    </fieldset>
  );
}
