/** One value that differs between two states of an object; undefined where a state has none. */
export interface Change {
  /** Where it stands, a dot goes one level down: `destination.queueId`. */
  field: string;
  was: unknown;
  is: unknown;
}

/** What differs between two states of an object, given as JSON or as its text; the object's own id aside. */
export function changes(before: unknown, after: unknown): Change[] {
  const was = flat(parsed(before));
  const is = flat(parsed(after));
  const fields = [...new Set([...was.keys(), ...is.keys()])].filter((field) => field !== 'id');
  return fields
    .sort((a, b) => rank(a) - rank(b))
    .map((field) => ({ field, was: was.get(field), is: is.get(field) }))
    .filter((change) => JSON.stringify(change.was) !== JSON.stringify(change.is));
}

/** What a thing is called comes before all else it has. */
function rank(field: string): number {
  return ['name', 'number', 'login'].includes(field) ? 0 : 1;
}

function flat(state: Record<string, unknown>, before = ''): Map<string, unknown> {
  return new Map(
    Object.entries(state).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? [...flat(value as Record<string, unknown>, `${before}${name}.`)]
        : [[before + name, value] as const],
    ),
  );
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
