import { Checkbox } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../api/schema.gen";
import { body, server } from "../api/server";
import { Failure } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import { SavedMark } from "../kit/SavedMark";
import { Section } from "../kit/Section";
import { BoneRows } from "../kit/Waiting";
import classes from "./EmailSection.module.css";
import { emailQuery } from "./queries";

type Kinds = components["schemas"]["Kind"][];

/** What the person also gets by e-mail. Nothing, unless they ask for it. */
export function EmailSection() {
  const client = useQueryClient();
  const settings = useQuery(emailQuery);
  const saving = useMutation({
    mutationFn: (kinds: Kinds) => body(server.PUT("/api/notifications/email/", { body: { kinds } })),
    onSuccess: (saved) => client.setQueryData(emailQuery.queryKey, saved),
  });
  const kinds = settings.data?.kinds ?? [];
  const wanted = kinds.filter((each) => each.is_wanted).map((each) => each.kind);
  return (
    <Section title="E-mail" note="Everything arrives in the inbox; what you choose here is also sent to you.">
      {settings.isPending && <BoneRows rows={4} height={28} />}
      <NotLoaded of={settings} what="What you get by e-mail could not be loaded." />
      {settings.data && !settings.data.is_set_up && (
        <p className={classes.note}>
          E-mail is not set up on this server, so nothing is sent. Whoever runs it can name a mail server.
        </p>
      )}
      <div className={classes.kinds}>
        {kinds.map(({ is_allowed, is_wanted, kind, title }) => (
          <Checkbox
            key={kind}
            label={title}
            description={is_allowed ? undefined : "Your organization does not send it."}
            checked={is_wanted && is_allowed}
            disabled={!is_allowed || !settings.data?.is_set_up || saving.isPending}
            onChange={(event) =>
              saving.mutate(
                event.currentTarget.checked ? [...wanted, kind] : wanted.filter((each) => each !== kind),
              )
            }
          />
        ))}
      </div>
      {saving.isError && <Failure what="The choice was not saved." error={saving.error} />}
      <SavedMark at={saving.isSuccess ? saving.submittedAt : undefined} />
    </Section>
  );
}
