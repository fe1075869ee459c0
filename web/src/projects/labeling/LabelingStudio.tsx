import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Problem } from "../../api/errors";
import { ConfigPreview, parseConfig } from "../../editor";
import { firstItemQuery, templatesQuery } from "../queries";
import classes from "./Labeling.module.css";
import { candidates, type Item, missingFields, sampleFor, withField } from "./sample";
import { TemplateGallery } from "./TemplateGallery";
import { XmlEditor } from "./XmlEditor";

const EMPTY = "<View>\n  \n</View>";

interface Props {
  projectId: number;
  /** The configuration as it is being written; "" shows the gallery. */
  value: string;
  onChange: (value: string) => void;
  /** What the server refused, if it did; cleared by the next change. */
  refused: readonly Problem[];
}

/** Chooses, writes and tries a labeling interface: gallery, XML, and a preview on the project's first item. */
export function LabelingStudio({ projectId, value, onChange, refused }: Props) {
  const [choosing, setChoosing] = useState(false);
  const parsed = useMemo(() => parseConfig(value), [value]);
  const templates = useQuery(templatesQuery).data;
  const own = useQuery(firstItemQuery(projectId));
  if (value === "" || choosing) {
    const choose = (config: string) => {
      onChange(config);
      setChoosing(false);
    };
    return (
      <div className={classes.choosing}>
        {choosing && (
          <div>
            <Button size="xs" onClick={() => setChoosing(false)}>
              Keep what there is
            </Button>
          </div>
        )}
        <TemplateGallery onChoose={(template) => choose(template.config)} onOwn={() => choose(EMPTY)} />
      </div>
    );
  }
  const local = parsed.ok ? [] : parsed.problems;
  const problems = local.length > 0 ? local : refused.filter(hasLine).map(asConfigProblem);
  const item = own.data ?? (parsed.ok ? sampleFor(parsed.schema, value, templates ?? []) : {});
  return (
    <div className={classes.studio}>
      <div className={classes.pane}>
        <div className={classes.bar}>
          <h3 className={classes.barTitle}>XML</h3>
          <span className={classes.space} />
          <Button size="xs" onClick={() => setChoosing(true)}>
            Choose a template
          </Button>
        </div>
        <XmlEditor
          value={value}
          onChange={onChange}
          problems={problems}
          label="Labeling configuration, XML"
        />
      </div>
      <div className={classes.pane}>
        <div className={classes.bar}>
          <h3 className={classes.barTitle}>Preview</h3>
          <span className={classes.hint}>
            {own.data
              ? "on your first item; try it, nothing is saved"
              : "on a sample; try it, nothing is saved"}
          </span>
        </div>
        {own.data && parsed.ok && (
          <FieldMatch
            missing={missingFields(parsed.schema, own.data)}
            candidates={candidates(parsed.schema, own.data)}
            item={own.data}
            onUse={(from, to) => onChange(withField(value, from, to))}
          />
        )}
        <div className={classes.preview}>
          {parsed.ok ? (
            <ConfigPreview config={value} data={item} />
          ) : (
            <p className={classes.hint}>The preview comes back when the marked lines are mended.</p>
          )}
        </div>
      </div>
    </div>
  );
}

interface MatchProps {
  missing: string[];
  candidates: string[];
  item: Item;
  onUse: (from: string, to: string) => void;
}

/** The interface asks for a field that the data does not have: says so, and offers the fields there are. */
function FieldMatch({ missing, candidates: fields, item, onUse }: MatchProps) {
  const [field] = missing;
  if (field === undefined) return null;
  return (
    <div className={classes.match} role="status">
      <p>
        Your first item has no field <b>{field}</b>.{" "}
        {fields.length > 0 ? "Show another field instead:" : `It has: ${Object.keys(item).join(", ")}.`}
      </p>
      {fields.map((name) => (
        <Button key={name} size="xs" onClick={() => onUse(field, name)}>
          {name}
        </Button>
      ))}
    </div>
  );
}

function hasLine(problem: Problem): problem is Problem & { line: number } {
  return problem.line != null;
}

function asConfigProblem(problem: Problem & { line: number }) {
  return { line: problem.line, tag: problem.tag ?? "", message: problem.message, fix: problem.fix ?? "" };
}
