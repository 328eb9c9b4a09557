import { lightTheme, type Theme } from "@rainbow-me/rainbowkit";

const base = lightTheme({ borderRadius: "medium", overlayBlur: "small" });

/** RainbowKit in our colours. They are CSS variables that follow the system's scheme, so one theme serves both. */
export const walletTheme: Theme = {
  ...base,
  fonts: { body: "var(--font-sans)" },
  colors: {
    ...base.colors,
    accentColor: "var(--primary)",
    accentColorForeground: "var(--primary-foreground)",
    actionButtonBorder: "var(--border)",
    actionButtonBorderMobile: "var(--border)",
    actionButtonSecondaryBackground: "var(--muted)",
    closeButton: "var(--muted-foreground)",
    closeButtonBackground: "var(--muted)",
    downloadBottomCardBackground: "var(--muted)",
    downloadTopCardBackground: "var(--card)",
    error: "var(--danger)",
    generalBorder: "var(--border)",
    generalBorderDim: "var(--border)",
    menuItemBackground: "var(--muted)",
    modalBackdrop: "var(--overlay)",
    modalBackground: "var(--popover)",
    modalBorder: "var(--border)",
    modalText: "var(--foreground)",
    modalTextDim: "var(--muted-foreground)",
    modalTextSecondary: "var(--muted-foreground)",
    profileAction: "var(--muted)",
    profileActionHover: "var(--neutral-soft)",
    profileForeground: "var(--muted)",
    selectedOptionBorder: "var(--border)",
    standby: "var(--warn)",
  },
};
