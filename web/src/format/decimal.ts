/** A number with at most one digit after the point, as the language writes it. */
export function decimal(value: number, language: string): string {
  return value.toLocaleString(language, { maximumFractionDigits: 1 });
}
