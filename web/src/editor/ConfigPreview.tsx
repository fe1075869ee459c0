import { useEffect, useMemo, useRef } from "react";
import { createEditor } from "./core/store";
import { EditorSurface } from "./EditorSurface";
import { parseConfig } from "./ls/parseConfig";
import type { ConfigProblem } from "./ls/schema";
import { DetailsPanel } from "./panels/DetailsPanel";
import { Icon } from "./panels/Icon";
import { useEditorHotkeys } from "./useEditorHotkeys";
import "./preview.css";

interface Props {
  /** Labeling configuration as XML. */
  readonly config: string;
  /** Data of the item to try it on. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Told the problems of every new configuration; an empty list when it is sound. */
  readonly onProblem?: (problems: readonly ConfigProblem[]) => void;
}

/** A configuration as its annotators will see it. One can label; nothing is saved. */
export function ConfigPreview({ config, data, onProblem }: Props) {
  const parsed = useMemo(() => parseConfig(config), [config]);
  const fields = JSON.stringify(data);
  const editor = useMemo(() => {
    if (!parsed.ok) return null;
    const item = JSON.parse(fields) as Record<string, unknown>;
    return createEditor({ schema: parsed.schema, data: item, result: [], mode: "annotate" });
  }, [parsed, fields]);
  useEffect(() => onProblem?.(parsed.ok ? [] : parsed.problems), [parsed, onProblem]);
  if (editor) return <Preview key={config + fields} editor={editor} />;
  return (
    <div className="ed-preview-problems" role="alert">
      <p className="ed-preview-title">
        <Icon name="alert" size={16} />
        The configuration cannot be used yet.
      </p>
      <ul>
        {(parsed.ok ? [] : parsed.problems).map((problem) => (
          <li key={`${problem.line} ${problem.message}`}>
            <span className="ed-muted">Line {problem.line}</span> {problem.message} {problem.fix}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The keys work inside of the preview only: beside it somebody is writing XML. */
function Preview({ editor }: { editor: ReturnType<typeof createEditor> }) {
  const scope = useRef<HTMLDivElement>(null);
  useEditorHotkeys(editor, undefined, scope);
  const asksAboutRegions = editor.state().schema.controls.some((control) => control.perRegion);
  return (
    <div ref={scope} className="ed-preview">
      <EditorSurface editor={editor} />
      {asksAboutRegions && (
        <aside className="ed-preview-details">
          <DetailsPanel editor={editor} />
        </aside>
      )}
    </div>
  );
}
