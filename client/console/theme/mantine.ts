/** Puts the tokens of `client/tokens.css` in the place of Mantine's own colours and sizes, so that both speak one design. */
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core";
import classes from "#client/console/theme/controls.module.css";

const ACCENT: MantineColorsTuple = [
  "var(--accent-soft)",
  "var(--accent-soft)",
  "var(--accent-line)",
  "var(--accent-line)",
  "var(--accent)",
  "var(--accent)",
  "var(--accent)",
  "var(--accent-hover)",
  "var(--accent-hover)",
  "var(--accent-hover)",
];

/** The few looks of a button: filled accent, lined, bare, and filled danger. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const danger = input.color === "danger";
  switch (input.variant) {
    case "filled":
      return {
        background: danger ? "var(--danger)" : "var(--accent)",
        hover: danger ? "var(--danger-mark)" : "var(--accent-hover)",
        color: danger ? "var(--panel)" : "var(--on-accent)",
        border: "1px solid transparent",
      };
    case "default":
      return {
        background: "var(--panel)",
        hover: "var(--fill)",
        color: danger ? "var(--danger)" : "var(--text)",
        border: "1px solid var(--line-2)",
      };
    case "subtle":
      return {
        background: "transparent",
        hover: danger ? "var(--danger-soft)" : "var(--fill)",
        color: danger ? "var(--danger)" : "var(--text-2)",
        border: "1px solid transparent",
      };
    default:
      return defaultVariantColorsResolver({ ...input, color: "accent" });
  }
};

export const theme = createTheme({
  fontFamily: "var(--font)",
  primaryColor: "accent",
  primaryShade: 5,
  colors: { accent: ACCENT },
  variantColorResolver,
  defaultRadius: "md",
  radius: { xs: "4px", sm: "4px", md: "8px", lg: "8px", xl: "8px" },
  fontSizes: { xs: "12px", sm: "13px", md: "13px", lg: "14px", xl: "16px" },
  lineHeights: { xs: "16px", sm: "20px", md: "20px", lg: "20px", xl: "24px" },
  shadows: {
    xs: "var(--shadow-1)",
    sm: "var(--shadow-1)",
    md: "var(--shadow-2)",
    lg: "var(--shadow-3)",
    xl: "var(--shadow-3)",
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
  components: {
    Button: { defaultProps: { variant: "default" }, classNames: { root: classes.button, label: classes.buttonLabel } },
    ActionIcon: { defaultProps: { variant: "subtle" }, classNames: { root: classes.actionIcon } },
    Input: { classNames: { input: classes.input } },
    InputWrapper: {
      // What is asked stands above, what helps to answer it below.
      defaultProps: { inputWrapperOrder: ["label", "input", "description", "error"] },
      classNames: { label: classes.label, description: classes.description, error: classes.error },
    },
    Checkbox: { classNames: { input: classes.check, label: classes.checkLabel } },
    Radio: { classNames: { radio: classes.check, label: classes.checkLabel } },
    Menu: {
      // A thing to focus that is no item has no place in a menu.
      defaultProps: { shadow: "lg", withInitialFocusPlaceholder: false },
      classNames: { dropdown: classes.dropdown, item: classes.menuItem, label: classes.menuLabel },
    },
    // The list itself scrolls, not a box around it: keys reach it through the field that it belongs to.
    Select: { defaultProps: { withScrollArea: false }, classNames: { options: classes.options } },
    Combobox: { classNames: { dropdown: classes.dropdown, option: classes.menuItem } },
    Modal: {
      defaultProps: {
        centered: true,
        shadow: "lg",
        padding: "lg",
        radius: "md",
        overlayProps: { backgroundOpacity: 0.4 },
      },
      classNames: { title: classes.modalTitle, content: classes.modalContent, header: classes.modalHeader },
    },
    Skeleton: { classNames: { root: classes.skeleton } },
    Notification: {
      classNames: {
        root: classes.notification,
        title: classes.notificationTitle,
        description: classes.notificationText,
      },
    },
  },
});

const named = {
  "--mantine-color-body": "var(--panel)",
  "--mantine-color-text": "var(--text)",
  "--mantine-color-bright": "var(--text)",
  "--mantine-color-dimmed": "var(--text-3)",
  "--mantine-color-placeholder": "var(--text-3)",
  "--mantine-color-anchor": "var(--accent-text)",
  "--mantine-color-error": "var(--danger)",
  "--mantine-color-default": "var(--panel)",
  "--mantine-color-default-hover": "var(--fill)",
  "--mantine-color-default-color": "var(--text)",
  "--mantine-color-default-border": "var(--line-2)",
  "--mantine-color-disabled": "var(--fill)",
  "--mantine-color-disabled-color": "var(--text-3)",
  "--mantine-color-disabled-border": "var(--line)",
  "--mantine-primary-color-filled": "var(--accent)",
  "--mantine-primary-color-filled-hover": "var(--accent-hover)",
  "--mantine-primary-color-light": "var(--accent-soft)",
  "--mantine-primary-color-light-color": "var(--accent-text)",
  "--mantine-primary-color-contrast": "var(--on-accent)",
};

/** The tokens follow the theme themselves, so both schemes name the same ones. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: named, dark: named });
