import { Button, NativeSelect, Radio } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { ExportFormat } from "../api/contract";
import { Failure } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import { counted } from "../kit/numbers";
import { Section } from "../kit/Section";
import { BoneRows } from "../kit/Waiting";
import { useProject } from "../projects/queries";
import { viewsQuery } from "../tasks/queries";
import { titleOf } from "../tasks/TabBar";
import { ExportList } from "./ExportList";
import classes from "./ExportPage.module.css";
import { EXPORT_CHOICES, exportTitle, filterOf } from "./exportChoices";
import { FormatChoice } from "./FormatChoice";
import { exportPreviewQuery, formatsQuery, useExportActions } from "./queries";

/** Takes the work out: what, in which form, and the exports made before. */
export function ExportPage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId" });
  const ofInstances = useProject(projectId).review_unit === "instance";
  const [choice, setChoice] = useState(EXPORT_CHOICES[0]);
  const [formatName, setFormatName] = useState<ExportFormat>("JSON");
  const views = useQuery(viewsQuery(projectId));
  const [wanted, setWanted] = useState<number | null>(null);
  // A tab that was deleted meanwhile is no choice any more.
  const tab = views.data?.find(({ id }) => id === wanted);
  const view = tab?.id ?? null;
  const formats = useQuery(formatsQuery(projectId));
  const preview = useQuery({
    ...exportPreviewQuery(projectId, choice ? filterOf(choice, view) : {}),
    enabled: choice !== undefined,
  });
  const { create } = useExportActions(projectId);
  const format = formats.data?.find((offered) => offered.name === formatName);
  if (!choice) return null;
  const nothing = preview.data !== undefined && preview.data.tasks === 0;

  return (
    <div className={classes.page}>
      <Section title="New export">
        <div className={classes.form}>
          <Radio.Group
            label="What"
            value={choice.value}
            onChange={(value) => setChoice(EXPORT_CHOICES.find((row) => row.value === value))}
          >
            <div className={classes.choices}>
              {EXPORT_CHOICES.map((row) => (
                <Radio.Card key={row.value} value={row.value} className={classes.choice}>
                  <Radio.Indicator size="xs" />
                  <span>
                    <b>{row.label}</b>
                    <span className={classes.meaning}>{(ofInstances && row.ofInstances) || row.meaning}</span>
                  </span>
                </Radio.Card>
              ))}
            </div>
          </Radio.Group>
          {views.data && views.data.length > 0 && (
            <NativeSelect
              label="Which tasks"
              description="A tab of the task list: what its conditions leave, as they are now."
              className={classes.tab}
              value={view ?? ""}
              data={[
                { value: "", label: "All that the choice above leaves" },
                ...views.data.map((one) => ({ value: String(one.id), label: `Of the tab ${titleOf(one)}` })),
              ]}
              onChange={(event) => setWanted(Number(event.currentTarget.value) || null)}
            />
          )}
          {formats.isPending && <BoneRows rows={8} />}
          <NotLoaded of={formats} what="The formats could not be loaded." />
          {formats.data && (
            <FormatChoice formats={formats.data} value={formatName} onChange={setFormatName} />
          )}
          {create.isError && <Failure what="The export was not started." error={create.error} />}
          <div className={classes.buttons}>
            <Button
              variant="filled"
              leftSection={<IconDownload size={14} aria-hidden />}
              disabled={nothing || !format}
              loading={create.isPending}
              onClick={() =>
                format &&
                create.mutate({
                  title: exportTitle(choice, format, tab && titleOf(tab)),
                  format: format.name,
                  ...filterOf(choice, view),
                })
              }
            >
              Export
            </Button>
            <span className={classes.hint} role="status">
              {preview.isError && "How much this is could not be counted."}
              {preview.data &&
                (nothing
                  ? "Nothing matches yet. Choose more, or come back when work was reviewed."
                  : `${counted(preview.data.tasks, "task")} with ${counted(preview.data.annotations, "annotation")}`)}
            </span>
          </div>
        </div>
      </Section>
      <ExportList projectId={projectId} />
    </div>
  );
}
