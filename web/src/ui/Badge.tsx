import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgentState, CallResult } from '../api/types';
import classes from './Badge.module.css';
import { Icon } from './Icon';
import { AGENT_LOOK, type Look, RESULT_LOOK } from './states';

export function Tag({ look, children }: { look: Look; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={look.tone}>
      <Icon name={look.icon} size={13} />
      <span className={classes.word}>{children}</span>
    </span>
  );
}

export function StateBadge({ state }: { state: AgentState }) {
  const { t } = useTranslation();
  return <Tag look={AGENT_LOOK[state] ?? AGENT_LOOK.offline}>{t(`state.${state}`)}</Tag>;
}

export function ResultBadge({ result }: { result: CallResult }) {
  const { t } = useTranslation();
  return <Tag look={RESULT_LOOK[result] ?? RESULT_LOOK.failed}>{t(`result.${result}`)}</Tag>;
}
