import { Button, NativeSelect, Popover } from "@mantine/core";
import { IconEyeOff, IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { ConditionForm, firstOf } from "./ConditionForm";
import classes from "./Conditions.module.css";
import { ConditionsMenu } from "./ConditionsMenu";
import { type Condition, conditionsOf, nameOf, withConditions } from "./tab";
import type { OpenTab } from "./useTab";
import { sentenceOf } from "./words";

const STARTS_WITH = "status";

/** The filter as a sentence; each condition opens to be changed. */
export function Conditions({ tab }: { tab: OpenTab }) {
  const { change, columns, data, people } = tab;
  const [opened, setOpened] = useState<number>();
  const conditions = conditionsOf(data);
  const hidden = tab.view?.hidden_conditions ?? 0;
  const first = columns.find(({ name }) => name === STARTS_WITH) ?? columns[0];
  const put = (items: Condition[]) => change((now) => withConditions(now, items));

  function close(index: number) {
    setOpened(undefined);
    // A condition that was opened and left without a value asks nothing; it goes away again.
    if (conditions[index]?.value == null) put(conditions.filter((_, at) => at !== index));
  }

  return (
    <div className={classes.conditions}>
      <span className={classes.lead}>{conditions.length > 0 ? "Tasks where" : "All tasks"}</span>
      {conditions.map((condition, index) => {
        const column = columns.find(({ name }) => name === nameOf(condition.filter));
        const said = sentenceOf(condition, column, people);
        const more = condition.child_filters?.length ?? 0;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has nothing else that tells it from the next
          <span key={index} className={classes.term}>
            {index > 0 && (
              <button
                type="button"
                className={classes.conjunction}
                title="All conditions, or any of them"
                onClick={() =>
                  change((now) =>
                    withConditions(
                      now,
                      [...conditionsOf(now)],
                      now.filters?.conjunction === "or" ? "and" : "or",
                    ),
                  )
                }
              >
                {data.filters?.conjunction ?? "and"}
              </button>
            )}
            <Popover
              opened={opened === index}
              onChange={(open) => (open ? setOpened(index) : close(index))}
              position="bottom-start"
              width={340}
              shadow="md"
              trapFocus
            >
              <Popover.Target>
                <span className={classes.chip}>
                  <button
                    type="button"
                    className={classes.words}
                    onClick={() => (opened === index ? close(index) : setOpened(index))}
                  >
                    {said.column} <span>{said.says}</span> <b>{said.value}</b>
                    {more > 0 && <span>, same {more > 1 ? `with ${more} more` : "with 1 more"}</span>}
                  </button>
                  <button
                    type="button"
                    className={classes.remove}
                    aria-label={`Remove the condition on ${said.column}`}
                    onClick={() => put(conditions.filter((_, at) => at !== index))}
                  >
                    <IconX size={13} aria-hidden />
                  </button>
                </span>
              </Popover.Target>
              <Popover.Dropdown>
                {opened === index && (
                  <>
                    <ConditionForm
                      condition={condition}
                      columns={columns}
                      people={people}
                      onChange={(next) => put(conditions.map((one, at) => (at === index ? next : one)))}
                    />
                    <div className={classes.done}>
                      {conditions.length > 1 && (
                        <NativeSelect
                          size="xs"
                          aria-label="How the conditions belong together"
                          value={data.filters?.conjunction ?? "and"}
                          data={[
                            { value: "and", label: "All conditions" },
                            { value: "or", label: "Any condition" },
                          ]}
                          onChange={(event) => {
                            const conjunction = event.currentTarget.value === "or" ? "or" : "and";
                            change((now) => withConditions(now, [...conditionsOf(now)], conjunction));
                          }}
                        />
                      )}
                      <Button size="xs" onClick={() => close(index)}>
                        Done
                      </Button>
                    </div>
                  </>
                )}
              </Popover.Dropdown>
            </Popover>
          </span>
        );
      })}
      {hidden > 0 && (
        <span className={classes.hidden} title="They stay as they are when you save the tab.">
          <IconEyeOff size={14} aria-hidden />
          {hidden === 1 ? "a condition that you may not see" : `${hidden} conditions that you may not see`}
        </span>
      )}
      {first && (
        <Button
          size="compact-sm"
          variant="subtle"
          className={classes.add}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => {
            put([...conditions, firstOf(first)]);
            setOpened(conditions.length);
          }}
        >
          Condition
        </Button>
      )}
      <ConditionsMenu tab={tab} />
    </div>
  );
}
