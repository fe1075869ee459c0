import { Button, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { Failure } from "../kit/Notice";
import { bytes } from "../kit/numbers";
import { ProgressBar } from "../kit/ProgressBar";
import { DropZone } from "./DropZone";
import classes from "./Import.module.css";
import { LabelsChoice, mayHoldLabels } from "./LabelsChoice";
import type { LabelsAs, Source } from "./queries";

const KINDS = [
  { value: "files", label: "Files" },
  { value: "text", label: "Paste" },
  { value: "url", label: "From an address" },
] as const;

type Kind = (typeof KINDS)[number]["value"];

interface Props {
  pending: boolean;
  /** The share of the files that was sent, from 0 to 1. */
  sent: number;
  error: unknown;
  onStart: (source: Source) => void;
}

/** Chooses where the data comes from. */
export function ImportSource({ pending, sent, error, onStart }: Props) {
  const [kind, setKind] = useState<Kind>("files");
  const [files, setFiles] = useState<File[]>([]);
  const [text, setText] = useState("");
  const [url, setUrl] = useState("");
  const [labelsAs, setLabelsAs] = useState<LabelsAs>("predictions");
  const source = sourceOf(kind, files, text, url, labelsAs);
  const names = kind === "files" ? files.map((file) => file.name) : kind === "url" ? [url] : [];
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return (
    <form
      className={classes.source}
      onSubmit={(event) => {
        event.preventDefault();
        if (source) onStart(source);
      }}
    >
      <SegmentedControl
        aria-label="Where the data comes from"
        data={KINDS.map((row) => ({ ...row }))}
        value={kind}
        onChange={setKind}
        disabled={pending}
        className={classes.kinds}
      />
      {kind === "files" && <DropZone files={files} onChange={setFiles} disabled={pending} />}
      {kind === "text" && (
        <Textarea
          label="Text"
          description="One item per line, or the content of a JSON, CSV or TSV file."
          minRows={8}
          classNames={{ input: classes.mono }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          disabled={pending}
        />
      )}
      {kind === "url" && (
        <TextInput
          label="Address"
          description="The server fetches a file from it: a table, JSON, text, a medium, labels or a ZIP."
          placeholder="https://example.org/tasks.json"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          disabled={pending}
        />
      )}
      {names.some(mayHoldLabels) && (
        <LabelsChoice value={labelsAs} onChange={setLabelsAs} disabled={pending} />
      )}
      {error != null && <Failure what="The data was not taken." kept="Your choice is kept." error={error} />}
      {pending && kind === "files" && sent < 1 ? (
        <ProgressBar label={`Sending ${bytes(size)}`} done={Math.round(sent * 100)} total={100} unit="%" />
      ) : (
        <div className={classes.buttons}>
          <Button type="submit" variant="filled" disabled={source === null} loading={pending}>
            Check the data
          </Button>
          <span className={classes.hint}>Nothing is imported before you have seen the check.</span>
        </div>
      )}
    </form>
  );
}

function sourceOf(kind: Kind, files: File[], text: string, url: string, labelsAs: LabelsAs): Source | null {
  if (kind === "files") return files.length > 0 ? { kind, files, labelsAs } : null;
  if (kind === "text") return text.trim() ? { kind, text } : null;
  return /^https?:\/\/\S+$/.test(url.trim()) ? { kind, url: url.trim(), labelsAs } : null;
}
