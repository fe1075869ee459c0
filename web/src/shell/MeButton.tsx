import type { ComponentProps } from "react";
import { nameOf, useMe } from "../access/me";
import { PersonBadge } from "../kit/PersonBadge";
import classes from "./Rail.module.css";

/** The person at the page, as the button that opens their menu. */
export function MeButton(props: ComponentProps<"button">) {
  const me = useMe();
  const name = nameOf(me);
  return (
    <button type="button" {...props} className={`${classes.item} ${classes.me}`} title={name}>
      <PersonBadge id={me.id} name={name} initials={me.initials} />
      <span className={`${classes.word} ${classes.clip}`}>{me.first_name || name}</span>
    </button>
  );
}
