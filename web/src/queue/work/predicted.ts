/** Predictions as the beginning of somebody's work. */
import { predictedItem } from "../../editor";
import type { Prediction, Result } from "../shapes";

/** What a prediction says, as one's own: each region says which prediction it comes from, and how sure that was. */
export function asOwn({ id, model_version, result }: Prediction): Result {
  return result.map((item) => predictedItem(item, { id, model: model_version }));
}
