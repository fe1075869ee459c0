import { type RefObject, useEffect, useMemo, useState } from "react";
import { Icon } from "../../panels/Icon";
import { findAll, nextFound } from "./finding";
import { highlight } from "./highlights";
import { lineAt } from "./marks";
import type { Prose } from "./prose";
import { pageRange } from "./textRange";
import type { Blocks } from "./useBlocks";

interface Props {
  readonly prose: Prose;
  readonly root: RefObject<HTMLElement | null>;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly blocks: Blocks;
  readonly goTo: (offset: number) => void;
}

/** Finds words in a text that is too long for the page: the browser's own search sees only what is there. */
export function FindBar({ blocks, goTo, input, prose, root }: Props) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(-1);
  const found = useMemo(() => findAll(prose.text, words), [prose, words]);
  const here = found[at];

  // biome-ignore lint/correctness/useExhaustiveDependencies: blocks that come onto the page are coloured, too
  useEffect(() => {
    const element = root.current;
    if (!element || found.length === 0) return;
    const onPage = found.flatMap((range) => {
      const line = lineAt(prose.lines, range.start);
      const shown = blocks.blocks.some(
        (block, n) => blocks.shown.has(n) && block.first <= line && line < block.last,
      );
      return (shown && pageRange(element, prose.lines, range)) || [];
    });
    const current = here && pageRange(element, prose.lines, here);
    const releases = [highlight("ed-found", onPage), highlight("ed-found-here", current ? [current] : [])];
    return () => {
      for (const release of releases) release();
    };
  }, [found, here, prose, root, blocks.shown]);

  const go = (step: 1 | -1) => {
    const next = nextFound(found, here?.start ?? -1, step);
    const range = found[next];
    if (!range) return;
    setAt(next);
    goTo(range.start);
  };
  return (
    <search className="ed-find">
      <label className="ed-search">
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          placeholder="Find in the text"
          aria-label="Find in the text"
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(-1);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
            else if (event.key === "Escape") {
              setWords("");
              root.current?.focus();
            } else return;
            event.preventDefault();
          }}
        />
      </label>
      <span className="ed-muted" role="status">
        {words.trim() === "" ? null : countWords(found.length, at)}
      </span>
      <button type="button" className="ed-button" disabled={found.length === 0} onClick={() => go(-1)}>
        Previous
      </button>
      <button type="button" className="ed-button" disabled={found.length === 0} onClick={() => go(1)}>
        Next
      </button>
    </search>
  );
}

function countWords(count: number, at: number): string {
  if (count === 0) return "Not found";
  const many = count === 1000 ? "the first 1,000" : count.toLocaleString("en");
  return at === -1 ? `Found ${many}` : `${(at + 1).toLocaleString("en")} of ${many}`;
}
