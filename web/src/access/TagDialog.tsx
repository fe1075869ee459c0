import { TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Membership } from "../api/contract";
import { DialogForm } from "../kit/DialogForm";
import { Failure } from "../kit/Notice";
import { nameOf, useMe } from "./me";
import { tagsQuery, useTagMember } from "./organization";

/** The tags of one member: what lists of people can be narrowed by beside the role. */
export function TagDialog({ member, onClose }: { member: Membership; onClose: () => void }) {
  const organization = useMe().active_organization;
  const known = useQuery(tagsQuery(organization)).data?.results ?? [];
  const tagging = useTagMember(organization);
  const [labels, setLabels] = useState(member.tags.map((tag) => tag.label));
  return (
    <DialogForm
      title={`Tags of ${nameOf(member.user)}`}
      action="Save"
      pending={tagging.isPending}
      onClose={onClose}
      onSubmit={() => tagging.mutate({ member: member.user.id, labels }, { onSuccess: onClose })}
    >
      {tagging.isError && <Failure what="The tags were not saved." error={tagging.error} />}
      <TagsInput
        label="Tags"
        description="Choose, or write a new one and press Enter: a skill, a language, a team."
        data-autofocus
        data={known.map((tag) => tag.label)}
        value={labels}
        onChange={setLabels}
      />
    </DialogForm>
  );
}
