import type { ReactNode } from "react";
import { Icon } from "../../panels/Icon";
import "./text.css";

/** Stands where a text should be that the item does not have. */
export function NoText({ children }: { children: ReactNode }) {
  return (
    <div className="ed-text-missing" role="alert">
      <Icon name="alert" size={16} />
      <span>{children}</span>
    </div>
  );
}
