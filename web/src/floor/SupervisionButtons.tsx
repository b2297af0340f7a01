import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FloorAgent, SupervisionMode } from '../api/types';
import { useWishes } from '../desk/useWishes';
import { useAgent } from '../ui/context';
import { Icon, type IconName } from '../ui/Icon';
import { useConfirm } from '../ui/useConfirm';
import { useValue } from '../ui/useValue';

export const MODES: SupervisionMode[] = ['listen', 'whisper', 'barge-in'];

export const MODE_ICON: Record<SupervisionMode, IconName> = { listen: 'ear', whisper: 'speak', 'barge-in': 'users' };

/** Ways into a talking agent's call, with the supervisor's own telephone; which one is on is switched while in it. */
export function SupervisionButtons({ agent, interactionId }: { agent: FloorAgent; interactionId: string }) {
  const { t } = useTranslation();
  const { desk } = useAgent();
  const wish = useWishes();
  const view = useValue(desk.desk);
  const busy = useValue(desk.busy);
  const { ask, dialog } = useConfirm();
  if (view === null || view.agentId === agent.id) return null;
  const own = view.supervising?.interactionId === interactionId ? view.supervising : null;
  const elsewhere = own === null && (view.supervising !== null || view.call !== null || view.wrapUp !== null);
  return (
    <Group gap={4} role="group" aria-label={t('supervision.of', { name: agent.name })}>
      {MODES.map((mode) => (
        <Button
          key={mode}
          size="compact-xs"
          variant={own?.mode === mode ? 'filled' : 'default'}
          leftSection={<Icon name={MODE_ICON[mode]} size={13} />}
          aria-pressed={own?.mode === mode}
          disabled={elsewhere || busy.has('supervise')}
          onClick={() => wish(desk.supervise(interactionId, mode))}
        >
          {t(`supervision.mode.${mode}`)}
        </Button>
      ))}
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<Icon name="phone-in" size={13} />}
        disabled={elsewhere || busy.has('take-over')}
        onClick={() =>
          ask({
            title: t('supervision.take-over-title'),
            text: t('supervision.take-over-text', { name: agent.name }),
            confirm: t('supervision.take-over'),
            act: () => wish(desk.takeOver(interactionId)),
          })
        }
      >
        {t('supervision.take-over')}
      </Button>
      {dialog}
    </Group>
  );
}
