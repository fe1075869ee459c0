import type { Data } from "./readResult";
import type { LabelSchema } from "./schema";

/** The schema with the options that an item brings itself (`value="$options"`). */
export function withItemOptions(schema: LabelSchema, _data: Data): LabelSchema {
  return schema;
}
