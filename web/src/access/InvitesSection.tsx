import { Button, CopyButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Invite } from "../api/contract";
import { Failure } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import { counted } from "../kit/numbers";
import { type Column, Table } from "../kit/Table";
import tables from "../kit/Table.module.css";
import { ago, day } from "../kit/times";
import classes from "./OrganizationPage.module.css";
import { invitesQuery, useInviteActions } from "./queries";
import { PROJECT_ROLES, roleName } from "./roles";

const COLUMNS: readonly Column[] = [
  { title: "For", width: "24%" },
  { title: "Comes in as", width: 110 },
  { title: "Where" },
  { title: "Sent or used", width: 150 },
  { title: "Runs out", width: 90 },
  { title: "Actions", width: 190, silent: true },
];

/** Invitations that still let somebody in: to addresses, and links. Nothing is shown while there are none. */
export function InvitesSection() {
  const invites = useQuery(invitesQuery);
  const { revoke } = useInviteActions();
  if (invites.isError)
    return <NotLoaded of={invites} what="The invitations could not be loaded." className={classes.notice} />;
  if (!invites.data?.length) return null;
  return (
    <section aria-label="Open invitations">
      <div className={classes.bar}>
        <h2>Open invitations</h2>
        <span className={tables.muted}>{counted(invites.data.length, "invitation")}</span>
      </div>
      {revoke.isError && (
        <div className={classes.notice}>
          <Failure what="The invitation was not revoked." error={revoke.error} />
        </div>
      )}
      <Table columns={COLUMNS}>
        {invites.data.map((invite) => (
          <InviteRow
            key={invite.id}
            invite={invite}
            isEnding={revoke.isPending && revoke.variables === invite.id}
            onRevoke={() => revoke.mutate(invite.id)}
          />
        ))}
      </Table>
    </section>
  );
}

interface RowProps {
  invite: Invite;
  isEnding: boolean;
  onRevoke: () => void;
}

function InviteRow({ invite, isEnding, onRevoke }: RowProps) {
  const now = new Date();
  const places = [...invite.projects, ...invite.workspaces].map((place) => place.title).join(", ");
  const who = invite.email ?? "everybody with the link";
  return (
    <tr>
      <td title={invite.email ?? undefined}>
        {invite.email ?? <span className={tables.muted}>Everybody with the link</span>}
      </td>
      <td>{roleName(invite.role)}</td>
      <td title={places}>
        {places || "–"}
        {invite.project_role && (
          <span className={tables.muted}>
            , {PROJECT_ROLES[invite.project_role].name.toLowerCase()} there
          </span>
        )}
      </td>
      <td className={tables.muted}>
        <Fate invite={invite} now={now} />
      </td>
      <td className={tables.muted}>{day(invite.expires_at, now)}</td>
      <td className={tables.end}>
        {invite.invite_url && (
          <CopyButton value={invite.invite_url} timeout={2000}>
            {({ copied, copy }) => (
              <Button size="xs" variant="subtle" aria-label={`Copy the link for ${who}`} onClick={copy}>
                {copied ? "Copied" : "Copy link"}
              </Button>
            )}
          </CopyButton>
        )}
        <Button
          size="xs"
          variant="subtle"
          aria-label={`Revoke the invitation for ${who}`}
          onClick={onRevoke}
          loading={isEnding}
        >
          Revoke
        </Button>
      </td>
    </tr>
  );
}

/** What became of an invitation: whether its e-mail went out, or how often a link was used. */
function Fate({ invite, now }: { invite: Invite; now: Date }) {
  if (invite.email === null)
    return invite.uses === 0 ? "Not used yet" : `Used ${counted(invite.uses, "time")}`;
  if (invite.mail === "waiting") return "Being sent";
  if (invite.mail === "sent") return `Sent ${ago(invite.mailed_at ?? invite.created_at, now)}`;
  if (invite.mail === "none")
    return <span title="This installation has no mail server.">No e-mail sent</span>;
  return (
    <span className={classes.failed} title={invite.mail_error}>
      E-mail failed
    </span>
  );
}
