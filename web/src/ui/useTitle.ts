import { useEffect } from 'react';
import { useWorkplace } from './context';

/** The tab's title; for agents ringing and missed calls are put before it. */
export function useTitle(page: string): void {
  const { agent } = useWorkplace();
  useEffect(() => {
    const title = `${page} – Otvet`;
    if (agent === null) document.title = title;
    else agent.alerts.setPage(title);
  }, [page, agent]);
}
