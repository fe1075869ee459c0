import { type RefObject, useLayoutEffect, useState } from "react";
import type { Editor } from "../../core/store";
import { labelTitle } from "../../core/titles";
import { useEditor } from "../../useEditor";
import { type Arc, arcBetween } from "./arcs";
import type { Prose } from "./prose";
import { placeOf } from "./textRange";

interface Props {
  readonly editor: Editor;
  readonly object: string;
  readonly prose: Prose;
  readonly root: RefObject<HTMLElement | null>;
  /** Changes when lines come onto the page or leave it. */
  readonly shown: ReadonlySet<number> | null;
}

interface DrawnArc extends Arc {
  readonly id: string;
  readonly name: string;
}

/** The relations of the selected region as thin arrows; all of them at once would hide the text. */
export function LinkArcs({ editor, object, prose, root, shown }: Props) {
  const regions = useEditor(editor, (state) => state.regions);
  const selectedId = useEditor(editor, (state) => state.selectedId);
  const size = useEditor(editor, (state) => state.textSize);
  const [arcs, setArcs] = useState<readonly DrawnArc[]>([]);
  const [width, setWidth] = useState(0);

  useLayoutEffect(() => {
    if (!root.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(root.current);
    return () => observer.disconnect();
  }, [root]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: where words stand depends on width, size and what is shown
  useLayoutEffect(() => {
    const element = root.current;
    const links = element && selectedId !== null ? editor.links(selectedId) : [];
    if (!element || links.length === 0) {
      setArcs((before) => (before.length === 0 ? before : []));
      return;
    }
    const frame = (element.parentElement ?? element).getBoundingClientRect();
    const boxOf = (id: string) => {
      const region = regions.get(id);
      const range = region?.object === object ? prose.rangeOf(region.shape) : null;
      const place = range && placeOf(element, prose.lines, range.start);
      return place?.element.getClientRects()[0] ?? null;
    };
    setArcs(
      links.flatMap(({ shape, ...link }) => {
        const [from, to] = [boxOf(shape.from), boxOf(shape.to)];
        if (!from || !to) return [];
        const name = labelTitle({ shape, ...link }, editor.state().schema);
        return [{ id: link.id, name, ...arcBetween(from, to, frame, shape.direction) }];
      }),
    );
  }, [editor, object, prose, regions, root, selectedId, shown, size, width]);

  if (arcs.length === 0) return null;
  return (
    <svg className="ed-arcs" aria-hidden="true">
      <defs>
        <marker
          id="ed-arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto-start-reverse"
        >
          <path d="M0 0 8 4 0 8Z" />
        </marker>
      </defs>
      {arcs.map(({ direction, id, labelX, labelY, name, path }) => (
        <g key={id}>
          <path
            d={path}
            markerEnd={direction === "left" ? undefined : "url(#ed-arrow)"}
            markerStart={direction === "right" ? undefined : "url(#ed-arrow)"}
          />
          {name === "" ? null : (
            <text x={labelX} y={labelY}>
              {name}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
