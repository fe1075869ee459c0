import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { initialsOf, nameOf } from "../access/me";
import { PROJECT_ROLES } from "../access/roles";
import type { Project, TeamMember } from "../api/contract";
import { DialogForm } from "../kit/DialogForm";
import { Failure } from "../kit/Notice";
import { PersonBadge } from "../kit/PersonBadge";
import { SearchField } from "../kit/SearchField";
import { BoneRows } from "../kit/Waiting";
import { mayLabel, mayReview } from "../projects/settings/review/people";
import { teamQuery } from "../projects/team";
import classes from "./Labels.module.css";

interface Props {
  project: Project;
  /** What has to be done: to label, to review, or both. */
  labels: boolean;
  reviews: boolean;
  /** Whether the person gets all of it, rather than what fits of all that a filter leaves. */
  isWhole: boolean;
  /** What is handed over, in words: "3 rows". */
  what: string;
  onClose: () => void;
  onAssign: (user: number) => void;
  pending: boolean;
  error: unknown;
}

/** Picks one person for the selected rows. What somebody holds is refused, with the names. */
export function AssignDialog(props: Props) {
  const { error, isWhole, labels, onAssign, onClose, pending, project, reviews, what } = props;
  const team = useQuery(teamQuery(project.id));
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<number>();
  const wanted = search.trim().toLowerCase();
  function isAble(member: TeamMember): boolean {
    const label = mayLabel(member, project);
    const review = mayReview(member);
    return isWhole ? (label || !labels) && (review || !reviews) : (label && labels) || (review && reviews);
  }
  const people = (team.data ?? [])
    .map((member) => ({
      id: member.id,
      name: nameOf(member),
      email: member.email,
      initials: initialsOf(member),
      part: member.role ? PROJECT_ROLES[member.role].name : "Viewer",
      isAble: isAble(member),
    }))
    .filter(({ email, name }) => `${name} ${email}`.toLowerCase().includes(wanted))
    .sort((one, other) => Number(other.isAble) - Number(one.isAble));
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
      {team.isPending && <BoneRows rows={4} />}
      <div className={classes.people} role="radiogroup" aria-label="To whom">
        {people.map((person) => (
          // biome-ignore lint/a11y/useSemanticElements: a row with a badge; the group says what it is
          <button
            key={person.id}
            type="button"
            role="radio"
            aria-checked={chosen === person.id}
            className={classes.choice}
            title={person.email}
            disabled={!person.isAble}
            onClick={() => setChosen(person.id)}
          >
            <PersonBadge id={person.id} name={person.name} initials={person.initials} size="s" />
            <span>{person.name}</span>
            <span>
              {person.isAble
                ? person.part
                : `${person.part}, may not do ${labels && reviews ? "all of it" : "it"}`}
            </span>
          </button>
        ))}
        {team.data && people.length === 0 && (
          <p className={classes.quiet}>Nobody in this project is called like that.</p>
        )}
      </div>
      {error != null && <Failure what="Nothing was assigned." error={error} />}
    </DialogForm>
  );
}
