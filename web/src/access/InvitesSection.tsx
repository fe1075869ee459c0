import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Failure } from "../kit/Notice";
import { counted } from "../kit/numbers";
import tables from "../kit/Table.module.css";
import { ago, day } from "../kit/times";
import classes from "./OrganizationPage.module.css";
import { invitesQuery, useInviteActions } from "./queries";
import { PROJECT_ROLES, roleName } from "./roles";

/** Invitation links that still let somebody in. Nothing is shown while there are none. */
export function InvitesSection() {
  const invites = useQuery(invitesQuery);
  const { revoke } = useInviteActions();
  const now = new Date();
  if (invites.isError) {
    return (
      <div className={classes.notice}>
        <Failure
          what="The invitations could not be loaded."
          error={invites.error}
          retry={() => void invites.refetch()}
        />
      </div>
    );
  }
  if (!invites.data?.length) return null;
  return (
    <section aria-label="Open invitations">
      <div className={classes.bar}>
        <h2>Open invitations</h2>
        <span className={tables.muted}>{counted(invites.data.length, "link")}</span>
      </div>
      {revoke.isError && (
        <div className={classes.notice}>
          <Failure what="The invitation was not revoked." error={revoke.error} />
        </div>
      )}
      <table className={tables.table}>
        <colgroup>
          <col />
          <col style={{ width: "34%" }} />
          <col style={{ width: 120 }} />
          <col style={{ width: 120 }} />
          <col style={{ width: 90 }} />
          <col style={{ width: 110 }} />
        </colgroup>
        <thead>
          <tr>
            <th>Comes in as</th>
            <th>Project</th>
            <th>Created</th>
            <th>Runs out</th>
            <th className={tables.number}>Used</th>
            <th>
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {invites.data.map((invite) => (
            <tr key={invite.id}>
              <td>{roleName(invite.role)}</td>
              <td>
                {invite.project_title ?? "–"}
                {invite.project_role && (
                  <span className={tables.muted}>
                    , {PROJECT_ROLES[invite.project_role].name.toLowerCase()} there
                  </span>
                )}
              </td>
              <td className={tables.muted}>{ago(invite.created_at, now)}</td>
              <td className={tables.muted}>{invite.expires_at ? day(invite.expires_at, now) : "never"}</td>
              <td className={tables.number}>{invite.uses}</td>
              <td className={tables.end}>
                <Button
                  size="xs"
                  variant="subtle"
                  onClick={() => revoke.mutate(invite.id)}
                  loading={revoke.isPending && revoke.variables === invite.id}
                >
                  Revoke
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
