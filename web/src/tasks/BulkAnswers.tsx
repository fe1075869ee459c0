import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ItemQuestions, parseConfig, wholeQuestions } from "../editor";
import { BoneRows } from "../kit/Waiting";
import { projectQuery } from "../projects/queries";
import classes from "./ActionDialog.module.css";

interface Props {
  projectId: number;
  /** Given what is handed in; null while nothing, or not enough, is answered. */
  onChange: (result: readonly unknown[] | null) => void;
}

/** The questions that a project asks about items as a whole, to be answered for all that are selected. */
export function BulkAnswers({ onChange, projectId }: Props) {
  const config = useQuery(projectQuery(projectId)).data?.label_config;
  const [problem, setProblem] = useState<string | undefined>();
  const asked = useMemo(() => {
    const parsed = config === undefined ? null : parseConfig(config);
    return parsed?.ok ? wholeQuestions(parsed.schema) : null;
  }, [config]);
  if (config === undefined) return <BoneRows rows={3} height={24} />;
  if (asked === null)
    return (
      <p role="alert" className={classes.refused}>
        This project asks nothing about the item as a whole, only about regions. Those are drawn one by one.
      </p>
    );
  return (
    <>
      <ItemQuestions
        schema={asked}
        onAnswer={(result, problems) => {
          setProblem(result.length > 0 ? problems[0] : undefined);
          onChange(result.length > 0 && problems.length === 0 ? result : null);
        }}
      />
      {problem && (
        <p role="status" className={classes.refused}>
          {problem}
        </p>
      )}
    </>
  );
}
