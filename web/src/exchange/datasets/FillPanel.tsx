import { Button, SegmentedControl, Switch, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { DatasetImport } from "../../api/contract";
import { ApiError } from "../../api/errors";
import { Failure } from "../../kit/Notice";
import { bytes, counted } from "../../kit/numbers";
import { ProgressBar } from "../../kit/ProgressBar";
import { DropZone } from "../DropZone";
import imports from "../Import.module.css";
import { type Filling, fill, fillingQuery, rowsOf } from "./filling";

const WAYS = [
  { value: "files", label: "Files" },
  { value: "rows", label: "Paste" },
  { value: "url", label: "From an address" },
] as const;

type Way = (typeof WAYS)[number]["value"];

interface Props {
  datasetId: number;
  /** Called once, when the items are there. */
  onDone: (run: DatasetImport) => void;
}

/** Adds data to a dataset: files, rows or an address; all of it or nothing. */
export function FillPanel({ datasetId, onDone }: Props) {
  const [way, setWay] = useState<Way>("files");
  const [files, setFiles] = useState<File[]>([]);
  const [group, setGroup] = useState(false);
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [url, setUrl] = useState("");
  const [sent, setSent] = useState(0);
  const client = useQueryClient();
  const sending = useMutation({
    mutationFn: (filling: Filling) => fill(datasetId, filling, setSent),
    onMutate: () => setSent(0),
    onSuccess: (run) => client.setQueryData(fillingQuery(datasetId, run.id).queryKey, run),
  });
  const begun = sending.data?.id;
  const run = useQuery({ ...fillingQuery(datasetId, begun ?? 0), enabled: begun !== undefined }).data;
  const isDone = begun !== undefined && run?.status === "completed";
  useEffect(() => {
    if (!isDone || !run) return;
    setFiles([]);
    setText("");
    setUrl("");
    sending.reset();
    onDone(run);
  }, [isDone, run, onDone, sending.reset]);
  const filling = fillingOf(way, files, group, title, text, url);
  const isWorking = sending.isPending || run?.status === "in_progress";
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const isSending = sending.isPending && way === "files" && sent < 1;
  return (
    <form
      className={imports.source}
      aria-label="Add data"
      onSubmit={(event) => {
        event.preventDefault();
        if (filling) sending.mutate(filling);
      }}
    >
      <SegmentedControl
        aria-label="Where the data comes from"
        data={WAYS.map((row) => ({ ...row }))}
        value={way}
        onChange={setWay}
        disabled={isWorking}
        className={imports.kinds}
      />
      {way === "files" && (
        <>
          <DropZone files={files} onChange={setFiles} disabled={isWorking} dataOnly />
          {files.length > 1 && (
            <Switch
              label="All pictures are one item"
              description="For what is labelled together: the pages of a letter, the views of one scene."
              checked={group}
              onChange={(event) => setGroup(event.currentTarget.checked)}
              disabled={isWorking}
            />
          )}
          {files.length > 1 && group && (
            <TextInput
              label="Name of the item"
              placeholder={files[0]?.name}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
              disabled={isWorking}
              maxLength={120}
            />
          )}
        </>
      )}
      {way === "rows" && (
        <Textarea
          label="Rows"
          description='One text per line, or JSON such as [{"image": "https://example.org/a.jpg"}].'
          minRows={6}
          autosize
          maxRows={16}
          classNames={{ input: imports.mono }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={text.trim() !== "" && rowsOf(text) === null ? "This is no JSON that can be read." : null}
          disabled={isWorking}
        />
      )}
      {way === "url" && (
        <TextInput
          label="Address"
          description="The server fetches a file from it: a table, JSON, text, a medium or a ZIP."
          placeholder="https://example.org/pictures.zip"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          disabled={isWorking}
        />
      )}
      {sending.isError && (
        <Failure what="Nothing was added." kept="Your choice is kept." error={sending.error} />
      )}
      {run?.status === "failed" && (
        <Failure
          what="Nothing was added."
          error={new ApiError(400, { detail: run.error ?? "The server does not say why." })}
        />
      )}
      {isSending && (
        <ProgressBar label={`Sending ${bytes(size)}`} done={Math.round(sent * 100)} total={100} unit="%" />
      )}
      {run?.status === "in_progress" && (
        <ProgressBar label="Adding the data" done={run.progress} total={0} unit="item" />
      )}
      {!isSending && run?.status !== "in_progress" && (
        <div className={imports.buttons}>
          <Button type="submit" variant="filled" disabled={filling === null} loading={sending.isPending}>
            {filling?.kind === "files" && !filling.group
              ? `Add ${counted(filling.files.length, "file")}`
              : "Add to the dataset"}
          </Button>
        </div>
      )}
    </form>
  );
}

function fillingOf(
  way: Way,
  files: File[],
  group: boolean,
  title: string,
  text: string,
  url: string,
): Filling | null {
  if (way === "files") {
    return files.length > 0 ? { kind: "files", files, group: group && files.length > 1, title } : null;
  }
  if (way === "rows") {
    const rows = rowsOf(text);
    return rows ? { kind: "rows", rows } : null;
  }
  return /^https?:\/\/\S+$/.test(url.trim()) ? { kind: "url", url: url.trim() } : null;
}
