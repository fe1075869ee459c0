import type { ObjectTag } from "../ls/schema";
import { Icon } from "../panels/Icon";
import "./missing.css";

/** Said in place of an object whose field of the item is missing, or holds something else. */
export function MissingData({ kind, object }: { readonly kind: string; readonly object: ObjectTag }) {
  return (
    <div className="ed-missing" role="alert">
      <Icon name="alert" size={16} />
      There is no {kind}. The item has none in its field “{object.field}”.
    </div>
  );
}
