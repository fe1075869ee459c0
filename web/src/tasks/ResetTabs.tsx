import { ActionIcon } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import { useState } from "react";
import { Confirm } from "../kit/Confirm";
import { useViews } from "./queries";

/** Begins anew with the tabs of a project. */
export function ResetTabs({ projectId, onDone }: { projectId: number; onDone: () => void }) {
  const [asked, setAsked] = useState(false);
  const { reset } = useViews(projectId);
  return (
    <>
      <ActionIcon
        size={28}
        aria-label="Reset tabs"
        title="Reset tabs: deletes those that are shared, and your own"
        onClick={() => setAsked(true)}
      >
        <IconRestore size={16} aria-hidden />
      </ActionIcon>
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title="Reset tabs?"
        action="Delete all tabs"
        pending={reset.isPending}
        error={reset.error}
        onConfirm={() =>
          reset.mutate(undefined, {
            onSuccess: () => {
              setAsked(false);
              onDone();
            },
          })
        }
      >
        All shared tabs go away for everybody, and your own with them. Tabs that other people keep for
        themselves stay, and the tasks stay as they are.
      </Confirm>
    </>
  );
}
