import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DialogForm } from "../kit/DialogForm";
import { Failure } from "../kit/Notice";
import { PersonBadge } from "../kit/PersonBadge";
import { SearchField } from "../kit/SearchField";
import { BoneRows } from "../kit/Waiting";
import { membersQuery } from "../projects/queries";
import classes from "./Labels.module.css";

interface Props {
  projectId: number;
  /** What is handed over, in words: "3 rows". */
  what: string;
  onClose: () => void;
  onAssign: (user: number) => void;
  pending: boolean;
  error: unknown;
}

/** Picks one person for the selected rows. What somebody holds is refused, with the names. */
export function AssignDialog({ error, onAssign, onClose, pending, projectId, what }: Props) {
  const members = useQuery(membersQuery(projectId));
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<number>();
  const wanted = search.trim().toLowerCase();
  const people = (members.data?.results ?? [])
    .map((member) => ({
      id: member.id,
      name: `${member.first_name} ${member.last_name}`.trim() || member.email,
      email: member.email,
      initials: member.initials,
    }))
    .filter(({ email, name }) => `${name} ${email}`.toLowerCase().includes(wanted));
  return (
    <DialogForm
      title={`Assign ${what}`}
      action="Assign"
      disabled={chosen === undefined}
      pending={pending}
      onClose={onClose}
      onSubmit={() => {
        if (chosen !== undefined) onAssign(chosen);
      }}
    >
      <SearchField
        value={search}
        onChange={setSearch}
        placeholder="Name or e-mail"
        label="Search people"
        width="100%"
      />
      {members.isPending && <BoneRows rows={4} />}
      <div className={classes.people} role="radiogroup" aria-label="To whom">
        {people.map((person) => (
          // biome-ignore lint/a11y/useSemanticElements: a row with a badge; the group says what it is
          <button
            key={person.id}
            type="button"
            role="radio"
            aria-checked={chosen === person.id}
            className={classes.choice}
            onClick={() => setChosen(person.id)}
          >
            <PersonBadge id={person.id} name={person.name} initials={person.initials} size="s" />
            <span>{person.name}</span>
            <span>{person.email}</span>
          </button>
        ))}
        {members.data && people.length === 0 && (
          <p className={classes.quiet}>Nobody in this project is called like that.</p>
        )}
      </div>
      {error != null && <Failure what="Nothing was assigned." error={error} />}
    </DialogForm>
  );
}
