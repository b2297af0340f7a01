import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recorder } from '../api/types';
import { useShortcut } from '../shell/shortcuts';
import { useAgent } from '../ui/context';
import { Elapsed } from '../ui/Elapsed';
import { Icon } from '../ui/Icon';
import { useValue } from '../ui/useValue';
import classes from './CallBar.module.css';
import { useWishes } from './useWishes';

/** Pausing the recording, or recording by hand, and what the agent must know of it. */
export function RecordingControl({ recorder }: { recorder: Recorder }) {
  const { t } = useTranslation();
  const { desk } = useAgent();
  const busy = useValue(desk.busy);
  const wish = useWishes();
  const paused = recorder.state === 'paused';
  const off = recorder.state === 'off';
  const action = paused ? 'resume' : off ? 'start' : 'pause';
  const usable = !off || recorder.byHand;
  const act = () => wish(desk.recording(action));
  useShortcut('F9', act, usable);
  useShortcut('Shift+F9', () => wish(desk.recording('stop')), recorder.byHand && !off);
  useEffect(() => {
    if (recorder.ranOut)
      notifications.show({ color: 'yellow', message: t('call.recorder.ran-out'), autoClose: 10_000 });
  }, [recorder.ranOut, t]);
  if (!usable) return null;
  return (
    <>
      <Button
        variant={paused ? 'filled' : 'default'}
        leftSection={<Icon name={paused || off ? 'record' : 'pause'} />}
        rightSection={<kbd>F9</kbd>}
        loading={busy.has(`recording/${action}`)}
        onClick={act}
        aria-keyshortcuts="F9"
      >
        {t(`call.recorder.${action}`)}
      </Button>
      {recorder.byHand && !off && (
        <Button
          variant="default"
          leftSection={<Icon name="hang-up" />}
          rightSection={<kbd>Shift F9</kbd>}
          loading={busy.has('recording/stop')}
          onClick={() => wish(desk.recording('stop'))}
          aria-keyshortcuts="Shift+F9"
        >
          {t('call.recorder.stop')}
        </Button>
      )}
    </>
  );
}

/** "Recorded" or "recording paused", with the time of the pause. */
export function RecordingSign({ recorder }: { recorder: Recorder | null }) {
  const { t } = useTranslation();
  if (recorder === null || recorder.state === 'off') return null;
  const paused = recorder.state === 'paused';
  return (
    <span
      className={classes.quality}
      style={{ color: paused ? 'var(--ink-soft)' : 'var(--urgent)' }}
      data-recording={recorder.state}
      role="status"
    >
      <Icon name={paused ? 'pause' : 'record'} size={14} />
      {t(paused ? 'call.recorder.paused' : 'call.recording')}
      {paused && recorder.since !== null && <Elapsed since={recorder.since} />}
    </span>
  );
}
