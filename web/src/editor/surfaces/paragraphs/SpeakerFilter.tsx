import type { CSSProperties } from "react";
import type { Speaker } from "./speakers";

interface Props {
  readonly speakers: ReadonlyMap<string, Speaker>;
  /** Those whose utterances are not shown. */
  readonly hushed: ReadonlySet<string>;
  readonly onChange: (hushed: ReadonlySet<string>) => void;
}

/** Shows and hides what somebody says. Regions on it stay as they are. */
export function SpeakerFilter({ hushed, onChange, speakers }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in one line
    <div className="ed-speakers" role="group" aria-label="Speakers">
      {[...speakers].map(([name, { colour, turns }]) => (
        <button
          key={name}
          type="button"
          className="ed-button"
          aria-pressed={!hushed.has(name)}
          title={hushed.has(name) ? "Show what is said by them" : "Hide what is said by them"}
          style={{ "--c": colour } as CSSProperties}
          onClick={() => {
            const next = new Set(hushed);
            if (!next.delete(name)) next.add(name);
            onChange(next);
          }}
        >
          <i className="ed-swatch" />
          <span dir="auto">{name || "–"}</span>
          <span className="ed-muted">{turns.toLocaleString("en")}</span>
        </button>
      ))}
    </div>
  );
}
