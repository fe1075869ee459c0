import { ActionIcon, Button } from "@mantine/core";
import { IconUpload, IconX } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { bytes, counted } from "../kit/numbers";
import classes from "./Import.module.css";

const SHOWN = 5;

interface Props {
  files: File[];
  onChange: (files: File[]) => void;
  disabled: boolean;
  /** Labels are not taken. */
  dataOnly?: boolean;
}

/** Files by dropping or choosing; what was added before stays. */
export function DropZone({ files, onChange, disabled, dataOnly = false }: Props) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const add = (more: FileList | null) => {
    if (more && more.length > 0) onChange([...files, ...more]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!disabled) add(event.dataTransfer.files);
      }}
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to import"
        onChange={(event) => {
          add(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
      <div className={classes.dropHead}>
        <IconUpload size={20} aria-hidden />
        <div>
          <p>
            <b>Drop files here</b>, or choose them.
          </p>
          <p className={classes.hint}>JSON, JSONL, CSV, TSV, TXT; pictures, recordings, films, PDF; HTML.</p>
          {dataOnly ? (
            <p className={classes.hint}>Or a ZIP with any of them.</p>
          ) : (
            <p className={classes.hint}>
              Labels: COCO (JSON), Pascal VOC (XML), CoNLL-2003; YOLO, masks and all others as ZIP, with or
              without their pictures.
            </p>
          )}
        </div>
        <Button disabled={disabled} onClick={() => input.current?.click()}>
          Choose files
        </Button>
      </div>
      {files.length > 0 && (
        <ul className={classes.files}>
          {files.slice(0, SHOWN).map((file, at) => (
            <li key={`${file.name} ${file.size} ${file.lastModified}`}>
              <span className={classes.fileName}>{file.name}</span>
              <span className={classes.hint}>{bytes(file.size)}</span>
              <ActionIcon
                aria-label={`Take out ${file.name}`}
                disabled={disabled}
                onClick={() => onChange(files.filter((_, other) => other !== at))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </li>
          ))}
          {files.length > SHOWN && (
            <li>
              <span className={classes.hint}>and {counted(files.length - SHOWN, "more file")}</span>
              <Button size="xs" variant="subtle" disabled={disabled} onClick={() => onChange([])}>
                Take out all
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
