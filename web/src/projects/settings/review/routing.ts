/** Which tasks are reviewed, as the form shows it, and as the rules that the server keeps. */
import type { RoutingRule, RoutingRuleInput } from "../../../api/contract";

export interface Routing {
  /** One share for all tasks, or shares by their agreement. */
  by: "share" | "agreement";
  /** In percent, like all numbers here. */
  share: number;
  threshold: number;
  /** The dimension whose agreement counts; null for the task as a whole. */
  dimension: number | null;
  below: number;
  above: number;
  /** Of tasks that have no agreement, because one person did them. */
  unknown: number;
}

/** Which tasks are reviewed, with the shares of classes and of annotators, as shares of one. */
export interface Drawing extends Routing {
  classRates: Readonly<Record<string, number>>;
  annotatorRates: Readonly<Record<string, number>>;
}

export const STANDARD: Routing = {
  by: "share",
  share: 100,
  threshold: 50,
  dimension: null,
  below: 100,
  above: 20,
  unknown: 100,
};

/** The form for the rules of a project; null for rules that it cannot show. Without rules the share decides. */
export function routingOf(rules: readonly RoutingRule[], share: number): Routing | null {
  if (rules.length === 0) return { ...STANDARD, share: percent(share) };
  const [first, second, third, ...more] = rules;
  if (first && rules.length === 1 && first.operator === null) {
    return { ...STANDARD, share: percent(first.sample_rate) };
  }
  const isPair =
    first?.operator === "lt" &&
    second?.operator === "gte" &&
    first.agreement_threshold === second.agreement_threshold &&
    first.dimension === second.dimension;
  if (!isPair || !first || !second || more.length > 0 || (third && third.operator !== null)) return null;
  return {
    by: "agreement",
    share: percent(share),
    threshold: percent(first.agreement_threshold ?? 0),
    dimension: first.dimension,
    below: percent(first.sample_rate),
    above: percent(second.sample_rate),
    unknown: percent(third?.sample_rate ?? 1),
  };
}

/** The rules that say what the form says. A plain share needs none: it is a setting. */
export function rulesOf({ above, below, by, dimension, threshold, unknown }: Routing): RoutingRuleInput[] {
  if (by === "share") return [];
  const at = { agreement_threshold: threshold / 100, dimension };
  return [
    { operator: "lt", sample_rate: below / 100, ...at },
    { operator: "gte", sample_rate: above / 100, ...at },
    { sample_rate: unknown / 100 },
  ];
}

/** The settings of review that the shares are, for the server. */
export function ratesOf({ annotatorRates, classRates, share }: Drawing) {
  return {
    sampling_rate: share / 100,
    class_sampling_rates: classRates,
    annotator_sampling_rates: annotatorRates,
  };
}

/** Some rates with another one, in percent; without a number the next rule decides. */
export function withRate(
  rates: Readonly<Record<string, number>>,
  key: string,
  percentage: number | undefined,
): Record<string, number> {
  const { [key]: _, ...others } = rates;
  return percentage === undefined ? others : { ...others, [key]: percentage / 100 };
}

/** A rule in words, for those that the form cannot show. */
export function inWords(rule: RoutingRule, nameOf: (dimension: number) => string): string {
  const share = `${percent(rule.sample_rate)} % are reviewed`;
  if (rule.operator === null) return `All others: ${share}.`;
  const of = rule.dimension === null ? "agreement" : `agreement on ${nameOf(rule.dimension)}`;
  const words = { lt: "below", lte: "at most", gt: "above", gte: "at least", eq: "exactly" };
  return `Tasks with ${of} ${words[rule.operator]} ${percent(rule.agreement_threshold ?? 0)} %: ${share}.`;
}

export function percent(share: number): number {
  return Math.round(share * 10_000) / 100;
}
