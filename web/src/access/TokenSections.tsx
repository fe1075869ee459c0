import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AccessToken } from "../api/contract";
import { Confirm } from "../kit/Confirm";
import { CopyField } from "../kit/CopyField";
import { Failure } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import { Section } from "../kit/Section";
import { day } from "../kit/times";
import { BoneRows } from "../kit/Waiting";
import classes from "./AccountPage.module.css";
import {
  accessTokensQuery,
  createAccessToken,
  legacyTokenQuery,
  resetLegacyToken,
  revokeAccessToken,
} from "./queries";

/** The keys with which scripts act as this person. */
export function TokenSections() {
  return (
    <>
      <PersonalTokenSection />
      <LegacyKeySection />
    </>
  );
}

function PersonalTokenSection() {
  const client = useQueryClient();
  const tokens = useQuery(accessTokensQuery);
  const [revoking, setRevoking] = useState<AccessToken | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: accessTokensQuery.queryKey });
  const creating = useMutation({ mutationFn: createAccessToken, onSuccess: refresh });
  const revoke = useMutation({
    mutationFn: revokeAccessToken,
    onSuccess: () => {
      setRevoking(null);
      creating.reset();
      return refresh();
    },
  });
  const now = new Date();
  return (
    <Section title="Personal access token" note="For scripts: assay.client, label-studio-sdk, or plain HTTP.">
      <p className={classes.text}>
        A script exchanges this token for short-lived ones by itself. There is one at a time; revoke it to
        make another.
      </p>
      {tokens.isPending && <BoneRows rows={1} />}
      <NotLoaded of={tokens} what="Your tokens could not be loaded." />
      {creating.isError && <Failure what="No token was created." error={creating.error} />}
      {creating.data && (
        <div className={classes.token}>
          <CopyField label="New personal access token" value={creating.data.token} />
          <p className={classes.text}>Copy it now: it is shown only this once.</p>
        </div>
      )}
      {tokens.data?.map((token) => (
        <div key={token.token} className={classes.buttons}>
          <span>
            Created {day(token.created_at, now)}
            {endOf(token, now)}
          </span>
          <Button size="xs" onClick={() => setRevoking(token)}>
            Revoke
          </Button>
        </div>
      ))}
      {tokens.data?.length === 0 && (
        <Button loading={creating.isPending} onClick={() => creating.mutate()}>
          Create token
        </Button>
      )}
      <Confirm
        opened={revoking !== null}
        onClose={() => setRevoking(null)}
        title="Revoke the personal access token?"
        action="Revoke token"
        pending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoking && revoke.mutate(revoking.token)}
      >
        Scripts that use it stop working at once. A new one can be created afterwards.
      </Confirm>
    </Section>
  );
}

const LONG_AFTER_US = 2100;

function endOf(token: AccessToken, now: Date): string {
  if (!token.expires_at || new Date(token.expires_at).getFullYear() >= LONG_AFTER_US)
    return ", does not run out";
  return `, holds until ${day(token.expires_at, now)}`;
}

function LegacyKeySection() {
  const client = useQueryClient();
  const [shown, setShown] = useState(false);
  const [resetting, setResetting] = useState(false);
  const key = useQuery({ ...legacyTokenQuery, enabled: shown });
  const reset = useMutation({
    mutationFn: resetLegacyToken,
    onSuccess: (fresh) => {
      client.setQueryData(legacyTokenQuery.queryKey, fresh);
      setResetting(false);
      setShown(true);
    },
  });
  return (
    <Section title="API key" note="The older kind, sent as “Authorization: Token …”.">
      <p className={classes.text}>It does not run out. Whoever has it can do what you can do.</p>
      <div className={classes.token}>
        {shown && <NotLoaded of={key} what="The key could not be shown." />}
        {shown && key.data && <CopyField label="API key" value={key.data.token} />}
        <div className={classes.buttons}>
          <Button onClick={() => setShown(!shown)} loading={shown && key.isPending}>
            {shown ? "Hide key" : "Show key"}
          </Button>
          <Button variant="subtle" onClick={() => setResetting(true)}>
            Reset key
          </Button>
        </div>
      </div>
      <Confirm
        opened={resetting}
        onClose={() => setResetting(false)}
        title="Reset the API key?"
        action="Reset key"
        pending={reset.isPending}
        error={reset.error}
        onConfirm={() => reset.mutate()}
      >
        You get a new key, and scripts that use the old one stop working at once.
      </Confirm>
    </Section>
  );
}
