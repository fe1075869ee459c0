/** Where a dragged card would fall: before what is at a place of a column, counted without the card itself. */
export interface Drop {
  readonly column: string;
  readonly place: number;
}

/** The place under the pointer; null outside of every column. */
export function dropAt(board: HTMLElement, x: number, y: number, dragged: string): Drop | null {
  for (const column of board.querySelectorAll<HTMLElement>("[data-column]")) {
    const { bottom, left, right, top } = column.getBoundingClientRect();
    if (x < left || x > right || y < top || y > bottom) continue;
    const cards = [...column.querySelectorAll<HTMLElement>("[data-id]")].filter(
      (card) => card.dataset.id !== dragged,
    );
    const place = cards.filter((card) => {
      const box = card.getBoundingClientRect();
      return y > box.top + box.height / 2;
    }).length;
    return { column: column.dataset.column ?? "", place };
  }
  return null;
}
