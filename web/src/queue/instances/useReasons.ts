import { useCallback, useMemo, useState } from "react";
import type { ReviewDesk } from "../review/reviewWork";
import { pathsOf } from "../work/classes";
import { emptied, spoken } from "../work/commentBox";
import type { InstanceWork } from "./instanceWork";
import {
  afterUse,
  joined,
  offeredReasons,
  parted,
  readReasons,
  without,
  writeReasons,
} from "./recentReasons";

export type Reasons = ReturnType<typeof useReasons>;

/** Why the next rejection is given: reasons that were chosen, and the words in the box. */
export function useReasons({ person, project, settings }: ReviewDesk, work: InstanceWork | null) {
  const [recent, setRecent] = useState(() => readReasons(window.localStorage, person, project));
  const [chosen, setChosen] = useState<{ of: string; reasons: readonly string[] }>({ of: "", reasons: [] });
  const key = work?.key ?? "";
  const reasons = chosen.of === key ? chosen.reasons : NONE;

  const keep = useCallback(
    (after: typeof recent) => {
      setRecent(after);
      writeReasons(window.localStorage, person, project, after);
    },
    [person, project],
  );
  const toggle = useCallback(
    (reason: string) => {
      const next = reasons.includes(reason)
        ? reasons.filter((each) => each !== reason)
        : [...reasons, reason];
      setChosen({ of: key, reasons: next });
      work?.box.setState({ asked: null });
    },
    [key, reasons, work],
  );
  /** A reason in new words: chosen, and at hand from now on. */
  const add = useCallback(
    (words: string) => {
      const fresh = parted(words.trim());
      if (fresh.length === 0) return;
      setChosen({ of: key, reasons: [...new Set([...reasons, ...fresh])] });
      keep(afterUse(recent, fresh));
      work?.box.setState({ asked: null });
    },
    [key, reasons, keep, recent, work],
  );
  const forget = useCallback(
    (reason: string) => {
      setChosen({ of: key, reasons: reasons.filter((each) => each !== reason) });
      keep(without(recent, reason));
    },
    [key, reasons, keep, recent],
  );
  /** Hands out what was said, for a rejection; the next one begins with nothing. */
  const take = useCallback(() => {
    const { comment: text = "", comment_classifications = null } = work ? spoken(work.box) : {};
    const classes = pathsOf(comment_classifications);
    const own = reasons.filter(
      (reason) => !settings.reject_reasons.some(({ text: known }) => known === reason),
    );
    if (own.length > 0) keep(afterUse(recent, own));
    setChosen({ of: key, reasons: [] });
    if (work) emptied(work.box);
    return { reason: joined(reasons), text, ...(classes.length > 0 && { classes }) };
  }, [work, key, reasons, keep, recent, settings.reject_reasons]);
  const isGiven = useCallback(
    () => reasons.length > 0 || (work?.box.getState().text.trim() ?? "") !== "",
    [reasons, work],
  );
  /** What is at hand by one key: the project's reasons, then those that the reviewer gave last. */
  const offered = useMemo(
    () => offeredReasons(settings.reject_reasons, recent),
    [settings.reject_reasons, recent],
  );
  return useMemo(
    () => ({ recent, offered, chosen: reasons, toggle, add, forget, take, isGiven }),
    [recent, offered, reasons, toggle, add, forget, take, isGiven],
  );
}

const NONE: readonly string[] = [];
