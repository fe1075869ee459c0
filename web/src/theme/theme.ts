/** Mantine dressed in our tokens: every colour, size and radius it uses is a variable of tokens.css. */
import { type CSSVariablesResolver, createTheme, type VariantColorsResolver } from "@mantine/core";

const neutralsLight = [
  "var(--surface-2)",
  "var(--hover)",
  "var(--line)",
  "var(--line)",
  "var(--line-strong)",
  "var(--text-disabled)",
  "var(--text-3)",
  "var(--text-2)",
  "var(--text)",
  "var(--text)",
] as const;

const neutralsDark = [
  "var(--text)",
  "var(--text-2)",
  "var(--text-3)",
  "var(--text-disabled)",
  "var(--line-strong)",
  "var(--hover)",
  "var(--surface)",
  "var(--surface)",
  "var(--bg)",
  "var(--bg)",
] as const;

type Shades = readonly [string, string, string, string, string, string, string, string, string, string];

function oneShade(token: string): Shades {
  return [token, token, token, token, token, token, token, token, token, token];
}

interface Fill {
  fill: string;
  hover: string;
  on: string;
  ink: string;
  soft: string;
}

const ACCENT: Fill = {
  fill: "var(--accent-fill)",
  hover: "var(--accent-fill-hover)",
  on: "var(--on-accent)",
  ink: "var(--accent)",
  soft: "var(--accent-soft)",
};

const FILLS: Record<string, Fill> = {
  accent: ACCENT,
  approve: {
    fill: "var(--approve-fill)",
    hover: "color-mix(in srgb, var(--approve-fill) 88%, var(--text))",
    on: "var(--on-accent)",
    ink: "var(--approved)",
    soft: "var(--approved-soft)",
  },
  red: {
    fill: "light-dark(var(--rejected), var(--rejected-soft))",
    hover: "light-dark(color-mix(in srgb, var(--rejected) 88%, var(--text)), var(--hover))",
    on: "light-dark(var(--on-accent), var(--rejected))",
    ink: "var(--danger)",
    soft: "var(--danger-soft)",
  },
};

/** What a button of a variant and colour looks like. */
const variantColorResolver: VariantColorsResolver = ({ color, variant }) => {
  const fill = FILLS[color ?? "accent"] ?? ACCENT;
  const ink = fill === ACCENT ? undefined : fill.ink;
  switch (variant) {
    case "filled":
      return { background: fill.fill, hover: fill.hover, color: fill.on, border: "1px solid transparent" };
    case "light":
      return { background: fill.soft, hover: fill.soft, color: fill.ink, border: "1px solid transparent" };
    case "outline":
      return {
        background: "var(--surface)",
        hover: fill.soft,
        color: fill.ink,
        border: `1px solid ${fill.ink}`,
      };
    case "subtle":
    case "transparent":
      return {
        background: "transparent",
        hover: variant === "subtle" ? "var(--hover)" : "transparent",
        color: ink ?? "var(--text-2)",
        border: "1px solid transparent",
      };
    default:
      return {
        background: "var(--surface)",
        hover: "var(--hover)",
        color: ink ?? "var(--text)",
        border: "1px solid var(--line-strong)",
      };
  }
};

/** Heights by size: xs in bars, sm in forms, lg for decisions. */
const CONTROL_HEIGHT: Record<string, string> = {
  xs: "var(--h-sm)",
  sm: "var(--h-md)",
  md: "var(--h-md)",
  lg: "var(--h-lg)",
};

function controlHeight(size: unknown): string {
  return CONTROL_HEIGHT[String(size ?? "sm")] ?? "var(--h-md)";
}

/** What the look of a control depends on. */
interface Sized {
  size?: unknown;
  variant?: string;
}

const FIELD_DEFAULTS = { size: "sm" } as const;

