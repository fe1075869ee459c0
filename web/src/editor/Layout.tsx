import type { CSSProperties } from "react";
import { arranged, splits } from "./arrange";
import { Compared, comparisonOf } from "./controls/Compared";
import { FilterField } from "./controls/FilterField";
import { Question } from "./controls/Question";
import type { Editor } from "./core/store";
import { holds, isAsked } from "./core/visibility";
import { headingText } from "./headingText";
import { findControl, type LayoutNode } from "./ls/schema";
import { configStyle } from "./style/configStyle";
import { strangerNames } from "./style/strangers";
import { surfaceFor } from "./surfaces";
import { useEditor } from "./useEditor";
import { viewStyle } from "./viewStyle";

interface Props {
  readonly editor: Editor;
  readonly node: LayoutNode;
  readonly fills: boolean;
  /** Text of the header right before: the question of a control. */
  readonly title?: string | undefined;
}

/** Objects, questions and headers in the order of the configuration; what a condition hides is left out. */
export function Layout(props: Props) {
  const { editor, node } = props;
  switch (node.kind) {
    case "object":
      return <LayoutObject {...props} name={node.name} />;
    case "control":
      return <LayoutControl {...props} name={node.name} />;
    case "header":
      return (
        <p className="ed-header" data-size={node.size}>
          {headingText(node, editor)}
        </p>
      );
    case "words":
      return (
        <p className="ed-words" dir="auto">
          {node.value}
        </p>
      );
    case "view":
      return <LayoutView {...props} node={node} />;
    case "style":
      return <configStyle.Part css={node.css} />;
    case "filter":
      return <FilterField editor={editor} node={node} />;
  }
}

function LayoutObject({ editor, fills, name }: Props & { readonly name: string }) {
  const { schema } = editor.state();
  const object = schema.objects.find((each) => each.name === name);
  const Surface = object && surfaceFor(object.tag);
  const comparison = comparisonOf(name, schema);
  if (!Surface) return null;
  const shown = <Surface editor={editor} object={object} fills={fills} />;
  return comparison ? (
    <Compared editor={editor} control={comparison} object={object}>
      {shown}
    </Compared>
  ) : (
    shown
  );
}

type ViewNode = Extract<LayoutNode, { kind: "view" }>;

function LayoutView({ editor, fills, node }: Props & { readonly node: ViewNode }) {
  const { schema } = editor.state();
  const shown = useEditor(editor, (state) => node.condition === null || holds(node.condition, state, schema));
  if (!shown) return null;
  const style = viewStyle(node.style);
  return (
    <div
      className={`ed-view ${strangerNames(node.className)}`.trimEnd()}
      id={strangerNames(node.id) || undefined}
      data-split={node === schema.layout && splits(node, schema) > 0}
      data-row={style.flexDirection === "row"}
      style={style as CSSProperties}
    >
      {arranged(node, editor).map((group) => {
        const parts = group.children.map((index) => part(index));
        return group.className ? (
          <div key={group.children[0]} className={group.className}>
            {parts}
          </div>
        ) : (
          parts
        );
      })}
    </div>
  );

  function part(index: number) {
    const child = node.children[index];
    const next = node.children[index + 1];
    if (!child || (child.kind === "header" && next?.kind === "control" && asksBelow(next.name, editor))) {
      return null;
    }
    const before = node.children[index - 1];
    const question = before?.kind === "header" ? headingText(before, editor) : undefined;
    return <Layout key={index} editor={editor} node={child} fills={fills} title={question} />;
  }
}

function LayoutControl({ editor, name, title }: Props & { readonly name: string }) {
  const control = findControl(editor.state().schema, name);
  const asked = useEditor(editor, (state) => control !== undefined && isAsked(control, state.schema, state));
  // Labels stand in the bar; questions about a region in its details.
  if (!control || !asked || control.draws || control.names || control.perRegion) return null;
  return (
    <div className="ed-question">
      <Question editor={editor} control={control} title={title} />
    </div>
  );
}

/** Whether a control shows a question of its own, which the header before it then gives. */
function asksBelow(name: string, editor: Editor): boolean {
  const control = findControl(editor.state().schema, name);
  return control !== undefined && !control.draws && !control.names && !control.perRegion;
}
