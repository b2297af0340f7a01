import type { CSSProperties } from 'react';

/** Drawn on a 24 by 24 grid with a 2 unit line. */
const SHAPES = {
  phone: 'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A15 15 0 0 1 3 6a2 2 0 0 1 2-2',
  'phone-in':
    'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A15 15 0 0 1 3 6a2 2 0 0 1 2-2M21 3l-6 6M15 4v5h5',
  'phone-out':
    'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A15 15 0 0 1 3 6a2 2 0 0 1 2-2M15 9l6-6M16 3h5v5',
  'hang-up': 'M3 13.5c5-5 13-5 18 0l-2.2 3-4-1.6v-3a13 13 0 0 0-5.6 0v3l-4 1.6z',
  missed: 'M4 6l8 8 8-8M4 12V6h6M4 20h16',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  pause: 'M9 5v14M15 5v14',
  play: 'M7 4.5v15l12-7.5z',
  'mic-on': 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3M5 11a7 7 0 0 0 14 0M12 18v3',
  'mic-off':
    'M9 9V6a3 3 0 0 1 6 0v5M9 12a3 3 0 0 0 4.5 1.9M5 11a7 7 0 0 0 11 5.2M19 11a7 7 0 0 1-.4 2.3M12 18v3M4 3l16 18',
  pen: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.5 2',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  alert: 'M12 4L2.5 20h19zM12 10v4M12 17v.1',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5M12 8v.1',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21c.5-4 3.8-6 8-6s7.5 2 8 6',
  users:
    'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M2 20c.4-3.5 3.2-5 7-5s6.6 1.5 7 5M16 5.2a3.5 3.5 0 0 1 0 6.6M18 15.300c2.300.6 3.700 2.2 4 4.700',
  list: 'M8 6h13M8 12h13M8 18h13M3.5 6v.1M3.5 12v.1M3.5 18v.1',
  headset: 'M4 14v-2a8 8 0 0 1 16 0v2M4 14h3v5H5a1 1 0 0 1-1-1zM20 14h-3v5h2a1 1 0 0 0 1-1zM19 19a4 4 0 0 1-4 3h-2',
  floor: 'M3 4h8v7H3zM13 4h8v7h-8zM3 13h8v7H3zM13 13h8v7h-8z',
  gear: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5L21 21',
  download: 'M12 3v12M7 10.5l5 5 5-5M4 20h16',
  upload: 'M12 16V4M7 8.5l5-5 5 5M4 20h16',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
  keypad: 'M6 5v.1M12 5v.1M18 5v.1M6 11v.1M12 11v.1M18 11v.1M6 17v.1M12 17v.1M18 17v.1M12 22v.1',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  exit: 'M14 4h5v16h-5M4 12h11M11 8l4 4-4 4',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  left: 'M15 6l-6 6 6 6',
  offline: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M6 6l12 12',
  key: 'M8 10a4 4 0 1 0 0 8 4 4 0 0 0 0-8M11 11.5L20 3M16 7l3 3',
  shield: 'M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6z',
  wave: 'M3 12h2M7 8v8M11 4v16M15 8v8M19 10v4M21.5 12v.1',
  link: 'M9 15l6-6M8 11l-3 3a4 4 0 0 0 5 5l3-3M16 13l3-3a4 4 0 0 0-5-5l-3 3',
  tag: 'M3 12V4h8l9 9-8 8zM7.5 8v.1',
  folder: 'M3 6h6l2 3h10v11H3z',
  retry: 'M20 12a8 8 0 1 1-2.5-5.800M20 3v5h-5',
  ear: 'M7 9.5a5 5 0 0 1 10 0c0 4-3.500 4.500-3.500 8a3 3 0 0 1-6 .5M10 9.500a2 2 0 0 1 4 0c0 1.500-1.500 2-2 3.500',
  speak: 'M4 5h16v11h-9l-4 4v-4H4zM8.500 10.500v.1M12 10.500v.1M15.500 10.500v.1',
  record: 'M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10',
} as const;

export type IconName = keyof typeof SHAPES;

interface Props {
  name: IconName;
  size?: number;
  style?: CSSProperties;
}

/** Always beside a word: hidden from readers. */
export function Icon({ name, size = 16, style }: Props) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      style={{ flex: 'none', ...style }}
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}
