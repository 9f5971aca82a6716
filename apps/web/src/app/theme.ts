import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { wordsOf } from '../words';

const harbour: MantineColorsTuple = [
  '#eef5fa',
  '#dbe8f1',
  '#b4cfe2',
  '#8ab5d3',
  '#689fc6',
  '#5291be',
  '#4489ba',
  '#2f6f9b',
  '#245a80',
  '#184565',
];

/** The dark side of the same blue: surfaces, lines and muted text. */
const dark: MantineColorsTuple = [
  '#e4e9ec',
  '#c3ccd3',
  '#a9b4bd',
  '#7d8993',
  '#3d4850',
  '#313a41',
  '#242c32',
  '#1b2126',
  '#161b1f',
  '#0f1316',
];

/** Calm and dense: one blue for what can be done, and green, amber and red kept for verdicts. */
export const theme = createTheme({
  primaryColor: 'harbour',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  colors: { harbour, dark },
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.45rem', lineHeight: '1.25' },
      h2: { fontSize: '1.1rem', lineHeight: '1.3' },
      h3: { fontSize: '0.98rem', lineHeight: '1.35' },
    },
  },
  components: {
    Table: { defaultProps: { verticalSpacing: 7, horizontalSpacing: 'sm', highlightOnHover: true } },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm' },
      styles: { root: { flexShrink: 0, textTransform: 'none', fontWeight: 600, letterSpacing: 0 }, label: { overflow: 'visible' } },
    },
    Card: { defaultProps: { withBorder: true, padding: 'md', radius: 'md' } },
    Alert: { defaultProps: { radius: 'md' } },
    Modal: { defaultProps: { centered: true, radius: 'md' } },
    Notification: {
      defaultProps: () => ({ closeButtonProps: { 'aria-label': wordsOf('ui')('close') } }),
      styles: { description: { color: 'var(--mantine-color-dimmed)' } },
    },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
  },
});

/** Mantine's muted text misses the contrast that WCAG asks for; a counter under strip light asks for more. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f7f9fa',
    '--mantine-color-dimmed': '#51606b',
    '--mantine-color-placeholder': '#66737d',
    '--mantine-color-anchor': '#1d577e',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-orange-light-color': '#8a3300',
    '--mantine-color-yellow-light-color': '#6b4700',
    '--mantine-color-teal-light-color': '#05543f',
    '--mantine-color-red-light-color': '#9a1b1b',
    '--mantine-color-gray-light-color': '#3b444b',
    '--mantine-color-harbour-light-color': '#184565',
    '--mantine-color-grape-light-color': '#6f1d83',
    '--surface': '#ffffff',
    '--line': '#dde3e8',
  },
  dark: {
    '--mantine-color-body': '#14191d',
    '--mantine-color-text': '#e4e9ec',
    '--mantine-color-dimmed': '#a9b4bd',
    '--mantine-color-placeholder': '#939fa8',
    '--mantine-color-anchor': '#8fc3e8',
    '--mantine-color-error': '#ff8a80',
    '--surface': '#1b2126',
    '--line': '#313a41',
  },
});
