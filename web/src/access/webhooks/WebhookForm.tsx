import { ActionIcon, Button, Checkbox, Modal, SegmentedControl, Switch, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../api/errors";
import { CopyField } from "../../kit/CopyField";
import { Failure } from "../../kit/Notice";
import { actionsQuery, useWebhookActions, type Webhook, type WebhookAction } from "./queries";
import classes from "./Webhooks.module.css";

const MOST_HEADERS = 10;

interface Header {
  key: number;
  name: string;
  value: string;
}

interface Props {
  /** What is changed; null makes a new one. */
  hook: Webhook | null;
  projectId: number | null;
  onClose: () => void;
}

/** Where messages go, which, with which headers, and the secret that signs them. */
export function WebhookForm({ hook, projectId, onClose }: Props) {
  const actions = useQuery(actionsQuery);
  const { save, renew } = useWebhookActions(projectId);
  const [url, setUrl] = useState(hook?.url ?? "");
  const [active, setActive] = useState(hook?.is_active ?? true);
  const [payload, setPayload] = useState(hook?.send_payload ?? true);
  const [everything, setEverything] = useState(hook?.send_for_all_actions ?? true);
  const [chosen, setChosen] = useState<readonly string[]>(hook?.actions ?? []);
  const [headers, setHeaders] = useState<readonly Header[]>(() =>
    Object.entries(hook?.headers ?? {}).map(([name, value], key) => ({ key, name, value })),
  );
  const secret = renew.data?.secret ?? hook?.secret;
  const problems = save.error instanceof ApiError ? save.error.problems : [];
  const wrong = (field: string) => problems.find((problem) => problem.field === field)?.message;
  const known = Object.entries(actions.data ?? {}).filter(
    ([, action]) => projectId === null || !action["organization-only"],
  );

  function submit() {
    const given = {
      url: url.trim(),
      is_active: active,
      send_payload: payload,
      send_for_all_actions: everything,
      actions: [...chosen],
      headers: Object.fromEntries(
        headers.filter((one) => one.name.trim()).map((one) => [one.name.trim(), one.value]),
      ),
    };
    save.mutate({ id: hook?.id ?? null, given }, { onSuccess: onClose });
  }

  return (
    <Modal opened onClose={onClose} title={hook ? "Change webhook" : "Add webhook"} size={680}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          label="Address"
          placeholder="https://example.org/hook"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          error={wrong("url")}
          required
          data-autofocus
        />
        <Switch label="On" checked={active} onChange={(event) => setActive(event.currentTarget.checked)} />
        <Switch
          label="Send the content"
          description="Off: a message holds the name of what happened and nothing else."
          checked={payload}
          onChange={(event) => setPayload(event.currentTarget.checked)}
        />
        <div>
          <p className={classes.legend}>Messages</p>
          <p className={classes.meaning}>
            All are those that Label Studio has, which scripts written for it know. Those of Assay alone are
            chosen one by one.
          </p>
          <SegmentedControl
            mt={8}
            aria-label="Messages"
            value={everything ? "all" : "chosen"}
            onChange={(value) => setEverything(value === "all")}
            data={[
              { value: "all", label: "All of Label Studio's" },
              { value: "chosen", label: "Only those chosen" },
            ]}
          />
          <fieldset className={classes.actions} aria-label="Kinds of messages">
            {known
              .filter(([, action]) => !everything || action.assay)
              .map(([name, action]) => (
                <Choice
                  key={name}
                  name={name}
                  action={action}
                  checked={chosen.includes(name)}
                  onChange={(on) =>
                    setChosen(on ? [...chosen, name] : chosen.filter((each) => each !== name))
                  }
                />
              ))}
          </fieldset>
        </div>
        <div>
          <p className={classes.legend}>Headers</p>
          <p className={classes.meaning}>
            Sent with every message, for example a key that the address asks for.
          </p>
          {headers.map((one) => (
            <div key={one.key} className={classes.header}>
              <TextInput
                aria-label="Name of a header"
                placeholder="Authorization"
                value={one.name}
                error={wrong(`headers.${one.name.trim()}`)}
                onChange={(event) =>
                  setHeaders(changed(headers, one.key, { name: event.currentTarget.value }))
                }
              />
              <TextInput
                aria-label={`Value of ${one.name || "the header"}`}
                value={one.value}
                onChange={(event) =>
                  setHeaders(changed(headers, one.key, { value: event.currentTarget.value }))
                }
              />
              <ActionIcon
                size="lg"
                aria-label={`Remove ${one.name || "the header"}`}
                title="Remove"
                onClick={() => setHeaders(headers.filter((each) => each.key !== one.key))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </div>
          ))}
          {headers.length < MOST_HEADERS && (
            <Button
              mt={8}
              size="xs"
              variant="subtle"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() =>
                setHeaders([
                  ...headers,
                  { key: Math.max(-1, ...headers.map((each) => each.key)) + 1, name: "", value: "" },
                ])
              }
            >
              Add header
            </Button>
          )}
        </div>
        {hook && secret && (
          <div>
            <p className={classes.legend}>Secret</p>
            <p className={classes.meaning}>
              Every message is signed with it in the header webhook-signature, as standardwebhooks.com
              describes.
            </p>
            <CopyField value={secret} label="Secret" />
            <Button
              mt={8}
              size="xs"
              variant="subtle"
              loading={renew.isPending}
              onClick={() => renew.mutate(hook.id)}
            >
              Make a new secret
            </Button>
            {renew.error && <Failure what="The secret was not renewed." error={renew.error} />}
          </div>
        )}
        {save.error && (
          <Failure what="The webhook was not saved." error={save.error} atFields={problems.length > 0} />
        )}
        <div className={classes.foot}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={save.isPending} disabled={!url.trim()}>
            {hook ? "Save" : "Add"}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function changed(headers: readonly Header[], key: number, change: Partial<Header>): Header[] {
  return headers.map((one) => (one.key === key ? { ...one, ...change } : one));
}

interface ChoiceProps {
  name: string;
  action: WebhookAction;
  checked: boolean;
  onChange: (on: boolean) => void;
}

function Choice({ name, action, checked, onChange }: ChoiceProps) {
  return (
    <Checkbox
      label={action.name}
      description={name}
      title={action.description}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
