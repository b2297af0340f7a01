import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CallDetail, RibbonKind, RibbonPart } from '../api/types';
import { duration } from '../format/duration';
import { Icon, type IconName } from '../ui/Icon';
import classes from './Calls.module.css';
import { partEnd, percentAt, type Span, ticks } from './timeline';

const ICON: Record<RibbonKind, IconName> = {
  greeting: 'wave',
  waiting: 'clock',
  ringing: 'bell',
  talking: 'headset',
  hold: 'pause',
  consult: 'users',
  transferring: 'right',
  forwarded: 'phone-out',
  'wrap-up': 'pen',
};

/** Where the words for the codes of a part's end stand. */
const DETAILS: Partial<Record<RibbonKind, string>> = {
  waiting: 'left',
  ringing: 'outcome',
  consult: 'outcome',
  transferring: 'outcome',
  'wrap-up': 'how',
};

/** The call to scale: what it was doing, when and with whom. */
export function Ribbon({ detail, span, playedAt }: { detail: CallDetail; span: Span; playedAt: number | null }) {
  const { t, i18n } = useTranslation();
  const inWords = (part: RibbonPart) => {
    if (part.detail === null || part.kind === 'hold') return null;
    const key = `${DETAILS[part.kind] ?? 'cause'}.${part.detail.toLowerCase().replaceAll('_', '-')}`;
    return i18n.exists(key) ? t(key) : null;
  };
  return (
    <>
      <ol className={classes.ribbon} style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {detail.ribbon.map((part) => {
          const from = Date.parse(part.from);
          const to = partEnd(part, span);
          const width = percentAt(span, to) - percentAt(span, from);
          const words = [t(`ribbon.${part.kind}`), part.agentName, inWords(part), duration((to - from) / 1000)].filter(
            Boolean,
          );
          return (
            <Tooltip key={`${part.kind}-${part.from}`} label={words.join(' · ')} openDelay={100}>
              <li
                className={classes.part}
                data-kind={part.kind}
                style={{ left: `${percentAt(span, from)}%`, width: `${width}%` }}
                aria-label={words.join(', ')}
              >
                <span className={classes.label}>
                  <Icon name={ICON[part.kind] ?? 'info'} size={13} />
                  <span>{t(`ribbon.${part.kind}`)}</span>
                  {part.agentName !== null && <span>· {part.agentName}</span>}
                </span>
              </li>
            </Tooltip>
          );
        })}
        {playedAt !== null && (
          <li aria-hidden="true" className={classes.needle} style={{ left: `${percentAt(span, playedAt)}%` }} />
        )}
      </ol>
      <div className={classes.scale} aria-hidden="true">
        {ticks(span).map((second) => (
          <span
            key={second}
            className={classes.tick}
            data-first={second === 0}
            style={{ left: `${percentAt(span, span.from + second * 1000)}%` }}
          >
            {duration(second)}
          </span>
        ))}
      </div>
    </>
  );
}
