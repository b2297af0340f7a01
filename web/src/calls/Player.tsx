import { ActionIcon, Button, SegmentedControl, Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallRecording, Peaks, RecordingComment } from '../api/types';
import { duration } from '../format/duration';
import { may } from '../state/session';
import { useWorkplace } from '../ui/context';
import { useErrorText } from '../ui/errorText';
import { Icon } from '../ui/Icon';
import classes from './Calls.module.css';
import { Comments, commentsKey } from './Comments';
import type { Mark } from './marks';
import { RecordingKeeping } from './RecordingKeeping';
import { outline, percentAt, type Span } from './timeline';

const SPEEDS = ['0.75', '1', '1.25', '1.5', '2'];

interface Props {
  recording: CallRecording;
  span: Span;
  marks: Mark[];
  /** Where in the call the playing is, milliseconds since the epoch; null when nothing was played. */
  moved: (at: number | null) => void;
}

/** One recording under the ribbon, drawn to the same scale, with a player. */
export function Player({ recording, span, marks, moved }: Props) {
  const { t } = useTranslation();
  const { me, http } = useWorkplace();
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const [speed, setSpeed] = useState('1');
  const [failed, setFailed] = useState(false);
  const comments = useQuery({
    queryKey: commentsKey(recording.id),
    queryFn: ({ signal }) => http.get<RecordingComment[]>(`/api/recordings/${recording.id}/comments`, signal),
  });
  const start = Date.parse(recording.startedAt);
  const length = recording.lengthMs / 1000;

  useEffect(() => {
    const element = audio.current;
    return () => element?.pause();
  }, []);
  // timeupdate comes four times a second: too coarse for a moving needle
  useEffect(() => {
    if (!playing) return;
    let frame = requestAnimationFrame(function follow() {
      const at = audio.current?.currentTime ?? 0;
      setSeconds(at);
      moved(start + at * 1000);
      frame = requestAnimationFrame(follow);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, moved, start]);

  const seek = (to: number) => {
    const at = Math.min(length, Math.max(0, to));
    if (audio.current !== null) audio.current.currentTime = at;
    setSeconds(at);
    moved(start + at * 1000);
  };
  const toggle = () => {
    const element = audio.current;
    if (element === null) return;
    if (playing) element.pause();
    else void element.play().catch(() => setFailed(true));
  };
  const click = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = span.from + ((event.clientX - box.left) / box.width) * (span.to - span.from);
    seek((at - start) / 1000);
  };
  const source = `/api/recordings/${recording.id}/audio`;

  return (
    <div>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider below does the same by keyboard */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the slider below does the same by keyboard */}
      <div className={classes.waves} onClick={click}>
        <Waves recording={recording} span={span} />
        <Marks marks={marks} span={span} />
        {comments.data?.map((comment) => (
          <div
            key={comment.id}
            className={classes.pin}
            title={comment.text}
            style={{ left: `${percentAt(span, start + comment.atMs)}%` }}
          />
        ))}
        {(playing || seconds > 0) && (
          <div className={classes.needle} style={{ left: `${percentAt(span, start + seconds * 1000)}%` }} />
        )}
      </div>
      <div className={classes.player}>
        <ActionIcon
          variant="filled"
          color="petrol"
          size="lg"
          onClick={toggle}
          aria-label={t(playing ? 'player.pause' : 'player.play')}
        >
          <Icon name={playing ? 'pause' : 'play'} size={18} />
        </ActionIcon>
        <Text size="sm" className="num">
          {duration(seconds)} / {duration(length)}
        </Text>
        <input
          className={classes.seek}
          type="range"
          min={0}
          max={Math.max(1, length)}
          step={0.1}
          value={seconds}
          aria-label={t('player.position')}
          aria-valuetext={duration(seconds)}
          onChange={(event) => seek(Number(event.currentTarget.value))}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('player.speed')}
          data={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
          value={speed}
          onChange={(value) => {
            setSpeed(value);
            if (audio.current !== null) audio.current.playbackRate = Number(value);
          }}
        />
        {may(me, 'download-recordings') && (
          <Button
            component="a"
            href={`${source}?download`}
            download
            variant="default"
            leftSection={<Icon name="download" />}
          >
            {t('player.download')}
          </Button>
        )}
        <RecordingKeeping recording={recording} />
        {failed && (
          <Text size="sm" c="var(--urgent)" role="alert">
            {t('player.failed')}
          </Text>
        )}
        {recording.problem !== null && (
          <Text size="sm" c="var(--urgent)">
            {t('player.problem', { problem: recording.problem })}
          </Text>
        )}
      </div>
      <Comments recordingId={recording.id} comments={comments.data ?? []} seconds={seconds} seek={seek} />
      {/* biome-ignore lint/a11y/useMediaCaption: a telephone recording has no captions */}
      <audio
        ref={audio}
        preload="none"
        src={source}
        onPlay={() => {
          setFailed(false);
          setPlaying(true);
        }}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        onError={() => setFailed(true)}
      />
    </div>
  );
}

/** What else than talk went on, over both channels. */
function Marks({ marks, span }: { marks: Mark[]; span: Span }) {
  const { t } = useTranslation();
  return marks.map(({ kind, from, to }) => {
    const words = `${t(`mark.${kind}`)} · ${duration((to - from) / 1000)}`;
    return (
      <Tooltip key={`${kind}-${from}`} label={words} openDelay={100}>
        <div
          className={classes.mark}
          data-kind={kind}
          role="img"
          style={{ left: `${percentAt(span, from)}%`, width: `${percentAt(span, to) - percentAt(span, from)}%` }}
          aria-label={words}
        />
      </Tooltip>
    );
  });
}

const POINTS = 1000;

function Waves({ recording, span }: { recording: CallRecording; span: Span }) {
  const { t, i18n } = useTranslation();
  const { http } = useWorkplace();
  const errorText = useErrorText();
  const peaks = useQuery({
    queryKey: ['peaks', recording.id, recording.lengthMs],
    queryFn: ({ signal }) => http.get<Peaks>(`/api/recordings/${recording.id}/peaks?points=${POINTS}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const start = Date.parse(recording.startedAt);
  const left = percentAt(span, start);
  const width = percentAt(span, start + (peaks.data?.lengthMs ?? recording.lengthMs)) - left;
  const sides = [peaks.data?.left ?? [], peaks.data?.right ?? []];
  return sides.map((side, index) => {
    const channel = recording.channels[index] ?? (index === 0 ? 'customer' : 'agent');
    return (
      <div key={channel} className={classes.wave} data-channel={channel}>
        <span className={classes.channel}>
          {i18n.exists(`channel.${channel}`) ? t(`channel.${channel}`) : channel}
          {peaks.isError && index === 0 && ` · ${errorText(peaks.error)}`}
          {index === 0 && peaks.data?.damage && ` · ${t(`player.damage.${peaks.data.damage}`)}`}
        </span>
        <svg
          viewBox={`0 0 ${Math.max(1, side.length - 1)} 2`}
          preserveAspectRatio="none"
          style={{ left: `${left}%`, width: `${width}%` }}
          aria-hidden="true"
        >
          <path d={outline(side)} />
        </svg>
      </div>
    );
  });
}
