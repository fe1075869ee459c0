import { Select } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, server } from "../../api/server";
import { reasonOf } from "../../kit/Notice";
import classes from "./ActivityPage.module.css";
import { retentionQuery } from "./queries";

const FOR_EVER = "";
const DAYS = [30, 90, 180, 365, 730];

/** How long the log is kept. */
export function RetentionRow() {
  const client = useQueryClient();
  const kept = useQuery(retentionQuery);
  const saving = useMutation({
    mutationFn: (days: number | null) =>
      body(server.PUT("/api/activity-logs/retention/", { body: { days } })),
    onSuccess: (saved) => client.setQueryData(retentionQuery.queryKey, saved),
  });
  if (!kept.data) return null;
  const { days } = kept.data;
  const offered = [...new Set([...DAYS, ...(days === null ? [] : [days])])].sort((a, b) => a - b);
  return (
    <>
      {saving.isError && <span role="alert">Not saved: {reasonOf(saving.error)}</span>}
      <span>Kept for</span>
      <Select
        size="xs"
        className={classes.kept}
        aria-label="How long the log is kept"
        allowDeselect={false}
        disabled={saving.isPending}
        value={days === null ? FOR_EVER : String(days)}
        onChange={(value) => saving.mutate(value ? Number(value) : null)}
        data={[
          { value: FOR_EVER, label: "ever" },
          ...offered.map((each) => ({ value: String(each), label: `${each} days` })),
        ]}
      />
    </>
  );
}
