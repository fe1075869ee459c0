import { Radio, Select, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nameOf } from "../access/me";
import type { Project } from "../api/contract";
import { DialogForm } from "../kit/DialogForm";
import { Failure } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import { counted } from "../kit/numbers";
import { mayLabel } from "../projects/settings/review/people";
import { teamQuery } from "../projects/team";
import classes from "./Labels.module.css";
import { ReopenForecast } from "./ReopenForecast";
import { type Chosen, type Done, reopenedQuery, useReopen } from "./rounds";

interface Props {
  project: Project;
  chosen: Chosen;
  /** What is chosen, in words: "3 tasks". */
  what: string;
  onClose: () => void;
  onDone: (done: Done) => void;
}

type Who = "submitter" | "nobody" | "person";

/** Sends submitted tasks back for annotation: into whose hands, and with which words. */
export function ReopenDialog({ chosen, onClose, onDone, project, what }: Props) {
  const team = useQuery(teamQuery(project.id));
  const [who, setWho] = useState<Who>("submitter");
  const [person, setPerson] = useState<string | null>(null);
  const [comment, setComment] = useState("");
  const reopen = useReopen(project.id);
  const holder = who !== "person" ? who : person === null ? null : Number(person);
  const forecast = useQuery({
    ...reopenedQuery(project.id, chosen, holder ?? "submitter"),
    enabled: holder !== null,
  });
  const found = holder === null ? undefined : forecast.data;
  return (
    <DialogForm
      title={`Reopen ${what}`}
      size={460}
      action={found?.reopened ? `Reopen ${counted(found.reopened, "task")}` : "Reopen"}
      disabled={!found?.reopened}
      pending={reopen.isPending}
      onClose={onClose}
      onSubmit={() => {
        if (holder === null || !found?.reopened) return;
        reopen.mutate({ chosen, wish: { holder, comment: comment.trim() } }, { onSuccess: onDone });
      }}
    >
      <p className={classes.said}>
        They become returned. What was approved stays approved unless it is changed; rejections are counted
        on.
      </p>
      <Radio.Group
        label="Who gets them"
        value={who}
        onChange={(value) => setWho(value as Who)}
        className={classes.choices}
      >
        <Radio
          value="submitter"
          label="Who handed them in last"
          description="Where that person is not here any more they are free."
        />
        <Radio value="nobody" label="Nobody" description="They wait in the queue, behind what is there." />
        <Radio
          value="person"
          label="One person"
          description="Who goes on with the same work; its author stays."
        />
      </Radio.Group>
      {who === "person" && (
        <Select
          aria-label="Which person"
          placeholder="Choose a member"
          searchable
          data-autofocus
          data={(team.data ?? [])
            .filter((member) => mayLabel(member, project))
            .map((member) => ({ value: String(member.id), label: nameOf(member) }))}
          value={person}
          onChange={setPerson}
        />
      )}
      <Textarea
        label="Comment"
        placeholder="What has to be done"
        autosize
        minRows={2}
        maxRows={6}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      {holder !== null && forecast.isPending && <p className={classes.said}>Counting…</p>}
      {holder !== null && <NotLoaded of={forecast} what="What this comes to could not be counted." />}
      {found && <ReopenForecast found={found} toNobody={who === "nobody"} />}
      {reopen.isError && <Failure what="Nothing was reopened." error={reopen.error} />}
    </DialogForm>
  );
}
