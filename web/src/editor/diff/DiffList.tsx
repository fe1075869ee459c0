import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useRef } from "react";
import { DIFFERENCE_LOOKS } from "../core/looks";
import { isDrawn, type Region } from "../core/model";
import type { Editor } from "../core/store";
import { answersTitle, labelTitle, mainOption, NO_LABEL_COLOUR, regionTitle } from "../core/titles";
import type { Pairing } from "../match/matchRegions";
import { Icon } from "../panels/Icon";
import "./diff.css";

const ROW_HEIGHT = 44;

interface Props {
  /** The two annotations, to name their regions. */
  readonly before: Editor;
  readonly after: Editor;
  readonly pairings: readonly Pairing[];
  readonly selected: Pairing | null;
  readonly onSelect: (pairing: Pairing) => void;
  /** Offers to take the region of the annotation on the right over into one's own work; null when one may not. */
  readonly onTakeOver: ((region: Region) => void) | null;
}

/** What became of each region between two annotations: one row each, by word, icon and colour. */
export function DiffList({ after, before, onSelect, onTakeOver, pairings, selected }: Props) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const at = selected ? pairings.indexOf(selected) : -1;
  const virtual = useVirtualizer({
    count: pairings.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
  }, [at, virtual]);

  function onKey(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
    const step = steps[event.key];
    const region = selected?.after;
    if (step !== undefined) {
      const next = pairings[Math.min(Math.max(at + step, 0), pairings.length - 1)];
      if (next) onSelect(next);
    } else if (event.key === "Enter" && onTakeOver && region && mayTake(selected)) onTakeOver(region);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={scroller}
      className="ed-list"
      role="listbox"
      tabIndex={0}
      aria-label="Differences"
      aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
      onKeyDown={onKey}
    >
      <div className="ed-list-inner" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const pairing = pairings[item.index];
          const region = pairing && (pairing.after ?? pairing.before);
          if (!pairing || !region) return null;
          const look = DIFFERENCE_LOOKS[pairing.difference];
          const owner = pairing.after ? after : before;
          const { regions, schema } = owner.state();
          const colour = mainOption(region, schema)?.colour ?? NO_LABEL_COLOUR;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list, which holds the focus
            <div
              key={`${pairing.before?.id ?? ""} ${pairing.after?.id ?? ""}`}
              id={`${id}-${item.index}`}
              role="option"
              tabIndex={-1}
              className="ed-row ed-diff-row"
              aria-selected={pairing === selected}
              aria-posinset={item.index + 1}
              aria-setsize={pairings.length}
              style={{ "--c": colour, transform: `translateY(${item.start}px)` } as CSSProperties}
              onClick={() => onSelect(pairing)}
            >
              <span className="ed-diff-mark" style={{ color: look.colour }}>
                <Icon name={look.icon} />
              </span>
              {isDrawn(region) ? <i className="ed-swatch" /> : null}
              <span className="ed-diff-words">
                <span className="ed-row-name" dir="auto">
                  {regionTitle(region, regions, schema, owner.context(region.object))}
                </span>
                <span className="ed-diff-what">
                  {look.word}
                  {whatDiffers(pairing, before, after)}
                </span>
              </span>
              {onTakeOver && pairing.after && mayTake(pairing) ? (
                <button
                  type="button"
                  className="ed-button ed-button-framed"
                  tabIndex={-1}
                  onClick={(event) => {
                    event.stopPropagation();
                    if (pairing.after) onTakeOver(pairing.after);
                  }}
                >
                  Take over
                </button>
              ) : null}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Only what is drawn can be taken over, and only where something differs. */
function mayTake(pairing: Pairing | null): boolean {
  return pairing?.after != null && isDrawn(pairing.after) && pairing.difference !== "same";
}

/** ": Car → Bus, overlap 0.82" */
function whatDiffers(
  { after, answers, before, difference, labels, place }: Pairing,
  one: Editor,
  other: Editor,
): string {
  if (!before || !after || difference === "same") return "";
  const words: string[] = [];
  if (labels) {
    const from = labelTitle(before, one.state().schema) || "no label";
    words.push(`${from} → ${labelTitle(after, other.state().schema) || "no label"}`);
  }
  if (answers) words.push(`${answersTitle(before) || "no answer"} → ${answersTitle(after) || "no answer"}`);
  if (isDrawn(after) && place < 0.999) words.push(`overlap ${place.toFixed(2)}`);
  return words.length > 0 ? `: ${words.join(", ")}` : "";
}
