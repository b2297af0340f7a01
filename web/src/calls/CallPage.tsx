import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../api/types';
import { phone as formatPhone } from '../format/phone';
import { fullMoment } from '../format/time';
import { may } from '../state/session';
import { ResultBadge } from '../ui/Badge';
import { useWorkplace } from '../ui/context';
import { useNow } from '../ui/Elapsed';
import { Icon } from '../ui/Icon';
import { Empty, Failed, Loading } from '../ui/Notices';
import { useTitle } from '../ui/useTitle';
import { CallFacts } from './CallFacts';
import { CallQuality } from './CallQuality';
import classes from './Calls.module.css';
import { marksOf } from './marks';
import { Player } from './Player';
import { DeletedRecording } from './RecordingKeeping';
import { Ribbon } from './Ribbon';
import { SipLadder } from './SipLadder';
import { SummaryFacts } from './SummaryFacts';
import { spanOf } from './timeline';
import { useNames } from './useNames';

const route = getRouteApi('/calls/$id');
const REFRESH_MS = 2_000;

export function CallPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { http } = useWorkplace();
  useTitle(t('calls.one'));
  const detail = useQuery({
    queryKey: ['call', id],
    queryFn: ({ signal }) => http.get<CallDetail>(`/api/calls/${id}`, signal),
    // a call that is up or still waits for its result changes
    refetchInterval: (query) => (isOver(query.state.data) ? false : REFRESH_MS),
  });
  if (detail.isPending) return <Loading />;
  if (detail.isError) return <Failed error={detail.error} retry={() => void detail.refetch()} />;
  return <Detail detail={detail.data} />;
}

function isOver(detail: CallDetail | undefined): boolean {
  return detail !== undefined && detail.summary.endedAt !== null && detail.ribbon.every((part) => part.to !== null);
}

function Detail({ detail }: { detail: CallDetail }) {
  const { t, i18n } = useTranslation();
  const { me } = useWorkplace();
  const now = useNow();
  const [playedAt, setPlayedAt] = useState<number | null>(null);
  const { summary, recordings } = detail;
  const present = recordings.filter((recording) => recording.deletedAt === null);
  const span = spanOf(detail, now);
  const names = useNames(detail);
  const listens = may(me, 'listen-recordings');
  const number = formatPhone(summary.number) || t('call.hidden');
  return (
    <div className={classes.detail}>
      <section className={`panel ${classes.summary}`}>
        <Group justify="space-between" wrap="wrap">
          <Group gap="sm">
            <Button component={Link} to="/calls" variant="subtle" size="compact-sm" leftSection={<Icon name="left" />}>
              {t('page.calls')}
            </Button>
            <h1>{summary.name === null ? number : `${summary.name} · ${number}`}</h1>
            <ResultBadge result={summary.result} />
          </Group>
          <Text size="sm" c="dimmed">
            {fullMoment(summary.startedAt, i18n.language)}
          </Text>
        </Group>
        <SummaryFacts summary={summary} />
      </section>
      <section className={`panel ${classes.track}`} aria-label={t('calls.timeline')}>
        <Ribbon detail={detail} span={span} playedAt={playedAt} />
        {recordings.length === 0 && (
          <Text size="sm" c="dimmed" mt="xs">
            {t('calls.no-recording')}
          </Text>
        )}
        {present.length > 0 && !listens && <Empty icon="shield" title={t('calls.no-listening')} />}
        {recordings
          .filter((recording) => recording.deletedAt !== null)
          .map((recording) => (
            <DeletedRecording key={recording.id} recording={recording} />
          ))}
        {listens &&
          present.map((recording) => (
            <Player
              key={recording.id}
              recording={recording}
              span={span}
              marks={marksOf(detail, recording)}
              moved={setPlayedAt}
            />
          ))}
      </section>
      <CallQuality detail={detail} names={names} />
      <CallFacts detail={detail} names={names} />
      {may(me, 'see-technical') && <SipLadder interactionId={summary.interactionId} />}
    </div>
  );
}
