import { Button, Select, Textarea } from "@mantine/core";
import { IconFlag, IconMapPin, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { useStore } from "zustand";
import type { SurfacePlace } from "../../editor";
import { Failure } from "../../kit/Notice";
import classes from "../panes/panes.module.css";
import { placeWords, readPlace } from "../panes/place";
import { called, type People } from "../people";
import { issuesQuery } from "../queries";
import own from "./instances.module.css";
import type { InstanceWork } from "./instanceWork";
import type { Reporting } from "./useReporting";

interface Props {
  work: InstanceWork;
  reporting: Reporting;
  people: People;
}

/** What has no label: the form, what was written and is not sent, and what was reported before. */
export function MissingReports({ people, reporting, work }: Props) {
  const reports = useStore(work.sheet, (sheet) => sheet.reports);
  const issues = useQuery(issuesQuery(work.task.id)).data ?? [];
  const sent = issues.filter(
    ({ annotation, kind }) => kind === "missing_label" && annotation === work.annotation.id,
  );
  if (!reporting.draft && reports.length === 0 && sent.length === 0) return null;
  const goTo = (place: SurfacePlace) => surfaceFor(work, place)?.goTo?.(place);
  return (
    <section className={classes.section} aria-label="Missing labels">
      <div className={classes.sectionHead}>
        <h3>Missing labels</h3>
        <span className={classes.hint}>{reports.length > 0 ? "sent with your verdicts" : ""}</span>
      </div>
      <div className={own.reports}>
        {reporting.draft && <Form work={work} reporting={reporting} />}
        {reports.map(({ id, place, text }) => (
          <div key={id} className={own.reportRow}>
            <IconFlag size={14} color="var(--rejected)" aria-hidden />
            <div>
              <span dir="auto">{text}</span>
              {place && <PlaceLink place={place} onGo={() => goTo(place)} />}
            </div>
            <button
              type="button"
              className={classes.link}
              aria-label={`Delete the report “${text}”`}
              title="Delete"
              onClick={() => reporting.remove(id)}
            >
              <IconTrash size={12} aria-hidden />
            </button>
          </div>
        ))}
        {sent.map(({ created_by, id, is_resolved, place, text }) => (
          <div key={id} className={own.reportRow}>
            <IconFlag size={14} color="var(--text-3)" aria-hidden />
            <div>
              <span dir="auto">{text}</span>
              <IssuePlace place={readPlace(place)} onGo={goTo} />
              <p className={classes.hint}>
                by {called(people(created_by))}, {is_resolved ? "resolved" : "not resolved yet"}
              </p>
            </div>
          </div>
        ))}
        {reporting.error && <Failure what="The report was not sent." error={reporting.error} />}
      </div>
    </section>
  );
}

function Form({ reporting, work }: Omit<Props, "people">) {
  const { add, cancel, change, draft } = reporting;
  const labels = useMemo(() => labelsOf(work), [work]);
  const words = useRef<HTMLTextAreaElement>(null);
  const place = draft?.place;

  // After a press on the item one goes on writing: letters on the item would be verdicts.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every place that is set brings the cursor back
  useEffect(() => {
    const timer = setTimeout(() => words.current?.focus());
    return () => clearTimeout(timer);
  }, [place]);

  if (!draft) return null;
  const ready = draft.text.trim() !== "" || draft.label !== null;
  return (
    <form
      className={own.stack}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") cancel();
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        add();
      }}
    >
      <p className={classes.hint}>
        <IconMapPin size={12} aria-hidden /> {draft.place ? placeWords(draft.place) : "The whole item"}. Press
        where something is missing to set the place.
      </p>
      {labels.length > 0 && (
        <Select
          size="xs"
          aria-label="What should be labelled"
          placeholder="What should be labelled"
          data={labels}
          searchable
          clearable
          value={draft.label}
          onChange={(label) => change({ label })}
          comboboxProps={{ withinPortal: true }}
        />
      )}
      <Textarea
        aria-label="What is missing"
        placeholder="What is missing"
        ref={words}
        minRows={2}
        maxRows={6}
        maxLength={5000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <div className={own.buttons}>
        <Button size="xs" onClick={cancel}>
          Cancel
        </Button>
        <Button size="xs" type="submit" variant="filled" disabled={!ready}>
          {work.place ? "Add the report" : "Send the report"}
        </Button>
      </div>
    </form>
  );
}

function IssuePlace({ onGo, place }: { place: SurfacePlace | null; onGo: (place: SurfacePlace) => void }) {
  return place && <PlaceLink place={place} onGo={() => onGo(place)} />;
}

function PlaceLink({ onGo, place }: { place: SurfacePlace; onGo: () => void }) {
  return (
    <div>
      <button type="button" className={classes.link} onClick={onGo}>
        <IconMapPin size={12} aria-hidden />
        {placeWords(place)}
      </button>
    </div>
  );
}

/** The surface that shows a place; with one surface only there is no other. */
function surfaceFor({ editor }: InstanceWork, { object }: SurfacePlace) {
  return object === undefined ? editor.surface() : editor.surfaceOf(object);
}

/** The names of all labels that can be drawn. */
function labelsOf({ editor }: InstanceWork): string[] {
  const { controls } = editor.state().schema;
  const names = controls
    .filter(({ draws, tag }) => draws || tag === "Labels")
    .flatMap(({ options }) => options);
  return [...new Set(names.map(({ value }) => value))];
}
