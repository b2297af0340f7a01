import { Button, Popover, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskCall } from '../api/types';
import { MODE_ICON } from '../floor/SupervisionButtons';
import { secondsUntil } from '../format/duration';
import { phone as formatPhone } from '../format/phone';
import { useShortcut } from '../shell/shortcuts';
import { Tag } from '../ui/Badge';
import { useAgent } from '../ui/context';
import { Elapsed, Left, useNow } from '../ui/Elapsed';
import { Icon } from '../ui/Icon';
import type { Look } from '../ui/states';
import { useValue } from '../ui/useValue';
import classes from './CallBar.module.css';
import { Keypad } from './Keypad';
import { RecordingControl, RecordingSign } from './RecordingControl';
import { TransferMenu } from './TransferMenu';
import { useWishes } from './useWishes';

const LOOK: Record<DeskCall['state'], Look> = {
  ringing: { tone: 'ringing', icon: 'bell' },
  dialling: { tone: 'ringing', icon: 'phone-out' },
  talking: { tone: 'talking', icon: 'headset' },
  hold: { tone: 'hold', icon: 'pause' },
  detached: { tone: 'urgent', icon: 'alert' },
};

const EDGE: Partial<Record<DeskCall['state'], string | undefined>> = {
  talking: classes['talking'],
  hold: classes['hold'],
  detached: classes['urgent'],
};

export function InCall({ call }: { call: DeskCall }) {
  const { t } = useTranslation();
  const { desk, phone } = useAgent();
  const busy = useValue(desk.busy);
  const wish = useWishes();
  const [pad, setPad] = useState(false);
  const held = call.state === 'hold';
  const up = call.state === 'talking' || held;
  const own = up && call.consult?.role !== 'asked' && call.conference?.role !== 'member';
  const alone = own && call.consult === null;

  const hangUp = () => wish(desk.hangUp());
  const hold = () => wish(desk.toggleHold());
  const mute = () => {
    // at once in the page, and at the server, which keeps it over a reload
    phone.setMuted(!call.muted);
    wish(
      desk.setMuted(!call.muted).then((granted) => {
        if (!granted) phone.setMuted(call.muted);
        return granted;
      }),
    );
  };
  useShortcut('F4', hangUp);
  useShortcut('F6', hold, alone);
  useShortcut('F7', mute, own);

  return (
    <div className={`${classes.row} ${classes.controls} ${EDGE[call.state] ?? ''}`}>
      <Tag look={LOOK[call.state]}>
        {t(call.progress == null ? `call.state.${call.state}` : `call.progress.${call.progress}`)}
      </Tag>
      <span className={classes.timer}>
        <Elapsed since={call.since} />
      </span>
      {up && call.endsAt != null && <EndsSoon at={call.endsAt} />}
      <div className={classes.talk}>
        <Text className={classes.who} truncate lh={1.2}>
          {call.name ?? (formatPhone(call.number) || t('call.hidden'))}
        </Text>
        <CallHealth call={call} />
      </div>
      <Button
        color="var(--urgent-strong)"
        leftSection={<Icon name="hang-up" />}
        rightSection={<kbd>F4</kbd>}
        loading={busy.has('hang-up')}
        onClick={hangUp}
        aria-keyshortcuts="F4"
      >
        {t(call.conference === null ? 'call.hang-up' : 'conference.leave')}
      </Button>
      <Button
        variant={held ? 'filled' : 'default'}
        leftSection={<Icon name={held ? 'play' : 'pause'} />}
        rightSection={<kbd>F6</kbd>}
        disabled={!alone}
        loading={busy.has('hold') || busy.has('resume')}
        onClick={hold}
        aria-keyshortcuts="F6"
      >
        {t(held ? 'call.resume' : 'call.hold')}
      </Button>
      <Button
        variant={call.muted ? 'filled' : 'default'}
        leftSection={<Icon name={call.muted ? 'mic-off' : 'mic-on'} />}
        rightSection={<kbd>F7</kbd>}
        disabled={!own}
        onClick={mute}
        aria-pressed={call.muted}
        aria-keyshortcuts="F7"
      >
        {t(call.muted ? 'call.unmute' : 'call.mute')}
      </Button>
      <Popover opened={pad} onChange={setPad} position="top" withArrow trapFocus>
        <Popover.Target>
          <Button
            variant="default"
            leftSection={<Icon name="keypad" />}
            disabled={!own}
            onClick={() => setPad((now) => !now)}
            aria-expanded={pad}
          >
            {t('call.keypad')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Keypad send={(digits) => wish(desk.digits(digits))} />
        </Popover.Dropdown>
      </Popover>
      <TransferMenu enabled={alone} asksOnly={call.conference !== null} />
      {call.supervised !== null && (
        <Tag look={{ tone: 'talking', icon: MODE_ICON[call.supervised.mode] }}>
          {t(`supervision.shown.${call.supervised.mode}`, { name: call.supervised.name })}
        </Tag>
      )}
      {own && call.recorder !== null && <RecordingControl recorder={call.recorder} />}
      <span className={classes.grow} />
      <SoundFault call={call} />
    </div>
  );
}

const WARNED_SECONDS = 60;

/** A limit ends the call soon: said in its last minute. */
function EndsSoon({ at }: { at: string }) {
  const { t } = useTranslation();
  const now = useNow();
  if (secondsUntil(at, now) > WARNED_SECONDS) return null;
  return (
    <Text size="sm" fw={600} c="var(--urgent)" role="alert">
      {t('call.ends-in')} <Left until={at} />
    </Text>
  );
}

/** What is wrong with the sound now, and what to do about it. */
function SoundFault({ call }: { call: DeskCall }) {
  const { t } = useTranslation();
  const { phone, speaker, desk } = useAgent();
  const session = useValue(phone.session);
  const blocked = useValue(speaker.blocked);
  const browser = useValue(desk.desk)?.phone.kind === 'browser';
  const [quiet, setQuiet] = useState(false);
  const silent = browser && call.state !== 'dialling' && (session === null || session.state !== 'connected');
  useEffect(() => {
    // the first moments without sound are how every call begins
    const timer = setTimeout(() => setQuiet(silent), silent ? 1500 : 0);
    return () => clearTimeout(timer);
  }, [silent]);
  if (blocked) return <Text c="var(--urgent)">{t('call.sound-blocked')}</Text>;
  if (call.state === 'detached' || (quiet && silent)) return <Text c="var(--urgent)">{t('call.attaching')}</Text>;
  return null;
}

/** Under the name, where it comes and goes without moving the buttons. */
function CallHealth({ call }: { call: DeskCall }) {
  const { t } = useTranslation();
  const quality = useValue(useAgent().phone.quality);
  return (
    <div className={classes.health}>
      <RecordingSign recorder={call.recorder} />
      {quality !== null && (
        <span className={classes.quality} data-quality={quality}>
          <Icon name={quality === 'good' ? 'check' : 'alert'} size={14} />
          {t(`call.quality.${quality}`)}
        </span>
      )}
    </div>
  );
}
