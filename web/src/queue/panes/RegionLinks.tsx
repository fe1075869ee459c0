import { IconFocus2 } from "@tabler/icons-react";
import { useState } from "react";
import type { Editor } from "../../editor";
import { counted } from "../../kit/numbers";
import classes from "./panes.module.css";
import { regionName } from "./regionName";
import talk from "./talk.module.css";

const SHOWN = 4;

interface Props {
  editor: Editor;
  /** More than one. */
  regions: readonly string[];
}

/** What the same was said of: a way to each region that is still there. */
export function RegionLinks({ editor, regions }: Props) {
  const [all, setAll] = useState(false);
  const named = regions.flatMap((id) => {
    const name = regionName(editor, id);
    return name === null ? [] : [{ id, name }];
  });
  const gone = regions.length - named.length;
  const shown = all || named.length <= SHOWN ? named : named.slice(0, SHOWN - 1);
  return (
    <ul className={talk.regions} aria-label="About">
      {shown.map(({ id, name }) => (
        <li key={id}>
          <button
            type="button"
            className={classes.link}
            onPointerEnter={() => editor.light(id)}
            onPointerLeave={() => editor.light(null)}
            onFocus={() => editor.light(id)}
            onBlur={() => editor.light(null)}
            onClick={() => editor.goToRegion(id)}
          >
            <IconFocus2 size={12} aria-hidden />
            {name}
          </button>
        </li>
      ))}
      {shown.length < named.length && (
        <li>
          <button type="button" className={classes.link} onClick={() => setAll(true)}>
            and {named.length - shown.length} more
          </button>
        </li>
      )}
      {gone > 0 && (
        <li className={classes.hint}>
          {gone === regions.length ? "Regions that are gone" : `and ${counted(gone, "region")} gone`}
        </li>
      )}
    </ul>
  );
}
