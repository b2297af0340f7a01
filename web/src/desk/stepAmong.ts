/** Where the keys of a radio group lead from one of `count` choices, round the ends; null for other keys. */
export function stepAmong(
  event: { key: string; altKey: boolean; ctrlKey: boolean; metaKey: boolean },
  from: number,
  count: number,
): number | null {
  if (count === 0 || event.altKey || event.ctrlKey || event.metaKey) return null;
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (from + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return from <= 0 ? count - 1 : from - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
