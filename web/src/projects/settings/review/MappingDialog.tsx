import { Button, Modal, MultiSelect, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { nameOf } from "../../../access/me";
import type { Project } from "../../../api/contract";
import { membersQuery } from "../../queries";
import { SettingRow } from "../SettingRow";
import classes from "../Settings.module.css";
import { classesOf } from "./classes";
import type { ReviewForm } from "./form";

interface Props {
  form: ReviewForm;
  project: Project;
  opened: boolean;
  onClose: () => void;
}

type Part = "classes" | "annotators";

/** Who reviews which class, and whose work: any number of reviewers each. Saved with the section. */
export function MappingDialog({ form, project, opened, onClose }: Props) {
  const members = useQuery({ ...membersQuery(project.id), enabled: opened }).data?.results ?? [];
  const single = project.review_unit === "instance";
  const mapping = form.values.review_settings.reviewer_mapping;
  const people = members.map((member) => ({ value: String(member.id), label: nameOf(member) }));
  const known = new Set(people.map((person) => person.value));

  function set(part: Part, key: string, ids: string[]) {
    const { [key]: _, ...others } = mapping[part];
    form.setFieldValue("review_settings.reviewer_mapping", {
      ...mapping,
      [part]: ids.length === 0 ? others : { ...others, [key]: ids.map(Number) },
    });
  }

  function row(part: Part, key: string, title: string) {
    const chosen = (mapping[part][key] ?? []).map(String);
    const left = chosen
      .filter((id) => !known.has(id))
      .map((id) => ({ value: id, label: `Person ${id}, who left` }));
    return (
      <SettingRow key={key} title={title} meaning="">
        <MultiSelect
          aria-label={`Reviewers of ${title}`}
          searchable
          placeholder={chosen.length === 0 ? "Everybody" : undefined}
          data={[...people, ...left]}
          value={chosen}
          onChange={(ids) => set(part, key, ids)}
        />
      </SettingRow>
    );
  }

  const names = [...new Set([...classesOf(project), ...Object.keys(mapping.classes)])];
  const gone = Object.keys(mapping.annotators).filter((id) => !known.has(id));
  return (
    <Modal opened={opened} onClose={onClose} title="Reviewer mapping" size="lg">
      <Tabs defaultValue={single ? "classes" : "annotators"}>
        <Tabs.List>
          {single && <Tabs.Tab value="classes">Class mapping</Tabs.Tab>}
          <Tabs.Tab value="annotators">Annotator mapping</Tabs.Tab>
        </Tabs.List>
        {single && <Tabs.Panel value="classes">{names.map((name) => row("classes", name, name))}</Tabs.Panel>}
        <Tabs.Panel value="annotators">
          {members.map((member) => row("annotators", String(member.id), nameOf(member)))}
          {gone.map((id) => row("annotators", id, `Person ${id}, who left`))}
        </Tabs.Panel>
      </Tabs>
      <div className={classes.dialogFoot}>
        <div className={classes.bar}>
          <Button variant="filled" onClick={onClose}>
            Done
          </Button>
          <span className={classes.effect}>Takes effect when you save the section.</span>
        </div>
      </div>
    </Modal>
  );
}
