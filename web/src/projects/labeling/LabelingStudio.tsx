import { ActionIcon, Button, SegmentedControl } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useMemo, useState } from "react";
import type { Problem } from "../../api/errors";
import { ConfigPreview, parseConfig } from "../../editor";
import { firstItemQuery, templatesQuery, usedLabelsQuery } from "../queries";
import { Builder, type Jump } from "./builder/Builder";
import type { Usage } from "./builder/usage";
import { FieldMatch } from "./FieldMatch";
import classes from "./Labeling.module.css";
import { ProblemList } from "./ProblemList";
import { candidates, missingFields, sampleFor, withField } from "./sample";
import { TemplateGallery } from "./TemplateGallery";
import { useServerCheck } from "./useServerCheck";
import { useTextHistory } from "./useTextHistory";
import { XmlEditor } from "./XmlEditor";

const EMPTY = "<View>\n  \n</View>\n";
const UNUSED: Usage = {};

type View = "builder" | "xml";

interface Props {
  /** Whose items and work it has to suit; null for an ontology that is no project's. */
  projectId: number | null;
  /** The configuration as it is being written; "" shows the gallery. */
  value: string;
  onChange: (value: string) => void;
  /** What the server refused, if it did; cleared by the next change. */
  refused: readonly Problem[];
}

/** Chooses, builds, writes and tries a labeling interface: gallery, its parts, its XML, and a preview on an item. */
export function LabelingStudio({ projectId, value, onChange, refused }: Props) {
  const [choosing, setChoosing] = useState(false);
  const [view, setView] = useState<View>("builder");
  const [jump, setJump] = useState<Jump | null>(null);
  const history = useTextHistory(value, onChange);
  const parsed = useMemo(() => parseConfig(value), [value]);
  const templates = useQuery(templatesQuery).data;
  const own = useQuery({ ...firstItemQuery(projectId ?? 0), enabled: projectId !== null });
  const usage = useQuery({ ...usedLabelsQuery(projectId ?? 0), enabled: projectId !== null }).data ?? UNUSED;
  const hasWork = Object.keys(usage).length > 0;
  const checked = useServerCheck(projectId ?? 0, value, hasWork && parsed.ok);
  if (value === "" || choosing) {
    const choose = (config: string, next: View) => {
      history.change(config);
      setView(next);
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
        <TemplateGallery
          onChoose={(template) => choose(template.config, "builder")}
          onOwn={() => choose(EMPTY, "xml")}
        />
      </div>
    );
  }
  const local = parsed.ok ? [] : parsed.problems;
  const said = refused.length > 0 ? refused : checked;
  const problems = local.length > 0 ? local : said.filter(hasLine).map(asConfigProblem);
  const gone = local.length > 0 ? [] : said.filter((problem) => !hasLine(problem) && refused.length === 0);
  const item = own.data ?? (parsed.ok ? sampleFor(parsed.schema, value, templates ?? []) : {});
  const show = (line: number, where: View) => {
    setView(where);
    setJump((before) => ({ line, turn: (before?.turn ?? 0) + 1 }));
  };
  return (
    <div className={classes.studio}>
      <div className={classes.pane} onKeyDownCapture={(event) => onHistoryKey(event, history)}>
        <div className={classes.bar}>
          <SegmentedControl
            size="xs"
            aria-label="How the interface is changed"
            value={view}
            onChange={(next) => setView(next as View)}
            data={[
              { value: "builder", label: "Builder" },
              { value: "xml", label: "XML" },
            ]}
          />
          <span className={classes.space} />
          <ActionIcon
            variant="subtle"
            aria-label="Undo"
            title="Undo (Ctrl+Z)"
            disabled={!history.canUndo}
            onClick={history.undo}
          >
            <IconArrowBackUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            aria-label="Redo"
            title="Redo (Ctrl+Shift+Z)"
            disabled={!history.canRedo}
            onClick={history.redo}
          >
            <IconArrowForwardUp size={16} aria-hidden />
          </ActionIcon>
          <Button size="xs" onClick={() => setChoosing(true)}>
            Choose a template
          </Button>
        </div>
        {view === "builder" ? (
          <Builder
            xml={value}
            onChange={(xml) => history.change(xml)}
            problems={problems}
            usage={usage}
            schema={parsed.ok ? parsed.schema : null}
            jump={jump}
            onShowLine={(line) => show(line, "xml")}
          />
        ) : (
          <XmlEditor
            value={value}
            onChange={(xml) => history.change(xml, "xml")}
            wrong={problems}
            jump={jump}
            label="Labeling configuration, XML"
          />
        )}
        <ProblemList
          problems={problems}
          others={gone}
          onShow={(line) => show(line, view)}
          onShowXml={view === "builder" ? (line) => show(line, "xml") : null}
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
            onUse={(from, to) => history.change(withField(value, from, to))}
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

/** Undo and redo for both views: what one did, the other can take back. A field that is half written keeps its own. */
function onHistoryKey(event: KeyboardEvent, history: ReturnType<typeof useTextHistory>): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const isRedo = (key === "z" && event.shiftKey) || key === "y";
  if (!isRedo && key !== "z") return;
  if (event.target instanceof HTMLElement && event.target.dataset.draft) return;
  event.preventDefault();
  event.stopPropagation();
  if (isRedo) history.redo();
  else history.undo();
}

function hasLine(problem: Problem): problem is Problem & { line: number } {
  return problem.line != null;
}

function asConfigProblem(problem: Problem & { line: number }) {
  return { line: problem.line, tag: problem.tag ?? "", message: problem.message, fix: problem.fix ?? "" };
}
