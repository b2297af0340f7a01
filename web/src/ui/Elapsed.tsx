import { duration, secondsSince, secondsUntil } from '../format/duration';
import { useWorkplace } from './context';
import { useValue } from './useValue';

/** Time since an instant, moving. */
export function Elapsed({ since }: { since: string }) {
  const now = useNow();
  return <span className="num">{duration(secondsSince(since, now))}</span>;
}

/** Time left until an instant, moving. */
export function Left({ until }: { until: string }) {
  const now = useNow();
  return <span className="num">{duration(secondsUntil(until, now))}</span>;
}

/** The server's milliseconds, once a second. */
export function useNow(): number {
  return useValue(useWorkplace().clock.ticking);
}
