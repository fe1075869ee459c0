import { Checkbox, NumberInput, Select, Switch, Tooltip } from "@mantine/core";
import type { Dimension } from "../../../api/contract";
import classes from "./Agreement.module.css";
import { asked, type Metrics, metricsOf, type Parameter, switched, type Weights } from "./choices";

interface Props {
  dimension: Dimension;
  chosen: Metrics[string];
  weight: Weights[string];
  onMetric: (chosen: Metrics[string]) => void;
  onWeight: (weight: Weights[string]) => void;
  error: string | undefined;
}

/** One control: its metric with parameters, its weight, and which of its classes count. */
export function DimensionRow({ dimension, chosen, weight, onMetric, onWeight, error }: Props) {
  const offered = metricsOf(dimension);
  const metric = offered[chosen.metric];
  const labels = dimension.values_enum;
  return (
    <fieldset className={classes.dimension}>
      <legend className={classes.name}>
        {dimension.name} <span className={classes.tag}>{dimension.control_tag}</span>
      </legend>
      <div className={classes.choice}>
        <Select
          label="Metric"
          data={Object.entries(offered).map(([value, each]) => ({ value, label: each.title }))}
          value={chosen.metric}
          onChange={(key) => key && onMetric({ metric: key, params: {} })}
          error={error}
        />
        <NumberInput
          label="Weight"
          min={0}
          max={1}
          step={0.1}
          decimalScale={2}
          value={weight.overall}
          onChange={(value) => onWeight({ ...weight, overall: Number(value) })}
        />
      </div>
      {metric && <p className={classes.meaning}>{metric.meaning}</p>}
      {metric && asked(metric).length > 0 && (
        <div className={classes.parameters}>
          {asked(metric).map((parameter) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              value={chosen.params[parameter.name] ?? dimension.metric_params[parameter.name]}
              onChange={(value) =>
                onMetric({ ...chosen, params: { ...chosen.params, [parameter.name]: value } })
              }
            />
          ))}
        </div>
      )}
      {labels.length > 0 && (
        <fieldset className={classes.labels} aria-label={`Classes of ${dimension.name} that count`}>
          {labels.map((label) => (
            <Checkbox
              key={label}
              size="xs"
              label={label}
              checked={weight.labels[label] !== 0}
              onChange={(event) =>
                onWeight({ ...weight, labels: switched(weight.labels, label, event.currentTarget.checked) })
              }
            />
          ))}
        </fieldset>
      )}
      {weight.overall === 0 && (
        <p className={classes.meaning}>Weight 0: it does not count in the agreement.</p>
      )}
    </fieldset>
  );
}

interface FieldProps {
  parameter: Parameter;
  value: unknown;
  onChange: (value: unknown) => void;
}

function ParameterField({ parameter, value, onChange }: FieldProps) {
  if (parameter.type === "boolean") {
    return (
      <Tooltip label={parameter.meaning}>
        <Switch
          label={parameter.title}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      </Tooltip>
    );
  }
  if (parameter.type === "choice") {
    return (
      <Select
        label={parameter.title}
        description={parameter.meaning}
        data={parameter.options}
        value={typeof value === "string" ? value : null}
        onChange={(chosen) => chosen && onChange(chosen)}
      />
    );
  }
  return (
    <NumberInput
      label={parameter.title}
      description={parameter.meaning}
      min={parameter.minimum ?? undefined}
      max={parameter.maximum ?? undefined}
      step={parameter.type === "integer" ? 1 : 0.05}
      allowDecimal={parameter.type !== "integer"}
      value={typeof value === "number" ? value : ""}
      onChange={(given) => typeof given === "number" && onChange(given)}
    />
  );
}
