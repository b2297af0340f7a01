import { ActionIcon } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon';

/** Plays a recording or prompt in place. */
export function SoundButton({ source, name }: { source: string; name?: string }) {
  const { t } = useTranslation();
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const element = audio.current;
    return () => element?.pause();
  }, []);
  const toggle = () => {
    const element = audio.current;
    if (element === null) return;
    setFailed(false);
    if (playing) element.pause();
    else void element.play().catch(() => setFailed(true));
  };
  const words = t(failed ? 'player.failed' : playing ? 'player.pause' : 'player.play');
  return (
    <>
      <ActionIcon
        onClick={toggle}
        title={words}
        aria-label={name === undefined ? words : `${words}: ${name}`}
        color={failed ? 'red' : 'gray'}
      >
        <Icon name={failed ? 'alert' : playing ? 'pause' : 'play'} />
      </ActionIcon>
      {/* biome-ignore lint/a11y/useMediaCaption: telephone sound has no captions */}
      <audio
        ref={audio}
        preload="none"
        src={source}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
      />
    </>
  );
}
