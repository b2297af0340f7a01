import type { AgentState, CallResult } from '../api/types';
import type { IconName } from './Icon';

/** Five colours for states and red for what needs a person now; never without the icon and the word. */
export type Tone = 'ready' | 'ringing' | 'talking' | 'hold' | 'wrap-up' | 'pause' | 'urgent';

export interface Look {
  tone: Tone;
  icon: IconName;
}

export const AGENT_LOOK: Record<AgentState, Look> = {
  ready: { tone: 'ready', icon: 'check' },
  ringing: { tone: 'ringing', icon: 'bell' },
  talking: { tone: 'talking', icon: 'headset' },
  hold: { tone: 'hold', icon: 'pause' },
  'wrap-up': { tone: 'wrap-up', icon: 'pen' },
  pause: { tone: 'pause', icon: 'clock' },
  missed: { tone: 'urgent', icon: 'missed' },
  offline: { tone: 'pause', icon: 'offline' },
};

export const RESULT_LOOK: Record<CallResult, Look> = {
  answered: { tone: 'talking', icon: 'check' },
  'in-progress': { tone: 'ready', icon: 'headset' },
  abandoned: { tone: 'urgent', icon: 'hang-up' },
  missed: { tone: 'urgent', icon: 'missed' },
  'no-answer': { tone: 'pause', icon: 'clock' },
  failed: { tone: 'urgent', icon: 'alert' },
  interrupted: { tone: 'ringing', icon: 'alert' },
};