export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: 6,
  colors: {
    accent: oneShade("var(--accent-fill)"),
    approve: oneShade("var(--approve-fill)"),
    red: oneShade("var(--danger)"),
    gray: neutralsLight,
    dark: neutralsDark,
  },
  variantColorResolver,
  respectReducedMotion: true,
  cursorType: "pointer",
  activeClassName: "",
  focusRing: "never",
  defaultRadius: "md",
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--mono)",
  fontSizes: { xs: "11px", sm: "12px", md: "13px", lg: "15px", xl: "18px" },
  lineHeights: { xs: "16px", sm: "16px", md: "20px", lg: "20px", xl: "24px" },
  fontWeights: { regular: "400", medium: "400", bold: "600" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "4px", sm: "4px", md: "6px", lg: "10px", xl: "10px" },
  shadows: {
    xs: "var(--shadow-1)",
    sm: "var(--shadow-1)",
    md: "var(--shadow-2)",
    lg: "var(--shadow-2)",
    xl: "var(--shadow-2)",
  },
  headings: { fontFamily: "var(--font)", fontWeight: "600" },
  // By name, not by component: what is named here is loaded by the pages that use it, not by all of them.
  components: {
    Button: {
      defaultProps: { size: "sm", variant: "default" },
      vars: (_theme: unknown, props: Sized) => ({
        root: {
          "--button-height": controlHeight(props.size),
          "--button-padding-x": props.size === "lg" ? "14px" : props.variant === "subtle" ? "8px" : "12px",
          "--button-fz": "13px",
        },
      }),
    },
    ActionIcon: {
      defaultProps: { variant: "subtle" },
      vars: (_theme: unknown, props: Sized) => ({ root: { "--ai-size": controlHeight(props.size ?? "xs") } }),
    },
    Input: {
      vars: (_theme: unknown, props: Sized) => ({
        wrapper: {
          "--input-height": controlHeight(props.size),
          "--input-fz": "13px",
          "--input-padding": "10px",
        },
      }),
    },
    TextInput: { defaultProps: FIELD_DEFAULTS },
    PasswordInput: { defaultProps: FIELD_DEFAULTS },
    NumberInput: { defaultProps: FIELD_DEFAULTS },
    Select: {
      defaultProps: { ...FIELD_DEFAULTS, allowDeselect: false, checkIconPosition: "right" },
    },
    Textarea: {
      defaultProps: { ...FIELD_DEFAULTS, autosize: true, minRows: 3, maxRows: 16 },
    },
    Checkbox: { defaultProps: { size: "xs", radius: "xs" } },
    Switch: { defaultProps: { size: "sm" } },
    Menu: { defaultProps: { shadow: "md", radius: "lg", transitionProps: { duration: 140 } } },
    Modal: {
      // The page itself never scrolls, so there is nothing to lock.
      defaultProps: {
        radius: "lg",
        shadow: "md",
        padding: "lg",
        centered: true,
        lockScroll: false,
        transitionProps: { duration: 140 },
      },
    },
    Drawer: {
      defaultProps: {
        shadow: "md",
        padding: "lg",
        lockScroll: false,
        overlayProps: { backgroundOpacity: 0.2 },
        transitionProps: { duration: 140 },
      },
    },
    Tooltip: {
      defaultProps: { openDelay: 400, radius: "sm", transitionProps: { duration: 80 } },
    },
  },
});

/** The bridge from our tokens to the names that Mantine's style sheets read. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const semantic = {
    "--mantine-color-text": "var(--text)",
    "--mantine-color-body": "var(--surface)",
    "--mantine-color-bright": "var(--text)",
    "--mantine-color-dimmed": "var(--text-3)",
    "--mantine-color-placeholder": "var(--text-3)",
    "--mantine-color-anchor": "var(--accent)",
    "--mantine-color-error": "var(--danger)",
    "--mantine-color-success": "var(--ok)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-hover": "var(--hover)",
    "--mantine-color-default-color": "var(--text)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-disabled": "var(--surface-2)",
    "--mantine-color-disabled-color": "var(--text-disabled)",
    "--mantine-color-disabled-border": "var(--line)",
    "--mantine-primary-color-filled": "var(--accent-fill)",
    "--mantine-primary-color-filled-hover": "var(--accent-fill-hover)",
    "--mantine-primary-color-light": "var(--accent-soft)",
    "--mantine-primary-color-light-hover": "var(--accent-soft-2)",
    "--mantine-primary-color-light-color": "var(--accent)",
    "--mantine-primary-color-contrast": "var(--on-accent)",
    "--mantine-color-accent-filled": "var(--accent-fill)",
    "--mantine-color-accent-filled-hover": "var(--accent-fill-hover)",
    "--mantine-color-accent-light": "var(--accent-soft)",
    "--mantine-color-accent-light-hover": "var(--accent-soft-2)",
    "--mantine-color-accent-light-color": "var(--accent)",
    "--mantine-color-accent-outline": "var(--accent)",
    "--mantine-color-accent-text": "var(--accent)",
    "--mantine-color-red-text": "var(--danger)",
  } as const;
  return { variables: {}, light: semantic, dark: semantic };
};
