import { createTheme, type MantineColorsTuple } from "@mantine/core";

const lam: MantineColorsTuple = [
  "#eaf4f8", "#d3e6ee", "#a6cddd", "#75b2cb", "#4d9bbc",
  "#2f87ad", "#1b6f92", "#0f5f80", "#0b4f6c", "#073c53",
];

export const theme = createTheme({
  colors: { lam },
  primaryColor: "lam",
  primaryShade: 8,
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: '"Be Vietnam Pro", system-ui, sans-serif',
  fontFamilyMonospace: '"Noto Sans Mono Variable", ui-monospace, monospace',
  headings: { fontFamily: '"Be Vietnam Pro", system-ui, sans-serif', fontWeight: "600" },
  defaultRadius: "md",
  components: {
    Badge: { defaultProps: { tt: "none", fw: 600 } },
    Modal: { defaultProps: { closeButtonProps: { "aria-label": "Đóng" } } },
    Radio: { defaultProps: { size: "md" } },
    Checkbox: { defaultProps: { size: "md" } },
  },
});
