import { IconBolt, IconStarFilled } from "@tabler/icons-react";
import classes from "./compare.module.css";
import type { Compared } from "./useComparison";

interface Props {
  compared: readonly Compared[];
  base: string;
  focus: string;
  onBase: (id: string) => void;
  onFocus: (id: string) => void;
  /** Which others stand beside the base as well; null where there is room for one only. */
  beside: ReadonlySet<string> | null;
  onBeside: (id: string) => void;
}

/** Who is compared with whom: the base by its mark, the others with how alike they are. */
export function CompareChoice({ base, beside, compared, focus, onBase, onBeside, onFocus }: Props) {
  return (
    <section className={classes.choice} aria-label="What is compared">
      <h2>Compared with</h2>
      <ul>
        {compared.map(({ comparison, entry }) => (
          <li
            key={entry.id}
            data-base={entry.id === base || undefined}
            data-focus={entry.id === focus || undefined}
          >
            <button
              type="button"
              className={classes.entry}
              aria-pressed={entry.id === focus}
              disabled={entry.id === base}
              onClick={() => onFocus(entry.id)}
            >
              <span className={classes.name}>
                {entry.isPrediction && <IconBolt size={13} aria-hidden />}
                {entry.title}
                {entry.isTruth && <IconStarFilled size={12} aria-label="Ground truth" />}
                <small>{entry.note}</small>
              </span>
              <span className={classes.score}>
                {comparison ? `${Math.round(comparison.score * 100)} %` : "Base"}
              </span>
            </button>
            {entry.id !== base && (
              <span className={classes.more}>
                <button type="button" className={classes.makeBase} onClick={() => onBase(entry.id)}>
                  Make it the base
                </button>
                {beside && entry.id !== focus && (
                  <button
                    type="button"
                    className={classes.makeBase}
                    aria-pressed={beside.has(entry.id)}
                    onClick={() => onBeside(entry.id)}
                  >
                    {beside.has(entry.id) ? "Take it away" : "Show it too"}
                  </button>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
