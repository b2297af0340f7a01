import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskCall } from '../api/types';
import { duration } from '../format/duration';
import { phone as formatPhone } from '../format/phone';
import { useShortcut } from '../shell/shortcuts';
import { useAgent, useWorkplace } from '../ui/context';
import { Icon } from '../ui/Icon';
import { useValue } from '../ui/useValue';
import classes from './CallBar.module.css';
import { useWhy } from './useWhy';
import { useWishes } from './useWishes';

export function Ringing({ call }: { call: DeskCall }) {
  const { t } = useTranslation();
  const { desk, phone } = useAgent();
  const kind = useValue(desk.desk)?.phone.kind;
  const busy = useValue(desk.busy);
  const wish = useWishes();
  const why = useWhy();
  const inPage = kind === 'browser';
  useShortcut('F2', () => void phone.answer(), inPage);
  const number = formatPhone(call.number) || t('call.hidden');
  return (
    <div className={`${classes.row} ${classes.ringing}`}>
      {call.offeredUntil !== null && <TimeBar since={call.since} until={call.offeredUntil} />}
      <div className={classes.caller}>
        <span className={classes.bell}>
          <Icon name="bell" size={28} />
        </span>
        <div>
          <div className={classes.who}>
            {call.name ?? number}
            {call.name !== null && (
              <Text span ml="xs" className="num">
                {number}
              </Text>
            )}
          </div>
          <Text size="sm">
            {[
              call.projectName,
              call.queue?.name,
              t('call.waited', { time: duration(call.waitedSeconds) }),
              why(call.why),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
      </div>
      <Group gap="sm">
        {inPage ? (
          <Button
            size="md"
            color="var(--answer)"
            leftSection={<Icon name="phone" />}
            rightSection={<kbd>F2</kbd>}
            onClick={() => void phone.answer()}
            aria-keyshortcuts="F2"
          >
            {t('call.answer')}
          </Button>
        ) : (
          <Text fw={600}>{t('call.answer-on-phone')}</Text>
        )}
        <Button
          size="md"
          variant="default"
          leftSection={<Icon name="hang-up" />}
          loading={busy.has('decline')}
          onClick={() => wish(phone.decline().then(() => desk.problem.get() === null))}
        >
          {t('call.decline')}
        </Button>
      </Group>
    </div>
  );
}

/** Shrinks from the offer's start to its end; drawn by the compositor, so a busy page does not stall it. */
function TimeBar({ since, until }: { since: string; until: string }) {
  const bar = useRef<HTMLDivElement>(null);
  const { clock } = useWorkplace();
  useEffect(() => {
    const start = Date.parse(since);
    const whole = Math.max(1, Date.parse(until) - start);
    const gone = Math.min(whole, Math.max(0, clock.now() - start));
    const animation = bar.current?.animate([{ transform: 'scaleX(1)' }, { transform: 'scaleX(0)' }], {
      duration: whole,
      fill: 'forwards',
    });
    if (animation) animation.currentTime = gone;
    return () => animation?.cancel();
  }, [since, until, clock]);
  return <div ref={bar} className={classes.timebar} />;
}
