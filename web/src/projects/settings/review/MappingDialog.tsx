import { Modal, MultiSelect, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { nameOf } from "../../../access/me";
import type { Project } from "../../../api/contract";
import { classesOf } from "../../classes";
import { mayIn } from "../../queries";
import { teamQuery } from "../../team";
import { DialogFoot } from "../DialogFoot";
import { SettingRow } from "../SettingRow";
import type { ReviewForm } from "./form";
import { mayLabel, offered } from "./people";

interface Props {
  form: ReviewForm;
  project: Project;
  opened: boolean;
  onClose: () => void;
}

type Part = "classes" | "annotators";

/** Who reviews which class, and whose work: any number of reviewers each. Saved with the section. */
export function MappingDialog({ form, project, opened, onClose }: Props) {
  const team = useQuery({ ...teamQuery(project.id), enabled: opened }).data ?? [];
  const single = project.review_unit === "instance";
  const isRead = !mayIn(project, "quality.change");
  const mapping = form.values.review_settings.reviewer_mapping;

  function set(part: Part, key: string, ids: string[]) {
    const { [key]: _, ...others } = mapping[part];
    form.setFieldValue("review_settings.reviewer_mapping", {
      ...mapping,
      [part]: ids.length === 0 ? others : { ...others, [key]: ids.map(Number) },
    });
  }

  function row(part: Part, key: string, title: string) {
    const chosen = mapping[part][key] ?? [];
    return (
      <SettingRow key={key} title={title} meaning="">
        <MultiSelect
          aria-label={`Reviewers of ${title}`}
          searchable
          disabled={isRead}
          placeholder={chosen.length === 0 ? "Everybody" : undefined}
          nothingFoundMessage="Nobody of this name may review here"
          data={offered(team, chosen)}
          value={chosen.map(String)}
          onChange={(ids) => set(part, key, ids)}
        />
      </SettingRow>
    );
  }

  const names = [...new Set([...classesOf(project), ...Object.keys(mapping.classes)])];
  const annotators = team.filter(
    (member) => mayLabel(member, project) || String(member.id) in mapping.annotators,
  );
  const gone = Object.keys(mapping.annotators).filter(
    (id) => !team.some((member) => String(member.id) === id),
  );
  return (
    <Modal opened={opened} onClose={onClose} title="Reviewer mapping" size="lg">
      <Tabs defaultValue={single ? "classes" : "annotators"}>
        <Tabs.List>
          {single && <Tabs.Tab value="classes">Class mapping</Tabs.Tab>}
          <Tabs.Tab value="annotators">Annotator mapping</Tabs.Tab>
        </Tabs.List>
        {single && <Tabs.Panel value="classes">{names.map((name) => row("classes", name, name))}</Tabs.Panel>}
        <Tabs.Panel value="annotators">
          {annotators.map((member) => row("annotators", String(member.id), nameOf(member)))}
          {gone.map((id) => row("annotators", id, `Person ${id}, who left`))}
        </Tabs.Panel>
      </Tabs>
      <DialogFoot onClose={onClose} isRead={isRead} />
    </Modal>
  );
}
