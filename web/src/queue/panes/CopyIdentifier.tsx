import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";

/** The identifier of an instance, as exports have it and as the table of instances is searched for. */
export function CopyIdentifier({ identifier }: { identifier: string }) {
  return (
    <CopyButton value={identifier}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="subtle"
          style={{ alignSelf: "start", justifySelf: "start", marginInline: 16 }}
          title={identifier}
          leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          onClick={copy}
        >
          {copied ? "Copied" : "Copy identifier"}
        </Button>
      )}
    </CopyButton>
  );
}
