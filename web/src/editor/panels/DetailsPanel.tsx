import type { CSSProperties, ReactNode } from "react";
import { Question } from "../controls/Question";
import { editorCommand } from "../core/commands";
import { factsOf } from "../core/kinds";
import { isDrawn, type Region } from "../core/model";
import { type Authorship, provenanceWords, scoreOf } from "../core/provenance";
import type { Editor } from "../core/store";
import { answersTitle, labelTitle, mainOption, NO_LABEL_COLOUR, regionTitle } from "../core/titles";
import { isAskedAbout } from "../core/visibility";
import { writtenEntry } from "../ls/resultItem";
import { useEditor } from "../useEditor";
import { CommandButton } from "./CommandButton";
import { KeyCaps } from "./KeyCaps";
import { RegionLinks } from "./RegionLinks";
import { RegionNote } from "./RegionNote";
import { endTitle } from "./rowWords";
import "./panels.css";

interface Props {
  readonly editor: Editor;
  /** Who made a region and changed it, as far as that is known. */
  readonly authorshipOf?: (region: Region) => Authorship | null;
}

/** The facts of the selected region, and the questions about it; nothing when nothing is selected. */
export function DetailsPanel({ authorshipOf, editor }: Props) {
  const region = useEditor(editor, (state) => state.regions.get(state.selectedId ?? ""));
  const regions = useEditor(editor, (state) => state.regions);
  const editable = useEditor(editor, (state) => state.editable);
  const mayRemove = useEditor(editor, (state) => state.editable && state.rights.remove);
  if (!region) return null;
  const { schema } = editor.state();
  const option = mainOption(region, schema);
  const title =
    region.shape.kind === "whole"
      ? region.control
      : regionTitle(region, regions, schema, editor.context(region.object));
  const relates = editable && isDrawn(region);
  const situation = { regions, selectedId: region.id };
  const questions = schema.controls.filter(
    (control) => control.perRegion && isAskedAbout(control, region, schema, situation),
  );
  return (
    <section
      className="ed-details"
      aria-label={title}
      style={{ "--c": option?.colour ?? NO_LABEL_COLOUR } as CSSProperties}
    >
      <header className="ed-details-head">
        {isDrawn(region) ? <i className="ed-swatch" /> : null}
        <h2 dir="auto">{title}</h2>
        {relates ? <CommandButton editor={editor} command={editorCommand("region.link")} /> : null}
        {mayRemove && region.shape.kind !== "opaque" ? (
          <CommandButton editor={editor} command={editorCommand("edit.delete")} />
        ) : null}
      </header>
      <table className="ed-facts">
        <tbody>
          {isDrawn(region) ? (
            <Fact name="Label">
              {labelTitle(region, schema) || "No label"}{" "}
              {option?.key && editable ? <KeyCaps keys={option.key} /> : null}
            </Fact>
          ) : null}
          <ShapeFacts editor={editor} region={region} />
          <ScoreFact region={region} />
          <OriginFact editor={editor} region={region} authorship={authorshipOf?.(region) ?? null} />
          {region.parent === null ? null : (
            <Fact name="Part of">
              <button type="button" className="ed-relation-end" onClick={() => editor.select(region.parent)}>
                <bdi>{endTitle(region.parent, regions, editor)}</bdi>
              </button>
            </Fact>
          )}
        </tbody>
      </table>
      {questions.map((control) => (
        <Question key={`${region.id} ${control.name}`} editor={editor} control={control} />
      ))}
      <RegionLinks editor={editor} region={region} />
      {isDrawn(region) ? <RegionNote key={`note ${region.id}`} editor={editor} region={region} /> : null}
    </section>
  );
}

function ShapeFacts({ editor, region }: { editor: Editor; region: Region }) {
  const facts = factsOf(region.shape, editor.context(region.object));
  return (
    <>
      {facts.map(({ name, value }) => (
        <Fact key={name} name={name}>
          {value}
        </Fact>
      ))}
      {region.shape.kind === "opaque" ? (
        <Fact name="Content">
          <pre className="ed-raw">
            {JSON.stringify(
              region.sources.map(({ item }) => writtenEntry(item)),
              null,
              1,
            )}
          </pre>
        </Fact>
      ) : null}
      {region.shape.kind === "whole" ? <Fact name="Answer">{answersTitle(region) || "–"}</Fact> : null}
    </>
  );
}

function ScoreFact({ region }: { region: Region }) {
  const score = region.origin === "manual" ? scoreOf(region) : null;
  return score === null ? null : <Fact name="Score">{score.toFixed(2)}</Fact>;
}

/** Where it comes from, and whose hands it went through. */
function OriginFact({
  authorship,
  editor,
  region,
}: Props & { region: Region; authorship: Authorship | null }) {
  const lines = provenanceWords(region, authorship, editor.isTouched(region.id));
  if (lines.length === 0 || (region.origin === "manual" && !authorship)) return null;
  return (
    <Fact name="Origin">
      {lines.map((line) => (
        <span key={line} className="ed-fact-line">
          {line}
        </span>
      ))}
    </Fact>
  );
}

function Fact({ children, name }: { name: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children}</td>
    </tr>
  );
}
