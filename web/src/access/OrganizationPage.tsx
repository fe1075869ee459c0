import { Button } from "@mantine/core";
import { IconHistory, IconUserPlus } from "@tabler/icons-react";
import { Link, useSearch } from "@tanstack/react-router";
import { type ComponentType, useState } from "react";
import type { Permission } from "../api/contract";
import { holds } from "../api/permissions";
import { PageTop } from "../kit/PageTop";
import { Section } from "../kit/Section";
import { EmailRules } from "./EmailRules";
import { EntrySection } from "./EntrySection";
import { GroupsSection } from "./GroupsSection";
import { InvitePanel } from "./InvitePanel";
import { InvitesSection } from "./InvitesSection";
import { MembersSection } from "./MembersSection";
import { organizationName, useMay, useMe } from "./me";
import classes from "./OrganizationPage.module.css";
import { PermissionsSection } from "./PermissionsSection";
import { ProjectTagsSection } from "./ProjectTagsSection";
import { WorkspacesSection } from "./WorkspacesSection";
import { WebhookList } from "./webhooks/WebhookList";

interface Part {
  id: string;
  label: string;
  needs: Permission;
  section: ComponentType;
}

const PARTS: readonly Part[] = [
  { id: "members", label: "Members", needs: "members.view", section: People },
  { id: "groups", label: "Groups", needs: "groups.view", section: GroupsSection },
  { id: "tags", label: "Project tags", needs: "project_tags.change", section: ProjectTagsSection },
  { id: "workspaces", label: "Workspaces", needs: "workspaces.change", section: WorkspacesSection },
  { id: "permissions", label: "Permissions", needs: "organization.change", section: PermissionsSection },
  { id: "webhooks", label: "Webhooks", needs: "organization.change", section: Hooks },
  { id: "settings", label: "Settings", needs: "organization.change", section: Rules },
];

/** Who belongs to the organization, as what, and how others come in. */
export function OrganizationPage() {
  const me = useMe();
  const { section } = useSearch({ from: "/app/organization" });
  const mayInvite = useMay("members.invite");
  const mayChange = useMay("organization.change");
  const [inviting, setInviting] = useState(false);
  const parts = PARTS.filter((part) => holds(me.permissions, part.needs));
  const shown = parts.find((part) => part.id === section) ?? parts[0];
  return (
    <>
      <PageTop
        title={organizationName(me)}
        documentTitle={shown ? `${shown.label} · Organization` : "Organization"}
      >
        {mayChange && (
          <Button
            size="xs"
            component={Link}
            to="/organization/activity"
            leftSection={<IconHistory size={14} aria-hidden />}
          >
            Activity
          </Button>
        )}
        {mayInvite && (
          <Button
            size="xs"
            variant="filled"
            leftSection={<IconUserPlus size={14} aria-hidden />}
            onClick={() => setInviting(true)}
          >
            Invite people
          </Button>
        )}
      </PageTop>
      <nav className={classes.tabs} aria-label="Organization">
        {parts.map((part) => (
          <Link
            key={part.id}
            to="/organization"
            search={{ section: part.id }}
            className={classes.tab}
            aria-current={part === shown ? "page" : undefined}
          >
            {part.label}
          </Link>
        ))}
      </nav>
      <div className={classes.body}>{shown && <shown.section />}</div>
      <InvitePanel opened={inviting} onClose={() => setInviting(false)} />
    </>
  );
}

function People() {
  const mayInvite = useMay("members.invite");
  return (
    <>
      {mayInvite && <InvitesSection />}
      <MembersSection />
    </>
  );
}

function Hooks() {
  return (
    <Section title="Webhooks">
      <WebhookList projectId={null} />
    </Section>
  );
}

function Rules() {
  return (
    <>
      <EntrySection />
      <EmailRules />
    </>
  );
}
