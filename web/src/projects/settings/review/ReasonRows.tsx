import { ActionIcon, Button, Select, Textarea } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import type { Project } from "../../../api/contract";
import { SettingRow } from "../SettingRow";
import type { ReviewForm } from "./form";
import classes from "./Rows.module.css";

/** Single keys that neither the page nor its editor uses while somebody reviews; the server has the same list. */
const KEYS = [..."123456789filopqrtwxz"];

/** The reasons that reviewers give with one key, and when rejected work goes back. */
export function ReasonRows({ form, project }: { form: ReviewForm; project: Project }) {
  const { reject_reasons: reasons, return_at: returnAt } = form.values.review_settings;
  const write = (next: typeof reasons) => form.setFieldValue("review_settings.reject_reasons", next);

  function move(at: number, by: 1 | -1) {
    const next = [...reasons];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(at + by, 0, moved);
    write(next);
  }
  function add() {
    const used = new Set(reasons.map(({ key }) => key));
    write([...reasons, { text: "", key: KEYS.find((key) => !used.has(key)) ?? "" }]);
  }

  return (
    <>
      <SettingRow
        title="Reasons for rejections"
        meaning="Offered to reviewers, each by one key; they can write others. A reason that was given stays as it was given, whatever becomes of this list."
        standard="none"
        error={form.errors["review_settings.reject_reasons"]}
        wide
      >
        <ol className={classes.list} aria-label="Reasons for rejections">
          {reasons.map((reason, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a reason has no identity but its place while it is written
            <li key={at} className={classes.line}>
              <Select
                aria-label={`Key of reason ${at + 1}`}
                className={classes.key}
                allowDeselect={false}
                data={KEYS.filter(
                  (key) => key === reason.key || !reasons.some((other) => other.key === key),
                ).map((key) => ({ value: key, label: key.toUpperCase() }))}
                value={reason.key}
                onChange={(key) =>
                  key && write(reasons.map((other, place) => (place === at ? { ...other, key } : other)))
                }
              />
              <Textarea
                aria-label={`Reason ${at + 1}`}
                className={classes.grow}
                autosize
                minRows={1}
                maxLength={200}
                placeholder="Such as: Box too loose"
                value={reason.text}
                onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
                onChange={(event) => {
                  const text = event.currentTarget.value.replace(/\s*\n\s*/g, " ");
                  write(reasons.map((other, place) => (place === at ? { ...other, text } : other)));
                }}
              />
              <ActionIcon
                variant="subtle"
                aria-label={`Move reason ${at + 1} up`}
                disabled={at === 0}
                onClick={() => move(at, -1)}
              >
                <IconArrowUp size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                aria-label={`Move reason ${at + 1} down`}
                disabled={at === reasons.length - 1}
                onClick={() => move(at, 1)}
              >
                <IconArrowDown size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                aria-label={`Delete reason ${at + 1}`}
                onClick={() => write(reasons.filter((_, place) => place !== at))}
              >
                <IconTrash size={14} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ol>
        <Button
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={reasons.length >= KEYS.length}
          onClick={add}
        >
          New reason
        </Button>
      </SettingRow>
      {project.review_unit === "instance" && (
        <SettingRow
          title="When work goes back"
          meaning="At the end of the round annotator and reviewers never work on it at once. With the first rejection the annotator begins sooner; the reviews of the round go on, and further issues come as they are found."
          standard="end of the round"
          error={form.errors["review_settings.return_at"]}
        >
          <Select
            aria-label="When work goes back"
            allowDeselect={false}
            data={[
              { value: "end_of_round", label: "At the end of the round" },
              { value: "first_rejection", label: "With the first rejection" },
            ]}
            value={returnAt}
            onChange={(value) =>
              value && form.setFieldValue("review_settings.return_at", value as typeof returnAt)
            }
          />
        </SettingRow>
      )}
    </>
  );
}
