import { Button, Modal, Radio, Select, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nameOf } from "../access/me";
import { Failure } from "../kit/Notice";
import { counted } from "../kit/numbers";
import { membersQuery } from "../projects/queries";
import classes from "./Labels.module.css";
import { ReopenForecast } from "./ReopenForecast";
import { type Chosen, type Done, reopenedQuery, useReopen } from "./rounds";

interface Props {
  projectId: number;
  chosen: Chosen;
  /** What is chosen, in words: "3 tasks". */
  what: string;
  onClose: () => void;
  onDone: (done: Done) => void;
}

type Who = "submitter" | "nobody" | "person";

/** Sends submitted tasks back for annotation: into whose hands, and with which words. */
export function ReopenDialog({ chosen, onClose, onDone, projectId, what }: Props) {
  const members = useQuery(membersQuery(projectId));
  const [who, setWho] = useState<Who>("submitter");
  const [person, setPerson] = useState<string | null>(null);
  const [comment, setComment] = useState("");
  const reopen = useReopen(projectId);
  const holder = who !== "person" ? who : person === null ? null : Number(person);
  const forecast = useQuery({
    ...reopenedQuery(projectId, chosen, holder ?? "submitter"),
    enabled: holder !== null,
  });
  const found = holder === null ? undefined : forecast.data;
  return (
    <Modal opened onClose={onClose} title={`Reopen ${what}`} size={460}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
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
          className={classes.group}
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
            data={(members.data?.results ?? []).map((member) => ({
              value: String(member.id),
              label: nameOf(member),
            }))}
            value={person}
            onChange={setPerson}
            className={classes.group}
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
          className={classes.group}
        />
        {holder !== null && forecast.isPending && <p className={classes.said}>Counting…</p>}
        {holder !== null && forecast.isError && (
          <Failure
            what="What this comes to could not be counted."
            error={forecast.error}
            retry={() => void forecast.refetch()}
          />
        )}
        {found && <ReopenForecast found={found} toNobody={who === "nobody"} />}
        {reopen.isError && <Failure what="Nothing was reopened." error={reopen.error} />}
        <div className={classes.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={!found?.reopened} loading={reopen.isPending}>
            {found?.reopened ? `Reopen ${counted(found.reopened, "task")}` : "Reopen"}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
