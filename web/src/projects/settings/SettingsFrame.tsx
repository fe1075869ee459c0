import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { ProjectChange } from "../../api/contract";
import { Failure } from "../../kit/Notice";
import { SavedMark } from "../../kit/SavedMark";
import { UnsavedGuard } from "../../kit/UnsavedGuard";
import classes from "./Settings.module.css";
import type { SettingsForm } from "./useSettings";

interface Props<T extends ProjectChange> {
  title: string;
  settings: SettingsForm<T>;
  /** What saving will change for work that is under way. */
  effect?: string;
  children: ReactNode;
}

/** A section of settings with the bar that saves it. Leaving with changes asks first. */
export function SettingsFrame<T extends ProjectChange>({ title, settings, effect, children }: Props<T>) {
  const { effects, error, form, save, savedAt, saving } = settings;
  const dirty = form.isDirty();
  return (
    <form
      className={classes.section}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <UnsavedGuard dirty={dirty} what="The settings that you changed here go back to what they were." />
      <h2 className={classes.heading}>{title}</h2>
      <div className={classes.rows}>{children}</div>
      {error != null && (
        <Failure
          what="The settings were not saved."
          kept="Your changes are still here."
          atFields
          error={error}
        />
      )}
      <div className={classes.foot}>
        <div role="status" aria-label="What saving will do">
          {dirty && effects.length > 0 && (
            <ul className={classes.effects}>
              {effects.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </div>
        <div className={classes.bar}>
          <Button type="submit" variant="filled" disabled={!dirty} loading={saving}>
            Save
          </Button>
          {dirty && (
            <Button variant="subtle" onClick={() => form.reset()}>
              Undo changes
            </Button>
          )}
          <SavedMark at={savedAt} />
          {dirty && effect && <span className={classes.effect}>{effect}</span>}
        </div>
      </div>
    </form>
  );
}
