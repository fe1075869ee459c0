import type { CSSProperties, ReactNode } from "react";
import { Choices } from "../controls/Choices";
import { editorCommand } from "../core/commands";
import { isDrawn, type Region } from "../core/model";
import { originTitle } from "../core/provenance";
import type { Editor } from "../core/store";
import { labelTitle, mainOption, NO_LABEL_COLOUR, regionTitle } from "../core/titles";
import { useEditor } from "../useEditor";
import { CommandButton } from "./CommandButton";
import { KeyCaps } from "./KeyCaps";
import "./panels.css";

/** The facts of the selected region, and the questions about it; nothing when nothing is selected. */
export function DetailsPanel({ editor }: { editor: Editor }) {
  const region = useEditor(editor, (state) => state.regions.get(state.selectedId ?? ""));
  const regions = useEditor(editor, (state) => state.regions);
  const editable = useEditor(editor, (state) => state.editable);
  if (!region) return null;
  const { schema } = editor.state();
  const { text } = editor.context(region.object);
  const option = mainOption(region, schema);
  const title = region.shape.kind === "whole" ? region.control : regionTitle(region, regions, schema, text);
  const questions = schema.controls.filter(
    (control) => control.perRegion && control.to === region.object && isDrawn(region),
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
        {editable && region.shape.kind !== "opaque" ? (
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
          {region.origin === "manual" ? null : <Fact name="Origin">{originTitle(region.origin)}</Fact>}
        </tbody>
      </table>
      {questions.map((control) => (
        <Choices key={control.name} editor={editor} control={control} />
      ))}
    </section>
  );
}

function ShapeFacts({ editor, region }: { editor: Editor; region: Region }) {
  const { shape } = region;
  if (shape.kind === "span") {
    const { offsets } = editor.context(region.object);
    return (
      <Fact name="Characters">
        {offsets.toPoints(shape.start)} to {offsets.toPoints(shape.end)}
      </Fact>
    );
  }
  if (shape.kind === "box") {
    const { height, width } = shape.picture;
    const known = width > 0 && height > 0;
    const across = (part: number) => (known ? Math.round((part / 100) * width) : Number(part.toFixed(1)));
    const down = (part: number) => (known ? Math.round((part / 100) * height) : Number(part.toFixed(1)));
    const unit = known ? "px" : "%";
    return (
      <>
        <Fact name="Position">
          {across(shape.x)}, {down(shape.y)} {unit}
        </Fact>
        <Fact name="Size">
          {across(shape.width)} × {down(shape.height)} {unit}
        </Fact>
        {shape.rotation === 0 ? null : <Fact name="Rotation">{Number(shape.rotation.toFixed(1))}°</Fact>}
      </>
    );
  }
  if (shape.kind === "opaque") {
    return (
      <>
        <Fact name="Kept as it is">{shape.reason}</Fact>
        <Fact name="Content">
          <pre className="ed-raw">
            {JSON.stringify(
              region.sources.map(({ item }) => item),
              null,
              1,
            )}
          </pre>
        </Fact>
      </>
    );
  }
  const chosen = [...region.answers.values()].flatMap((answer) => answer.choices);
  return <Fact name="Answer">{chosen.join(", ") || "–"}</Fact>;
}

function ScoreFact({ region }: { region: Region }) {
  const score = region.sources[0]?.item.score;
  return typeof score === "number" ? <Fact name="Score">{score.toFixed(2)}</Fact> : null;
}

function Fact({ children, name }: { name: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children}</td>
    </tr>
  );
}
