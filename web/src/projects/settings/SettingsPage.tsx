import { Link, useParams, useSearch } from "@tanstack/react-router";
import type { ComponentType } from "react";
import type { Permission, Project } from "../../api/contract";
import { mayIn, useProject } from "../queries";
import { AnnotationSection } from "./AnnotationSection";
import { AgreementSection } from "./agreement/AgreementSection";
import { CommentsSection } from "./CommentsSection";
import { DangerSection } from "./DangerSection";
import { DatasetsSection } from "./DatasetsSection";
import { GeneralSection } from "./GeneralSection";
import { InstructionsSection } from "./InstructionsSection";
import { LabelingSection } from "./LabelingSection";
import { MembersSection } from "./MembersSection";
import { OntologySection } from "./OntologySection";
import { QualitySection } from "./QualitySection";
import { ReviewSection } from "./review/ReviewSection";
import classes from "./Settings.module.css";
import { WebhooksSection } from "./WebhooksSection";

interface Part {
  id: string;
  label: string;
  /** What manual QA calls it: what is set about review there is what decides the quality (MQA 84). */
  labelInManualQa?: string;
  needs: Permission;
  /** Without it the section is only read. */
  changes?: Permission;
  section: ComponentType<{ project: Project }>;
}

const PARTS: readonly Part[] = [
  { id: "general", label: "General", needs: "project.change", section: GeneralSection },
  {
    id: "labeling",
    label: "Labeling interface",
    needs: "settings.view",
    changes: "ontology.switch",
    section: LabelingSection,
  },
  {
    id: "ontology",
    label: "Ontology",
    needs: "settings.view",
    changes: "ontology.switch",
    section: OntologySection,
  },
  {
    id: "datasets",
    label: "Datasets",
    needs: "settings.view",
    changes: "datasets.attach",
    section: DatasetsSection,
  },
  { id: "instructions", label: "Instructions", needs: "project.change", section: InstructionsSection },
  { id: "annotation", label: "Annotation", needs: "project.change", section: AnnotationSection },
  {
    id: "review",
    label: "Review",
    labelInManualQa: "Quality",
    needs: "settings.view",
    changes: "quality.change",
    section: ReviewSection,
  },
  { id: "comments", label: "Comments", needs: "project.change", section: CommentsSection },
  {
    id: "quality",
    label: "Quality",
    labelInManualQa: "Limits",
    needs: "settings.view",
    changes: "quality.change",
    section: QualitySection,
  },
  {
    id: "agreement",
    label: "Agreement",
    needs: "settings.view",
    changes: "quality.change",
    section: AgreementSection,
  },
  { id: "members", label: "Members", needs: "project.members", section: MembersSection },
  { id: "webhooks", label: "Webhooks", needs: "webhooks.change", section: WebhooksSection },
  { id: "danger", label: "Danger zone", needs: "project.delete", section: DangerSection },
];

/** The settings of a project, a section at a time. */
export function SettingsPage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId" });
  const { section } = useSearch({ from: "/app/projects/$projectId/tabs/settings" });
  const project = useProject(projectId);
  const parts = PARTS.filter((part) => mayIn(project, part.needs));
  const shown = parts.find((part) => part.id === section) ?? parts[0];
  if (!shown) return null;
  const Section = shown.section;
  const isRead = shown.changes !== undefined && !mayIn(project, shown.changes);
  return (
    <div className={classes.page}>
      <nav className={classes.nav} aria-label="Settings">
        {parts.map((part) => (
          <Link
            key={part.id}
            to="/projects/$projectId/settings"
            params={{ projectId }}
            search={{ section: part.id }}
            className={classes.navItem}
            aria-current={part === shown ? "page" : undefined}
          >
            {(project.preset === "manual_qa" && part.labelInManualQa) || part.label}
          </Link>
        ))}
      </nav>
      <div className={classes.body}>
        {isRead && (
          <p className={classes.onlyRead}>Only Admins of the project change this; you can read it.</p>
        )}
        <fieldset className={classes.fields} disabled={isRead}>
          <Section key={`${projectId} ${shown.id}`} project={project} />
        </fieldset>
      </div>
    </div>
  );
}
