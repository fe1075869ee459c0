import type { Region } from "../core/model";
import type { LinkShape } from "../core/shapes";
import type { Editor } from "../core/store";
import { findControl } from "../ls/schema";
import { useEditor } from "../useEditor";
import { Icon } from "./Icon";
import { endTitle } from "./rowWords";

type Link = Region & { readonly shape: LinkShape };

/** Relations of the selected region, or the selected relation: where they lead, which way, and what they are called. */
export function RegionLinks({ editor, region }: { editor: Editor; region: Region }) {
  const links = editor.links(region.id);
  if (links.length === 0) return null;
  return (
    <section className="ed-links" aria-label="Relations">
      {region.shape.kind === "link" ? null : <h3 className="ed-links-title">Relations</h3>}
      {links.map((link) => (
        <LinkLine key={link.id} editor={editor} link={link} of={region.id} />
      ))}
    </section>
  );
}

function LinkLine({ editor, link, of }: { editor: Editor; link: Link; of: string }) {
  const regions = useEditor(editor, (state) => state.regions);
  const editable = useEditor(editor, (state) => state.editable && state.rights.relabel);
  const removable = useEditor(editor, (state) => state.editable && state.rights.remove);
  const { from, to } = link.shape;
  // A relation names both of its ends; of a region the other one is enough.
  const ends = of === link.id ? [from, to] : [of === from ? to : from];
  return (
    <div className="ed-relation">
      <div className="ed-relation-line">
        {ends.map((id) => (
          <button
            key={id}
            type="button"
            className="ed-relation-end"
            title="Go to this region"
            disabled={!regions.has(id)}
            onClick={() => editor.select(id)}
          >
            <bdi>{endTitle(id, regions, editor)}</bdi>
          </button>
        ))}
        <Directions editor={editor} link={link} turned={of === to} disabled={!editable} />
        {removable ? (
          <button
            type="button"
            className="ed-button ed-button-icon"
            aria-label="Delete the relation"
            title="Delete the relation"
            onClick={() => editor.remove(link.id)}
          >
            <Icon name="trash" />
          </button>
        ) : null}
      </div>
      <LinkLabels editor={editor} link={link} disabled={!editable} />
    </div>
  );
}

const DIRECTIONS = ["left", "bi", "right"] as const;
const TURNED = { left: "right", bi: "bi", right: "left" } as const;
const ICONS = { left: "link-left", bi: "link-both", right: "link-right" } as const;
const WORDS = { left: "From the other to this", bi: "Both ways", right: "From this to the other" } as const;

interface DirectionsProps {
  readonly editor: Editor;
  readonly link: Link;
  /** It is seen from its far end, where an arrow to the right points away from there. */
  readonly turned: boolean;
  readonly disabled: boolean;
}

function Directions({ disabled, editor, link, turned }: DirectionsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in one line with others
    <div role="group" className="ed-segments" aria-label="Direction">
      {DIRECTIONS.map((shown) => {
        const direction = turned ? TURNED[shown] : shown;
        return (
          <button
            key={shown}
            type="button"
            className="ed-button"
            aria-label={WORDS[shown]}
            title={WORDS[shown]}
            aria-pressed={link.shape.direction === direction}
            disabled={disabled}
            onClick={() => editor.setDirection(link.id, direction)}
          >
            <Icon name={ICONS[shown]} />
          </button>
        );
      })}
    </div>
  );
}

/** What the configuration lets a relation be called: one name, or several where it says so. */
function LinkLabels({ disabled, editor, link }: { disabled: boolean; editor: Editor; link: Link }) {
  const relations = findControl(editor.state().schema, link.labeller);
  if (!relations || relations.options.length === 0) return null;
  const toggle = (label: string) => {
    const others = link.labels.filter((each) => each !== label);
    const off = others.length < link.labels.length;
    if (off) return others;
    return relations.multiple ? [...others, label] : [label];
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in one line with others
    <div role="group" className="ed-relation-labels" aria-label="What the relation is called">
      {relations.options.map(({ hint, title, value }) => (
        <button
          key={value}
          type="button"
          className="ed-chip"
          title={hint ?? undefined}
          aria-pressed={link.labels.includes(value)}
          disabled={disabled}
          onClick={() => editor.labelLink(link.id, toggle(value))}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
