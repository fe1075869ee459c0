/** The permissions that the page asks for. The server's table says who has them and checks every call anyway. */

export type OrganizationPermission =
  | "organization.view"
  | "organization.change"
  | "members.view"
  | "members.invite"
  | "members.change_role"
  | "tokens.create"
  | "project.create";

export type ProjectPermission =
  | "project.change"
  | "project.delete"
  | "project.publish"
  | "project.members"
  | "tasks.view"
  | "tasks.view_all"
  | "tasks.create"
  | "tasks.delete"
  | "annotations.create"
  | "annotations.view_all"
  | "label.stream"
  | "review.stream"
  | "assignments.change"
  | "export.run";

export function holds(
  permissions: readonly string[],
  wanted: OrganizationPermission | ProjectPermission,
): boolean {
  return permissions.includes(wanted);
}
