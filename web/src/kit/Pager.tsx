import { Button } from "@mantine/core";
import classes from "./Pager.module.css";

interface Props {
  page: number;
  size: number;
  total: number;
  onPage: (page: number) => void;
}

/** The foot of a list that is read page by page; nothing while all of it is on one. */
export function Pager({ onPage, page, size, total }: Props) {
  if (total <= size) return null;
  return (
    <div className={classes.pager}>
      <Button size="xs" disabled={page === 1} onClick={() => onPage(page - 1)}>
        Previous
      </Button>
      Page {page} of {Math.ceil(total / size)}
      <Button size="xs" disabled={page * size >= total} onClick={() => onPage(page + 1)}>
        Next
      </Button>
    </div>
  );
}
