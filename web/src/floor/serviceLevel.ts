/** Whole percent, rounded down: 79.6 % has not reached a target of 80 %. Null when nothing was offered yet. */
export function serviceLevelPercent(percent: number | null): number | null {
  return percent === null ? null : Math.floor(percent);
}
