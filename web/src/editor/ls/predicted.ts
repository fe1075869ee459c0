import { isEntry, type LsResultItem } from "./resultItem";

/** Which prediction an entry was taken from. */
export interface PredictionRef {
  readonly id: number;
  /** The version of the model that made it; empty when nobody said. */
  readonly model: string;
}

/**
 * An entry of a prediction as one's own: marked as Label Studio marks it (`origin`, with the model's `score` left where
 * it is), and with the prediction that it comes from in its `meta`, the one place that Label Studio carries along.
 */
export function predictedItem(item: LsResultItem, { id, model }: PredictionRef): LsResultItem {
  if (!isEntry(item) || item.type === "relation") return item;
  const meta = { ...metaOf(item), prediction: id, ...(model !== "" && { model_version: model }) };
  return { ...item, origin: "prediction", meta };
}

/** The prediction that an entry was taken from; null when it names none. */
export function predictionOf(item: LsResultItem): PredictionRef | null {
  const { model_version: model, prediction } = metaOf(item);
  if (typeof prediction !== "number" && typeof model !== "string") return null;
  return {
    id: typeof prediction === "number" ? prediction : 0,
    model: typeof model === "string" ? model : "",
  };
}

function metaOf({ meta }: LsResultItem): Readonly<Record<string, unknown>> {
  const isRecord = typeof meta === "object" && meta !== null && !Array.isArray(meta);
  return isRecord ? (meta as Readonly<Record<string, unknown>>) : {};
}
