import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallRecording } from '../api/types';
import { duration } from '../format/duration';
import { fullMoment } from '../format/time';
import { may } from '../state/session';
import { useWorkplace } from '../ui/context';
import { useErrorText } from '../ui/errorText';
import { Icon } from '../ui/Icon';
import { useConfirm } from '../ui/useConfirm';

/** Holding a recording from deletion, and deleting it. */
export function RecordingKeeping({ recording }: { recording: CallRecording }) {
  const { t, i18n } = useTranslation();
  const { http, me } = useWorkplace();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { ask, dialog } = useConfirm();
  const [busy, setBusy] = useState(false);
  const act = async (what: () => Promise<void>) => {
    setBusy(true);
    try {
      await what();
    } catch (error) {
      notifications.show({ color: 'red', message: errorText(error) });
    } finally {
      setBusy(false);
      void queries.invalidateQueries({ queryKey: ['call'] });
    }
  };
  const path = `/api/recordings/${recording.id}`;
  const { held } = recording;
  if (!may(me, 'manage-recordings')) {
    return held ? <Held /> : null;
  }
  return (
    <>
      {held && <Held />}
      <Button
        variant="default"
        leftSection={<Icon name="shield" />}
        disabled={busy}
        onClick={() => void act(() => (held ? http.delete(`${path}/hold`) : http.put(`${path}/hold`)))}
      >
        {t(held ? 'player.release' : 'player.hold')}
      </Button>
      <Button
        variant="default"
        leftSection={<Icon name="trash" />}
        disabled={busy || held}
        onClick={() =>
          ask({
            title: t('player.delete-title'),
            text: t('player.delete-text', {
              at: fullMoment(recording.startedAt, i18n.language),
              length: duration(recording.lengthMs / 1000),
            }),
            confirm: t('common.remove'),
            act: () => void act(() => http.delete(path)),
          })
        }
      >
        {t('common.remove')}
      </Button>
      {dialog}
    </>
  );
}

function Held() {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="dimmed">
      <Icon name="shield" size={13} /> {t('player.held')}
    </Text>
  );
}

/** Stands where a recording was. */
export function DeletedRecording({ recording }: { recording: CallRecording }) {
  const { t, i18n } = useTranslation();
  return (
    <Text size="sm" c="dimmed" mt="xs">
      <Icon name="trash" size={13} />{' '}
      {t('player.deleted', { at: recording.deletedAt === null ? '' : fullMoment(recording.deletedAt, i18n.language) })}
    </Text>
  );
}
