import { useState } from "react";
import { Icon } from "../../panels/Icon";
import { pageNamed } from "./pages";

interface Props {
  readonly page: number;
  readonly pages: number;
  readonly scale: number;
  /** The pages are as wide as the pane. */
  readonly fits: boolean;
  readonly onPage: (page: number) => void;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
}

const STEP = 1.25;

/** Which page is looked at, and how large. */
export function PdfBar({ fits, onFit, onPage, onZoom, page, pages, scale }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const go = () => {
    const wanted = pageNamed(typed ?? "", pages);
    if (wanted !== null) onPage(wanted);
    setTyped(null);
  };
  return (
    <div className="ed-pdf-bar" role="toolbar" aria-label="Pages">
      <button
        type="button"
        className="ed-button ed-button-icon"
        aria-label="Previous page"
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      >
        <span aria-hidden>‹</span>
      </button>
      <label>
        Page{" "}
        <input
          className="ed-field"
          inputMode="numeric"
          aria-label={`Page, of ${pages}`}
          value={typed ?? String(page)}
          onChange={(event) => setTyped(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={() => setTyped(null)}
          onKeyDown={(event) => {
            if (event.key === "Enter") go();
            else if (event.key === "Escape") setTyped(null);
          }}
        />{" "}
        of {pages}
      </label>
      <button
        type="button"
        className="ed-button ed-button-icon"
        aria-label="Next page"
        disabled={page >= pages}
        onClick={() => onPage(page + 1)}
      >
        <span aria-hidden>›</span>
      </button>
      <span className="ed-space" />
      <button
        type="button"
        className="ed-button ed-button-icon"
        aria-label="Smaller"
        onClick={() => onZoom(1 / STEP)}
      >
        <Icon name="minus" />
      </button>
      <span className="ed-pdf-scale">{Math.round(scale * 100)} %</span>
      <button
        type="button"
        className="ed-button ed-button-icon"
        aria-label="Larger"
        onClick={() => onZoom(STEP)}
      >
        <Icon name="plus" />
      </button>
      <button type="button" className="ed-button" aria-pressed={fits} onClick={onFit}>
        <Icon name="fit" />
        Fit width
      </button>
    </div>
  );
}
