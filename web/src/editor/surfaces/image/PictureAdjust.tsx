import { useId, useState } from "react";
import { Icon } from "../../panels/Icon";

/** How the picture is shown: percent of its own brightness and contrast. */
export interface Adjustment {
  readonly brightness: number;
  readonly contrast: number;
}

export const PLAIN: Adjustment = { brightness: 100, contrast: 100 };

/** As a filter on the picture alone; regions keep their colours. */
export function filterOf({ brightness, contrast }: Adjustment): string {
  if (brightness === PLAIN.brightness && contrast === PLAIN.contrast) return "";
  return `brightness(${brightness}%) contrast(${contrast}%)`;
}

const SLIDERS = [
  { name: "brightness", title: "Brightness" },
  { name: "contrast", title: "Contrast" },
] as const;

interface Props {
  readonly value: Adjustment;
  readonly onChange: (value: Adjustment) => void;
}

/** A button that opens the sliders for brightness and contrast. */
export function PictureAdjust({ onChange, value }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const changed = filterOf(value) !== "";
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only sees the focus leave, and Escape
    <div
      className="ed-adjust"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        setOpen(false);
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <button
        type="button"
        className="ed-button ed-button-icon"
        title="Brightness and contrast"
        aria-label="Brightness and contrast"
        aria-expanded={open}
        aria-controls={id}
        data-changed={changed}
        onClick={() => setOpen(!open)}
      >
        <Icon name="adjust" size={16} />
      </button>
      {open ? (
        // biome-ignore lint/a11y/useSemanticElements: sliders of a view are no form
        <div id={id} className="ed-adjust-panel" role="group" aria-label="Brightness and contrast">
          {SLIDERS.map(({ name, title }) => (
            <label key={name} className="ed-dial">
              <span>{title}</span>
              <input
                type="range"
                min={20}
                max={300}
                step={5}
                value={value[name]}
                onChange={(event) => onChange({ ...value, [name]: Number(event.target.value) })}
              />
              <output>{value[name]}%</output>
            </label>
          ))}
          <button
            type="button"
            className="ed-button ed-button-framed"
            disabled={!changed}
            onClick={() => onChange(PLAIN)}
          >
            As it is
          </button>
        </div>
      ) : null}
    </div>
  );
}
