import { Button, CopyButton, Drawer, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import classes from "./Labels.module.css";
import { CLIENTS, type Client, snippetOf } from "./snippet";

interface Props {
  project: number;
  task: number;
  file: string;
  onClose: () => void;
}

const MEANINGS: Readonly<Record<Client, string>> = {
  "assay.client": "Queues, verdicts, issues, logs and times, as manual QA has them.",
  "label-studio-sdk": "Data and annotations, for scripts that work with Label Studio too.",
};

/** How a script reads this task. */
export function SnippetPanel({ file, onClose, project, task }: Props) {
  const [client, setClient] = useState<Client>("assay.client");
  const text = snippetOf(client, { origin: window.location.origin, project, task, file });
  return (
    <Drawer opened onClose={onClose} position="right" size={560} title={`${file} in a script`}>
      <SegmentedControl
        size="xs"
        aria-label="Which client"
        data={[...CLIENTS]}
        value={client}
        onChange={(value) => setClient(value as Client)}
      />
      <p className={classes.meaning}>{MEANINGS[client]}</p>
      <pre className={classes.code}>{text}</pre>
      <div className={classes.buttons}>
        <CopyButton value={text}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? "Copied" : "Copy"}</Button>}
        </CopyButton>
      </div>
    </Drawer>
  );
}
