import { type RefObject, useCallback, useEffect, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { type Block, blockAt, blocksOf, FEW_BLOCKS } from "./blocks";
import type { Line } from "./marks";

export interface Blocks {
  readonly blocks: readonly Block[];
  /** Those that are on the page now. */
  readonly shown: ReadonlySet<number>;
  /** Whether only a part of the text is on the page at a time. */
  readonly partly: boolean;
  /** Brings the block of a line onto the page before it returns. */
  readonly show: (line: number) => void;
}

/** How far from what is seen blocks are ready, in pixels. */
const AHEAD = 1500;

/**
 * Keeps on the page what is seen of a long text, and the lines that a selection begins and ends in: so a selection
 * may reach over any number of lines, and the page stays small.
 */
export function useBlocks(root: RefObject<HTMLElement | null>, lines: readonly Line[]): Blocks {
  const blocks = useMemo(() => blocksOf(lines), [lines]);
  const partly = blocks.length > FEW_BLOCKS && typeof IntersectionObserver === "function";
  const all = useMemo(() => new Set(blocks.keys()), [blocks]);
  const [near, setNear] = useState<ReadonlySet<number>>(FIRST);
  const shown = partly ? near : all;

  useEffect(() => {
    if (!partly || !root.current) return;
    const seen = new Set<number>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { boundingClientRect, isIntersecting, target } of entries) {
          if (!(target instanceof HTMLElement)) continue;
          const at = Number(target.dataset.block);
          if (isIntersecting) seen.add(at);
          else {
            seen.delete(at);
            if (target.firstChild) target.style.setProperty("--height", `${boundingClientRect.height}px`);
          }
        }
        const held = [...(root.current?.children ?? [])].flatMap((element, at) =>
          holdsSelection(element) ? [at] : [],
        );
        setNear(new Set([...seen, ...held]));
      },
      { root: scrollerOf(root.current), rootMargin: `${AHEAD}px 0px` },
    );
    const elements = root.current.children;
    for (const at of blocks.keys()) if (elements[at]) observer.observe(elements[at]);
    return () => observer.disconnect();
  }, [partly, root, blocks]);

  const show = useCallback(
    (line: number) => {
      const at = blockAt(blocks, line);
      if (partly) flushSync(() => setNear((before) => (before.has(at) ? before : new Set([...before, at]))));
    },
    [blocks, partly],
  );
  return useMemo(() => ({ blocks, shown, partly, show }), [blocks, shown, partly, show]);
}

const FIRST: ReadonlySet<number> = new Set([0, 1]);

function holdsSelection(element: Element): boolean {
  const selection = window.getSelection();
  return element.contains(selection?.anchorNode ?? null) || element.contains(selection?.focusNode ?? null);
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let above = element.parentElement; above; above = above.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(above).overflowY)) return above;
  }
  return null;
}
