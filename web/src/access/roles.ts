/** Roles as people read them. */
import type { NewInvite, OrganizationRole, Project, ProjectRole } from "../api/contract";
import { holds } from "../api/permissions";

interface RoleText {
  name: string;
  can: string;
}

export const ROLES: Record<OrganizationRole, RoleText> = {
  OW: { name: "Owner", can: "Everything, and cannot be removed." },
  AD: { name: "Administrator", can: "Everything in every project, and who belongs to the organization." },
  MA: { name: "Manager", can: "Creates projects, brings data in and out, and watches the work in them." },
  RE: { name: "Reviewer", can: "Judges submitted work in the projects they belong to, and can label." },
  AN: { name: "Annotator", can: "Labels in the projects they belong to." },
  VO: { name: "Viewer", can: "Sees tasks and work in the projects they belong to, and changes nothing." },
  NO: { name: "Not activated", can: "Has joined and sees nothing until somebody gives them a role." },
  DI: { name: "Deactivated", can: "Cannot sign in; their work stays." },
};

/** Roles that can be given; there is one owner, and nobody is made one. */
export type GivenRole = NewInvite["role"];

const GIVEN_ROLES: GivenRole[] = ["AD", "MA", "RE", "AN", "VO"];

/** Roles whose part in one project may differ from their part in the organization. */
export const ROLES_WITH_PROJECT_PART: OrganizationRole[] = ["RE", "AN"];

export const PROJECT_ROLES: Record<ProjectRole, RoleText> = {
  AD: { name: "Admin", can: "Everything here, and it cannot be taken back." },
  TM: {
    name: "Team manager",
    can: "Leads the work here: people, assignments, the queue. No data, labels or export.",
  },
  AN: { name: "Annotator", can: "Labels here." },
  RE: { name: "Reviewer", can: "Judges the work of others here." },
  AR: { name: "Annotator and reviewer", can: "Labels here, and judges the work of others; never their own." },
};

export const GIVEN_PROJECT_ROLES: ProjectRole[] = ["AN", "RE", "AR", "TM", "AD"];

/** Roles in a project that somebody may give there: only its admins make admins. */
export function rolesInProjectGivenBy(project: Project): ProjectRole[] {
  return GIVEN_PROJECT_ROLES.filter(
    (role) => role !== "AD" || holds(project.my.permissions, "members.admins"),
  );
}

export function roleName(role: OrganizationRole): string {
  return ROLES[role].name;
}

/** What may be given by somebody with this role: only an administrator makes managers and administrators. */
export function rolesGivenBy(role: OrganizationRole): GivenRole[] {
  if (role === "OW" || role === "AD") return GIVEN_ROLES;
  return role === "MA" ? ["RE", "AN", "VO"] : [];
}
