import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { ApiError, type Problem } from "../../api/errors";
import { configCheckQuery } from "../queries";

const PAUSE_MS = 600;
const NOTHING: readonly Problem[] = [];

/** What the server would refuse of a configuration as it is now: asked in pauses of writing, and only when it matters. */
export function useServerCheck(projectId: number, config: string, matters: boolean): readonly Problem[] {
  const [settled] = useDebouncedValue(config, PAUSE_MS);
  const check = useQuery({ ...configCheckQuery(projectId, settled), enabled: matters && settled === config });
  if (!matters || settled !== config || !(check.error instanceof ApiError)) return NOTHING;
  return check.error.problems;
}
