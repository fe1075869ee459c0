import { ActionIcon, Button, Group, Menu, Modal, Textarea } from "@mantine/core";
import { IconClipboard, IconCopy, IconDots } from "@tabler/icons-react";
import { useState } from "react";
import type { DataColumn } from "../api/contract";
import { notify } from "../kit/notify";
import { copiedFrom, type Filters, pastedFrom } from "./copied";
import { conditionsOf } from "./tab";
import type { OpenTab } from "./useTab";

/** Takes the conditions of a tab elsewhere, as JSON. */
export function ConditionsMenu({ tab }: { tab: OpenTab }) {
  const [pasting, setPasting] = useState(false);
  return (
    <>
      <Menu position="bottom-start" width={220}>
        <Menu.Target>
          <ActionIcon size={24} aria-label="More about the conditions" title="Copy and paste conditions">
            <IconDots size={15} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCopy size={14} aria-hidden />}
            disabled={conditionsOf(tab.data).length === 0}
            onClick={() =>
              void navigator.clipboard.writeText(copiedFrom(tab.data)).then(
                () => notify({ message: "The conditions are copied as JSON." }),
                () => notify({ color: "red", message: "The browser does not let the page copy." }),
              )
            }
          >
            Copy as JSON
          </Menu.Item>
          <Menu.Item leftSection={<IconClipboard size={14} aria-hidden />} onClick={() => setPasting(true)}>
            Paste conditions…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={pasting} onClose={() => setPasting(false)} title="Paste conditions" size={520}>
        <PasteForm
          columns={tab.columns}
          onPaste={(filters) => {
            tab.change((now) => ({ ...now, filters }));
            setPasting(false);
          }}
        />
      </Modal>
    </>
  );
}

function PasteForm({
  columns,
  onPaste,
}: {
  columns: readonly DataColumn[];
  onPaste: (filters: Filters) => void;
}) {
  const [text, setText] = useState("");
  const [refused, setRefused] = useState<string>();
  function use() {
    const found = pastedFrom(text, columns);
    if (typeof found === "string") setRefused(found);
    else onPaste(found);
  }
  return (
    <>
      <Textarea
        label="Conditions as JSON"
        description="They take the place of the conditions that the tab has now."
        data-autofocus
        rows={10}
        value={text}
        error={refused}
        spellCheck={false}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setRefused(undefined);
        }}
      />
      <Group justify="flex-end" mt="md">
        <Button variant="filled" disabled={text.trim() === ""} onClick={use}>
          Use these conditions
        </Button>
      </Group>
    </>
  );
}
