import { Checkbox } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "../api/schema.gen";
import { body, server } from "../api/server";
import { Failure } from "../kit/Notice";
import { Section } from "../kit/Section";
import classes from "./EmailSection.module.css";
import { emailQuery } from "./queries";

type Kinds = components["schemas"]["Kind"][];

/** Which kinds of e-mail the organization lets people ask for. */
export function EmailRules() {
  const client = useQueryClient();
  const settings = useQuery(emailQuery);
  const saving = useMutation({
    mutationFn: (forbidden: Kinds) =>
      body(server.PUT("/api/notifications/email/organization/", { body: { forbidden } })),
    onSuccess: (saved) => client.setQueryData(emailQuery.queryKey, saved),
  });
  if (!settings.data) return null;
  const forbidden = settings.data.kinds.filter((each) => !each.is_allowed).map((each) => each.kind);
  return (
    <Section
      title="E-mail"
      note={
        settings.data.is_set_up
          ? "What people may ask to get by e-mail. No e-mail says anything about the data of a task."
          : "E-mail is not set up on this server. What is chosen here holds once it is."
      }
    >
      <div className={classes.kinds}>
        {settings.data.kinds.map(({ is_allowed, kind, title }) => (
          <Checkbox
            key={kind}
            label={title}
            checked={is_allowed}
            disabled={saving.isPending}
            onChange={(event) =>
              saving.mutate(
                event.currentTarget.checked
                  ? forbidden.filter((each) => each !== kind)
                  : [...forbidden, kind],
              )
            }
          />
        ))}
      </div>
      {saving.isError && <Failure what="The choice was not saved." error={saving.error} />}
    </Section>
  );
}
