import { ActionIcon, Button } from "@mantine/core";
import { IconHistory, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../kit/Confirm";
import { NotLoaded } from "../../kit/NotLoaded";
import { type Column, Table } from "../../kit/Table";
import tables from "../../kit/Table.module.css";
import { BoneRows } from "../../kit/Waiting";
import { DeliveryLog } from "./DeliveryLog";
import { useWebhookActions, type Webhook, webhooksQuery } from "./queries";
import { WebhookForm } from "./WebhookForm";
import classes from "./Webhooks.module.css";

const COLUMNS: readonly Column[] = [
  { title: "Address" },
  { title: "Messages", width: 150 },
  { title: "State", width: 190 },
  { title: "Actions", width: 124, silent: true },
];

/** The hooks of a project, or of the organization: who is told what, and whether it arrives. */
export function WebhookList({ projectId }: { projectId: number | null }) {
  const hooks = useQuery(webhooksQuery(projectId));
  const { remove } = useWebhookActions(projectId);
  const [edited, setEdited] = useState<Webhook | "new" | null>(null);
  const [logged, setLogged] = useState<number | null>(null);
  const [leaving, setLeaving] = useState<Webhook | null>(null);
  const shown = hooks.data?.find((hook) => hook.id === logged);
  return (
    <div className={classes.list}>
      <div className={classes.top}>
        <p className={classes.meaning}>
          When something happens {projectId === null ? "in any project" : "in this project"}, Assay sends a
          message to these addresses. What fails is tried again for hours.
        </p>
        <Button
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setEdited("new")}
          style={{ flex: "none" }}
        >
          Add webhook
        </Button>
      </div>
      {hooks.isPending && <BoneRows rows={2} />}
      <NotLoaded of={hooks} what="The webhooks could not be loaded." />
      {hooks.data?.length === 0 && <p className={classes.meaning}>No address is told anything yet.</p>}
      {hooks.data && hooks.data.length > 0 && (
        <Table columns={COLUMNS} className={classes.table}>
          {hooks.data.map((hook) => (
            <tr key={hook.id}>
              <td title={hook.url}>{hook.url}</td>
              <td className={tables.muted}>{messagesOf(hook)}</td>
              <td>
                <StateOf hook={hook} />
              </td>
              <td>
                <div className={classes.buttons}>
                  <ActionIcon
                    aria-label={`What was sent to ${hook.url}`}
                    title="What was sent"
                    onClick={() => setLogged(hook.id)}
                  >
                    <IconHistory size={14} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    aria-label={`Change ${hook.url}`}
                    title="Change"
                    onClick={() => setEdited(hook)}
                  >
                    <IconPencil size={14} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    aria-label={`Delete ${hook.url}`}
                    title="Delete"
                    onClick={() => setLeaving(hook)}
                  >
                    <IconTrash size={14} aria-hidden />
                  </ActionIcon>
                </div>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {edited !== null && (
        <WebhookForm
          hook={edited === "new" ? null : edited}
          projectId={projectId}
          onClose={() => setEdited(null)}
        />
      )}
      {shown && <DeliveryLog hook={shown} onClose={() => setLogged(null)} />}
      <Confirm
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title="Delete this webhook?"
        action="Delete"
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => leaving && remove.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
      >
        {leaving?.url} is told nothing any more, and the log of what was sent there is deleted.
      </Confirm>
    </div>
  );
}

function messagesOf(hook: Webhook): string {
  const named = hook.actions.length;
  if (!hook.send_for_all_actions) return named === 1 ? "1 kind" : `${named} kinds`;
  const ours = hook.actions.filter(
    (name) => name.startsWith("ASSAY_") || name === "ANNOTATION_DELETED",
  ).length;
  return ours ? `All, and ${ours} more` : "All";
}

function StateOf({ hook }: { hook: Webhook }) {
  if (hook.switched_off_at) {
    return (
      <span className={classes.bad} title={`It failed ${hook.consecutive_failures} times in a row.`}>
        Given up: it failed too often
      </span>
    );
  }
  if (!hook.is_active) return <span className={tables.muted}>Off</span>;
  if (hook.consecutive_failures > 0) {
    return <span className={classes.bad}>Failing, {hook.consecutive_failures} in a row</span>;
  }
  return <span>On</span>;
}
