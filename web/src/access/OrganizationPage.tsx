import { Button } from "@mantine/core";
import { IconHistory, IconUserPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { PageTop } from "../kit/PageTop";
import { Section } from "../kit/Section";
import { EmailRules } from "./EmailRules";
import { InvitePanel } from "./InvitePanel";
import { InvitesSection } from "./InvitesSection";
import { MembersSection } from "./MembersSection";
import { organizationName, useMay, useMe } from "./me";
import classes from "./OrganizationPage.module.css";
import { WebhookList } from "./webhooks/WebhookList";

/** Who belongs to the organization, as what, and how others come in. */
export function OrganizationPage() {
  const me = useMe();
  const mayInvite = useMay("members.invite");
  const mayChange = useMay("organization.change");
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <PageTop title={organizationName(me)} documentTitle="Organization">
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
      <div className={classes.body}>
        {mayInvite && <InvitesSection />}
        <MembersSection />
        {mayChange && <EmailRules />}
        {mayChange && (
          <Section title="Webhooks">
            <WebhookList projectId={null} />
          </Section>
        )}
      </div>
      <InvitePanel opened={inviting} onClose={() => setInviting(false)} />
    </>
  );
}
