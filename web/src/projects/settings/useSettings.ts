/** One form over some settings of a project: what was changed is sent, what was refused stands at its field. */
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useState } from "react";
import type { Project, ProjectChange } from "../../api/contract";
import { ApiError } from "../../api/errors";
import { useChangeProject } from "../queries";
import { useSettingsEffect } from "./useSettingsEffect";

export interface SettingsForm<T extends ProjectChange> {
  form: UseFormReturnType<T>;
  save: () => void;
  saving: boolean;
  error: unknown;
  /** When the shown values were saved; undefined while something is changed. */
  savedAt: number | undefined;
  /** What saving would do to work that is there, in sentences. */
  effects: string[];
}

export function useSettings<T extends ProjectChange>(project: Project, values: T): SettingsForm<T> {
  const changing = useChangeProject(project.id);
  const [savedAt, setSavedAt] = useState<number>();
  const form = useForm<T>({ initialValues: values });
  const effects = useSettingsEffect(project.id, form.values, form.isDirty());
  function save() {
    const sent = form.getValues();
    changing.mutate(sent, {
      onSuccess: () => {
        form.setInitialValues(sent);
        form.resetDirty(sent);
        setSavedAt(Date.now());
      },
      onError: (error) => {
        if (error instanceof ApiError) form.setErrors(error.fields());
      },
    });
  }
  return {
    form,
    save,
    saving: changing.isPending,
    error: changing.error,
    savedAt: form.isDirty() ? undefined : savedAt,
    effects,
  };
}
