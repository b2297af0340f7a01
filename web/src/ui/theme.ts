import {
  ActionIcon,
  Button,
  createTheme,
  type MantineColorsTuple,
  Menu,
  Modal,
  NumberInput,
  PasswordInput,
  Select,
  Table,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

/** The accent: petrol, the one hue no state of a call or an agent uses. */
const petrol: MantineColorsTuple = [
  '#e6f5f8',
  '#cfe6eb',
  '#a1ccd6',
  '#6fb1c0',
  '#479aad',
  '#2c8ca2',
  '#14788e',
  '#0b6377',
  '#04505f',
  '#003d49',
];

/** Greys of the dark theme, a little towards the accent, so that fields and panels belong together. */
const dark: MantineColorsTuple = [
  '#e8ebee',
  '#c9d0d6',
  '#a9b3bb',
  '#8d98a1',
  '#434c54',
  '#333b42',
  '#262d32',
  '#1d2226',
  '#181c20',
  '#14181b',
];

const small = { defaultProps: { size: 'sm' } };

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol, dark },
  fontFamily: "'Segoe UI', 'Noto Sans', 'Helvetica Neue', Roboto, system-ui, sans-serif",
  fontFamilyMonospace: "'Cascadia Mono', 'Noto Sans Mono', Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.25rem' }, h2: { fontSize: '1.0625rem' }, h3: { fontSize: '0.9375rem' } },
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  components: {
    // the arrow keys start from the menu itself; the placeholder is no item and reads as one
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    TextInput: TextInput.extend(small),
    PasswordInput: PasswordInput.extend(small),
    NumberInput: NumberInput.extend(small),
    Select: Select.extend({ defaultProps: { size: 'sm', checkIconPosition: 'right' } }),
    Textarea: Textarea.extend(small),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray' } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 4, horizontalSpacing: 'xs', highlightOnHover: true } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: true } }),
    // its header is an HTML header, which readers would count as a second banner of the page
    Modal: Modal.extend({ defaultProps: { centered: true, attributes: { header: { role: 'none' } } } }),
  },
});
