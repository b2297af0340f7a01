import { useSyncExternalStore } from 'react';
import type { ReadonlyValue } from '../state/value';
import { Value } from '../state/value';

const NOTHING = new Value<null>(null);

export function useValue<T>(value: ReadonlyValue<T>): T;
export function useValue<T>(value: ReadonlyValue<T> | null | undefined): T | null;
export function useValue<T>(value: ReadonlyValue<T> | null | undefined): T | null {
  const source: ReadonlyValue<T | null> = value ?? NOTHING;
  return useSyncExternalStore(source.subscribe, source.get);
}
