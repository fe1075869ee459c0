import { useEffect, useRef } from "react";
import { editorCommand } from "../../core/commands";
import type { Editor } from "../../core/store";
import { CommandButton } from "../../panels/CommandButton";
import { useEditor } from "../../useEditor";

interface Props {
  readonly editor: Editor;
  readonly object: string;
  readonly sources: readonly string[];
}

/** The pictures of a list, small, with how many regions each has. */
export function PictureStrip({ editor, object, sources }: Props) {
  const strip = useRef<HTMLOListElement>(null);
  const current = useEditor(editor, (state) => state.positions.get(object) ?? 0);
  const regions = useEditor(editor, (state) => state.regions);
  const counts = new Map<number, number>();
  for (const region of regions.values()) {
    if (region.object !== object || region.shape.kind === "whole") continue;
    counts.set(region.item ?? 0, (counts.get(region.item ?? 0) ?? 0) + 1);
  }
  useEffect(() => {
    strip.current?.children[current]?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }, [current]);
  return (
    <nav className="ed-strip" aria-label={`Pictures of ${object}`}>
      <CommandButton editor={editor} command={editorCommand("picture.previous")} />
      <span className="ed-strip-place">
        {current + 1} of {sources.length}
      </span>
      <CommandButton editor={editor} command={editorCommand("picture.next")} />
      <ol ref={strip}>
        {sources.map((source, index) => {
          const count = counts.get(index) ?? 0;
          return (
            // The same picture may stand in a list twice.
            // biome-ignore lint/suspicious/noArrayIndexKey: its place is what an entry is known by
            <li key={index}>
              <button
                type="button"
                className="ed-thumbnail"
                aria-label={`Picture ${index + 1}, ${count} ${count === 1 ? "region" : "regions"}`}
                aria-current={index === current}
                onClick={() => editor.setPosition(object, index)}
              >
                <img src={source || undefined} alt="" loading="lazy" decoding="async" draggable={false} />
                {count > 0 ? <span aria-hidden>{count}</span> : null}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
