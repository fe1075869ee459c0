import { Popover } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import classes from "./Builder.module.css";
import { DraftField } from "./DraftField";
import styles from "./Options.module.css";

/** The categories of the theme as a configuration can name them: there colours are plain, and the same in both schemes. */
const PALETTE = [
  ["Blue", "#2f6fb5"],
  ["Orange", "#b5651d"],
  ["Teal", "#2d8577"],
  ["Pink", "#a63d6f"],
  ["Olive", "#6a7a1f"],
  ["Purple", "#7a5aa8"],
  ["Red", "#a8453a"],
  ["Grey", "#6f6a61"],
] as const;
const HEX = /^#[0-9a-f]{6}$/i;

interface Props {
  /** Of what: for those who do not see it. */
  title: string;
  /** As it is written; "" when the colours go round by themselves. */
  value: string;
  /** What is shown then. */
  automatic: string;
  onChange: (value: string | null) => void;
}

/** A colour from the palette or of one's own. */
export function ColourField({ automatic, onChange, title, value }: Props) {
  const [opened, setOpened] = useState(false);
  const choose = (colour: string | null) => {
    onChange(colour);
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.swatchButton}
          aria-label={`Colour of ${title}`}
          aria-expanded={opened}
          onClick={() => setOpened((open) => !open)}
        >
          <span className={styles.swatch} style={{ background: value || automatic }} />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.colours}>
        {opened && (
          <>
            <div className={styles.swatches}>
              {PALETTE.map(([name, colour]) => (
                <button
                  key={colour}
                  type="button"
                  aria-label={name}
                  aria-pressed={value.toLowerCase() === colour}
                  className={styles.swatchChoice}
                  style={{ background: colour }}
                  onClick={() => choose(colour)}
                >
                  {value.toLowerCase() === colour && <IconCheck size={14} aria-hidden />}
                </button>
              ))}
            </div>
            <div className={styles.ownColour}>
              <input
                type="color"
                aria-label="Any colour"
                value={HEX.test(value) ? value : "#2f6fb5"}
                onChange={(event) => onChange(event.currentTarget.value)}
              />
              <DraftField
                aria-label="Colour as text"
                className={classes.input}
                placeholder="#2f6fb5"
                value={value}
                onCommit={(text) => choose(text.trim() === "" ? null : text.trim())}
              />
            </div>
            <button
              type="button"
              className={classes.plain}
              aria-pressed={value === ""}
              onClick={() => choose(null)}
            >
              <span className={styles.swatch} style={{ background: automatic }} />
              Automatic
            </button>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
