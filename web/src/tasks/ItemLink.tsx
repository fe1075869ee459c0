import { Tooltip } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { TaskRow } from "../api/contract";
import classes from "./ItemLink.module.css";

interface Props {
  row: TaskRow;
  projectId: number;
  index: number;
  onFocus: () => void;
  large?: boolean;
}

/** The link covers the whole row, so that it opens by click, by key and in a new tab alike. */
export function ItemLink({ row, projectId, index, onFocus, large = false }: Props) {
  return (
    <Link
      to="/projects/$projectId/tasks/$taskId"
      params={{ projectId, taskId: row.id }}
      preload={false}
      className={classes.link}
      data-row={index}
      data-large={large || undefined}
      onFocus={onFocus}
      title={row.title}
    >
      {row.thumbnail && (
        <img
          className={classes.thumbnail}
          src={row.thumbnail}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          // A picture that is gone leaves its quiet box, not the browser's broken mark.
          onError={(event) => event.currentTarget.removeAttribute("src")}
        />
      )}
      {large && !row.thumbnail && <span className={classes.words}>{row.title || "Untitled"}</span>}
      <span className={classes.title}>{row.title || "Untitled"}</span>
      {row.problem && (
        <Tooltip label={row.problem} multiline maw={360} withArrow>
          <span className={classes.problem} role="img" aria-label={row.problem}>
            <IconAlertTriangle size={14} aria-hidden />
          </span>
        </Tooltip>
      )}
    </Link>
  );
}
