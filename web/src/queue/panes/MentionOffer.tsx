import classes from "./panes.module.css";
import talk from "./talk.module.css";
import type { Mentions } from "./useMentions";

/** The people whose name may be meant. */
export function MentionOffer({ mentions: { chosen, label, list, offered, take } }: { mentions: Mentions }) {
  if (offered.length === 0) return null;
  return (
    <div id={list} role="listbox" aria-label="People to name" className={talk.offered}>
      {offered.map((person, at) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text, which names the chosen one
        <div
          key={person.id}
          id={`${list}-${at}`}
          role="option"
          aria-selected={at === chosen}
          className={talk.offer}
          // Before the text loses the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            take(person);
          }}
        >
          {label(person)}
          {person.email && <span className={classes.hint}>{person.email}</span>}
        </div>
      ))}
    </div>
  );
}
