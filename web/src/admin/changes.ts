/** One line for each thing that differs between two states of an object, given as JSON or as its text. */
export function changes(before: unknown, after: unknown): string[] {
  const was = parsed(before);
  const is = parsed(after);
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return names
    .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
    .map((name) => {
      if (!(name in was)) return `${name}: ${JSON.stringify(is[name])}`;
      if (!(name in is)) return `${name}: ${JSON.stringify(was[name])} → –`;
      return `${name}: ${JSON.stringify(was[name])} → ${JSON.stringify(is[name])}`;
    });
}

function parsed(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  if (typeof value !== 'string' || value === '') return {};
  try {
    return parsed(JSON.parse(value));
  } catch {
    return { value };
  }
}
