import { Button, Modal, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { Failure } from "../../kit/Notice";
import { type Column, Table } from "../../kit/Table";
import tables from "../../kit/Table.module.css";
import { ago } from "../../kit/times";
import { BoneRows } from "../../kit/Waiting";
import { type Delivery, deliveriesQuery, useWebhookActions, type Webhook } from "./queries";
import classes from "./Webhooks.module.css";

const COLUMNS: readonly Column[] = [
  { title: "Message" },
  { title: "When", width: 104 },
  { title: "How it went", width: 210 },
  { title: "Took", width: 84, align: "number" },
  { title: "Send again", width: 124, silent: true },
];

/** What was sent to a hook in the last month, how it went, and sending it once more. */
export function DeliveryLog({ hook, onClose }: { hook: Webhook; onClose: () => void }) {
  const found = useQuery(deliveriesQuery(hook.id));
  const { test, resend } = useWebhookActions(hook.project);
  const [opened, setOpened] = useState<number | null>(null);
  const failed = test.error ?? resend.error;
  const now = new Date();
  return (
    <Modal opened onClose={onClose} title="What was sent" size={820}>
      <div className={classes.log}>
        <div className={classes.top}>
          <p className={classes.meaning}>{hook.url}</p>
          <Button
            size="xs"
            disabled={!hook.is_active}
            title={hook.is_active ? undefined : "The webhook is off."}
            loading={test.isPending}
            onClick={() => test.mutate(hook.id)}
          >
            Send a test
          </Button>
        </div>
        {failed && <Failure what="It was not sent." error={failed} />}
        {found.isPending && <BoneRows rows={3} />}
        {found.isError && <Failure what="The log could not be loaded." error={found.error} />}
        {found.data?.length === 0 && <p className={classes.meaning}>Nothing was sent yet.</p>}
        {found.data && found.data.length > 0 && (
          <Table columns={COLUMNS} className={classes.table}>
            {found.data.map((one) => (
              <Fragment key={one.id}>
                <tr>
                  <td>
                    <UnstyledButton
                      className={classes.address}
                      aria-expanded={opened === one.id}
                      onClick={() => setOpened(opened === one.id ? null : one.id)}
                    >
                      {one.action}
                    </UnstyledButton>
                  </td>
                  <td className={tables.muted} title={one.created_at}>
                    {ago(one.created_at, now)}
                  </td>
                  <td
                    className={one.status === "sent" ? classes.good : one.error ? classes.bad : tables.muted}
                  >
                    {outcomeOf(one)}
                  </td>
                  <td className={`${tables.number} ${tables.muted}`}>
                    {one.duration_ms === null ? "" : `${one.duration_ms} ms`}
                  </td>
                  <td className={tables.end}>
                    {(one.status !== "waiting" || one.attempts > 0) && (
                      <Button
                        size="xs"
                        variant="subtle"
                        disabled={!hook.is_active}
                        onClick={() => resend.mutate({ id: hook.id, delivery: one.id })}
                      >
                        Send again
                      </Button>
                    )}
                  </td>
                </tr>
                {opened === one.id && (
                  <tr>
                    <td colSpan={5} style={{ padding: 0, whiteSpace: "normal" }}>
                      <p className={classes.answer}>{detailOf(one)}</p>
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </Table>
        )}
      </div>
    </Modal>
  );
}

function outcomeOf(one: Delivery): string {
  if (one.status === "sent") return `Answered ${one.response_status}`;
  if (one.status === "dropped" || one.attempts === 0)
    return one.status === "waiting" ? "Waits to be sent" : "Not sent";
  const last = one.response_status ? `Answered ${one.response_status}` : "No answer";
  if (one.status === "failed") return `${last}, given up`;
  return one.attempts === 1 ? `${last}, is tried again` : `${last}, tried ${one.attempts} times`;
}

function detailOf(one: Delivery): string {
  const about = JSON.stringify(one.subject);
  const said = one.error ? `The address ${one.error}` : "";
  const problem = one.error.charAt(0) === one.error.charAt(0).toUpperCase() ? one.error : said;
  const answer = one.response_start ? `Answer: ${one.response_start}` : "";
  return [`Message ${one.id}, about ${about}`, problem, answer].filter(Boolean).join("\n");
}
