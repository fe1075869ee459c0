/** How each control is compared, as the form holds it and as the server takes it. */
import type { Dimension } from "../../../api/contract";

export interface Parameter {
  name: string;
  title: string;
  type: "number" | "integer" | "boolean" | "choice" | "choices";
  meaning: string;
  minimum: number | null;
  maximum: number | null;
  options: string[];
}

interface OfferedMetric {
  title: string;
  meaning: string;
  binary: boolean;
  params: Parameter[];
}

export type Weights = Record<string, { overall: number; type?: string; labels: Record<string, number> }>;
export type Metrics = Record<string, { metric: string; params: Record<string, unknown> }>;

export function metricsOf(dimension: Dimension): Record<string, OfferedMetric> {
  return dimension.allowed_metrics_with_params as Record<string, OfferedMetric>;
}

/** The parameters that a person sets; what a control declares itself, such as its answers, is not asked. */
export function asked(metric: OfferedMetric): Parameter[] {
  return metric.params.filter((parameter) => parameter.type !== "choices");
}

export function weightsOf(dimensions: readonly Dimension[]): Weights {
  return Object.fromEntries(
    dimensions.map((each) => [
      each.name,
      { overall: each.weight, type: each.control_tag, labels: each.labels },
    ]),
  );
}

export function chosenMetrics(dimensions: readonly Dimension[]): Metrics {
  return Object.fromEntries(
    dimensions.map((each) => {
      const metric = metricsOf(each)[each.metric_type];
      const names = new Set(metric ? asked(metric).map((parameter) => parameter.name) : []);
      const params = Object.fromEntries(
        Object.entries(each.metric_params).filter(([name]) => names.has(name)),
      );
      return [each.name, { metric: each.metric_type, params }];
    }),
  );
}

/** The weights of labels after one of them was switched on or off. */
export function switched(labels: Record<string, number>, label: string, on: boolean): Record<string, number> {
  const { [label]: _, ...others } = labels;
  return on ? others : { ...others, [label]: 0 };
}
