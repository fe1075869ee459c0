import { Button } from "@mantine/core";
import { EntryFrame } from "./EntryFrame";
import { organizationName, useMe } from "./me";
import { useSignOut } from "./queries";

/** For somebody who has joined and has no role yet. */
export function WaitingPage() {
  const organization = organizationName(useMe());
  const signOut = useSignOut();
  return (
    <EntryFrame
      title={`You have joined ${organization}`}
      lead="An administrator gives you a role first. Load this page again when they have: your projects are here then."
    >
      <Button onClick={() => window.location.reload()} variant="filled" fullWidth>
        Look again
      </Button>
      <Button onClick={signOut} variant="subtle" fullWidth>
        Sign out
      </Button>
    </EntryFrame>
  );
}
