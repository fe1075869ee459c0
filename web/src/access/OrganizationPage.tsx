import { Button } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { PageTop } from "../kit/PageTop";
import { EmailRules } from "./EmailRules";
import { InvitePanel } from "./InvitePanel";
import { InvitesSection } from "./InvitesSection";
import { MembersSection } from "./MembersSection";
import { organizationName, useMay, useMe } from "./me";
import classes from "./OrganizationPage.module.css";

/** Who belongs to the organization, as what, and how others come in. */
export function OrganizationPage() {
  const me = useMe();
  const mayInvite = useMay("members.invite");
  const mayChange = useMay("organization.change");
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <PageTop title={organizationName(me)} documentTitle="Organization">
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
      </div>
      <InvitePanel opened={inviting} onClose={() => setInviting(false)} />
    </>
  );
}
