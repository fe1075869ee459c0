import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { LabelWork } from "./labelWork";
import { predictionName } from "./predictionName";

interface Props {
  predictions: LabelWork["task"]["predictions"];
  /** The project wants no prediction to be there before somebody looks for it. */
  onlySuggests: boolean;
  /** `suggests`: as suggestions beside work that begins with nothing. */
  onChoose: (prediction: LabelWork["prediction"], suggests?: boolean) => void;
}

/** Another beginning, while nothing was changed yet. */
export function BeginWith({ onChoose, onlySuggests, predictions }: Props) {
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button size="compact-xs" rightSection={<IconChevronDown size={12} aria-hidden />}>
          Begin with
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {!onlySuggests &&
          predictions.map((prediction) => (
            <Menu.Item key={prediction.id} onClick={() => onChoose(prediction)}>
              {predictionName(prediction)}
            </Menu.Item>
          ))}
        <Menu.Item onClick={() => onChoose(null)}>Nothing</Menu.Item>
        <Menu.Divider />
        <Menu.Label>Show as suggestions</Menu.Label>
        {predictions.map((prediction) => (
          <Menu.Item key={prediction.id} onClick={() => onChoose(prediction, true)}>
            {predictionName(prediction)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
