import { Button, Modal, MultiSelect, NativeSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { NamedPerson, TaskAction } from "../api/contract";
import { Failure } from "../kit/Notice";
import { counted } from "../kit/numbers";
import { BoneRows } from "../kit/Waiting";
import classes from "./ActionDialog.module.css";
import { type ActionCall, useAction } from "./queries";

const BulkAnswers = lazy(async () => ({ default: (await import("./BulkAnswers")).BulkAnswers }));

interface FormField {
  name: string;
  label: string;
  type: string;
  required: boolean;
  help: string;
  several: boolean;
  options: { value: string; label: string }[];
}

interface Props {
  projectId: number;
  action: TaskAction | undefined;
  /** How many tasks it is about; null while they are not counted. */
  size: number | null;
  people: readonly NamedPerson[];
  call: Omit<ActionCall, "id" | "params">;
  onClose: () => void;
  onDone: (title: string, detail: string, run: number | null) => void;
}

/** Says what an action does, asks for what it needs, does it. */
export function ActionDialog({ action, ...rest }: Props) {
  return (
    <Modal
      opened={action !== undefined}
      onClose={rest.onClose}
      title={action?.title}
      size={asksAnswers(action) ? 640 : 460}
    >
      {action && <ActionForm key={action.id} action={action} {...rest} />}
    </Modal>
  );
}

function asksAnswers(action: TaskAction | undefined): boolean {
  return action?.dialog.form.some(({ type }) => type === "answers") === true;
}

function ActionForm({
  projectId,
  action,
  size,
  people,
  call,
  onClose,
  onDone,
}: Props & { action: TaskAction }) {
  const fields = action.dialog.form as unknown as FormField[];
  const [params, setParams] = useState<Record<string, unknown>>(() => beginning(fields));
  const act = useAction(projectId);
  const isDanger = action.dialog.type === "danger";
  const missing = fields.some(({ name, required }) => required && isBlank(params[name]));
  const about = action.every_task
    ? "the whole project"
    : size === null
      ? "all that match"
      : counted(size, "task");
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing || act.isPending) return;
        act.mutate(
          { ...call, id: action.id, params },
          { onSuccess: ({ detail, run }) => onDone(action.title, detail, run) },
        );
      }}
    >
      <p className={classes.text}>{action.dialog.text}</p>
      {fields.map((field) => (
        <Field
          key={field.name}
          projectId={projectId}
          field={field}
          people={people}
          value={params[field.name]}
          onChange={(value) => setParams((now) => ({ ...now, [field.name]: value }))}
        />
      ))}
      {act.isError && <Failure what="It was not done." kept="Nothing was changed." error={act.error} />}
      <div className={classes.buttons}>
        <span className={classes.about}>
          For <b>{about}</b>
        </span>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="filled"
          color={isDanger ? "red" : undefined}
          disabled={missing}
          loading={act.isPending}
        >
          {action.title}
        </Button>
      </div>
    </form>
  );
}

function beginning(fields: readonly FormField[]): Record<string, unknown> {
  const chosen = fields.filter(({ options, type }) => type === "choice" && options.length > 0);
  return Object.fromEntries(chosen.map(({ name, options }) => [name, options[0]?.value]));
}

function isBlank(value: unknown): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

interface FieldProps {
  projectId: number;
  field: FormField;
  people: readonly NamedPerson[];
  value: unknown;
  onChange: (value: unknown) => void;
}

function Field({ field, people, projectId, value, onChange }: FieldProps): ReactNode {
  if (field.type === "answers")
    return (
      <Suspense fallback={<BoneRows rows={3} height={24} />}>
        <BulkAnswers projectId={projectId} onChange={onChange} />
      </Suspense>
    );
  const own = { label: field.label, description: field.help || undefined, required: field.required };
  if (field.type === "people") {
    const data = people.map(({ id, name }) => ({ value: String(id), label: name }));
    return field.several ? (
      <MultiSelect
        classNames={{ inputField: classes.inner }}
        {...own}
        searchable
        placeholder="Choose people"
        data={data}
        value={((value as number[] | undefined) ?? []).map(String)}
        onChange={(ids) => onChange(ids.map(Number))}
      />
    ) : (
      <Select
        {...own}
        searchable
        placeholder="Choose a person"
        data={data}
        value={value === undefined || value === null ? null : String(value)}
        onChange={(id) => onChange(id === null ? null : Number(id))}
      />
    );
  }
  if (field.type === "versions") {
    return (
      <MultiSelect
        classNames={{ inputField: classes.inner }}
        {...own}
        data={field.options}
        placeholder={field.options.length > 0 ? "All models" : "There are no predictions"}
        value={(value as string[] | undefined) ?? []}
        onChange={onChange}
      />
    );
  }
  if (field.options.length > 0 || field.type === "control") {
    const none = field.required ? [] : [{ value: "", label: "All" }];
    const data = field.type === "control" ? [...none, ...field.options] : field.options;
    const first = field.required && field.type === "control" ? [{ value: "", label: "Choose" }] : [];
    return (
      <NativeSelect
        {...own}
        data={[...first, ...data]}
        value={String(value ?? "")}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (field.type === "annotation") {
    return (
      <NumberInput
        {...own}
        hideControls
        value={typeof value === "number" ? value : ""}
        onChange={(found) => onChange(typeof found === "number" ? found : null)}
      />
    );
  }
  return (
    <TextInput
      {...own}
      value={String(value ?? "")}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
