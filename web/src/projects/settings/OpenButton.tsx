import { Button } from "@mantine/core";

interface Props {
  onClick: () => void;
  /** The section is only read: its fieldset disables every button in it, and this one is to be pressed. */
  isRead: boolean;
  children: string;
}

/** Opens what belongs to a setting, also for those who may only look at it. */
export function OpenButton({ children, isRead, onClick }: Props) {
  if (!isRead) return <Button onClick={onClick}>{children}</Button>;
  return (
    <Button
      renderRoot={({ type: _, ...props }) => (
        // biome-ignore lint/a11y/useSemanticElements: a button would be disabled with the fieldset around it
        <span
          {...props}
          role="button"
          tabIndex={0}
          onClick={onClick}
          onKeyDown={(event) => {
            if (event.key !== "Enter" && event.key !== " ") return;
            event.preventDefault();
            onClick();
          }}
        />
      )}
    >
      {children}
    </Button>
  );
}
