/** Whom the settings of review offer: people whose part in the project lets them do what they are named for. */
import { nameOf } from "../../../access/me";
import type { Project, TeamMember } from "../../../api/contract";

/** Whether somebody's part lets them judge the work of others. The server refuses anybody else as a reviewer. */
export function mayReview({ role }: TeamMember): boolean {
  return role !== null && role !== "AN";
}

/** Whether somebody's part lets them label; in manual QA reviewers only review. */
export function mayLabel({ role }: TeamMember, { preset }: Pick<Project, "preset">): boolean {
  return role !== null && (role !== "RE" || preset !== "manual_qa");
}

/** What to choose from, with those who are chosen though they can no longer be. */
export function offered(team: readonly TeamMember[], chosen: readonly number[]) {
  const able = team.filter(mayReview).map((member) => ({ value: String(member.id), label: nameOf(member) }));
  const kept = chosen
    .filter((id) => !able.some(({ value }) => value === String(id)))
    .map((id) => ({ value: String(id), label: unableName(team, id) }));
  return [...able, ...kept];
}

function unableName(team: readonly TeamMember[], id: number): string {
  const member = team.find((other) => other.id === id);
  return member ? `${nameOf(member)}, who may not review` : `Person ${id}, who left`;
}
