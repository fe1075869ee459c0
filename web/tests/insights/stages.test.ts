import { expect, test } from "vitest";
import { stagesOf } from "../../src/insights/stages";
import { TASK_STATUSES } from "../../src/kit/statuses";

test("five states are three stages, and every task is in one of them", () => {
  const tasks = {
    total: 31,
    queued: 1,
    assigned: 2,
    in_review: 4,
    returned: 8,
    completed: 16,
    labeled: 0,
    reviewed: 0,
  };
  const found = stagesOf(tasks);
  expect(found).toEqual([
    { name: "Annotate", tasks: 11 },
    { name: "Review", tasks: 4 },
    { name: "Completed", tasks: 16 },
  ]);
  expect(found.reduce((sum, stage) => sum + stage.tasks, 0)).toBe(
    TASK_STATUSES.reduce((sum, status) => sum + tasks[status], 0),
  );
});
