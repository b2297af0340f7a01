import { createContext, useContext } from 'react';
import type { Otvet } from '../otvet';
import type { AgentTools, Workplace } from '../state/workplace';

export const OtvetContext = createContext<Otvet | null>(null);
export const WorkplaceContext = createContext<Workplace | null>(null);

export function useOtvet(): Otvet {
  const otvet = useContext(OtvetContext);
  if (otvet === null) throw new Error('used outside of the page');
  return otvet;
}

export function useWorkplace(): Workplace {
  const workplace = useContext(WorkplaceContext);
  if (workplace === null) throw new Error('used before sign-in');
  return workplace;
}

/** The tools of somebody who takes calls; only on views they alone see. */
export function useAgent(): AgentTools {
  const { agent } = useWorkplace();
  if (agent === null) throw new Error('needs the permission take-calls');
  return agent;
}
