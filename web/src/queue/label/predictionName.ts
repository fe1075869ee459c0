/** What a prediction is called: its model, with the score where there is one. */
export function predictionName({
  model_version,
  score,
}: {
  model_version: string;
  score: number | null;
}): string {
  const model = model_version || "a model";
  return score === null ? model : `${model}, score ${score.toFixed(2)}`;
}
