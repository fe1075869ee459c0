import { Button } from "@mantine/core";
import { IconCode } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { Template } from "../../api/contract";
import { Failure } from "../../kit/Notice";
import { BoneRows } from "../../kit/Waiting";
import { templatesQuery } from "../queries";
import classes from "./Labeling.module.css";
import { TemplatePicture } from "./TemplatePicture";

interface Props {
  onChoose: (template: Template) => void;
  /** Starts from an empty page instead. */
  onOwn: () => void;
}

/** Ways to begin, grouped by what is labelled. */
export function TemplateGallery({ onChoose, onOwn }: Props) {
  const templates = useQuery(templatesQuery);
  if (templates.isPending) return <BoneRows rows={4} height={120} />;
  if (templates.isError) {
    return (
      <Failure
        what="The templates could not be loaded."
        error={templates.error}
        retry={() => void templates.refetch()}
      />
    );
  }
  const groups = [...new Set(templates.data.map((template) => template.group))];
  return (
    <div className={classes.gallery}>
      <p className={classes.own}>
        Have a labeling configuration already, also one from Label Studio?
        <Button size="xs" leftSection={<IconCode size={14} aria-hidden />} onClick={onOwn}>
          Paste XML
        </Button>
      </p>
      {groups.map((group) => (
        <section key={group} aria-label={group}>
          <h3 className={classes.group}>{group}</h3>
          <div className={classes.cards}>
            {templates.data
              .filter((template) => template.group === group)
              .map((template) => (
                <button
                  key={template.id}
                  type="button"
                  className={classes.card}
                  onClick={() => onChoose(template)}
                >
                  <TemplatePicture config={template.config} />
                  <span className={classes.cardTitle}>{template.title}</span>
                  <span className={classes.cardText}>{template.description}</span>
                </button>
              ))}
          </div>
        </section>
      ))}
    </div>
  );
}
