import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SoundQuality } from '../api/types';
import { decimal } from '../format/decimal';

/** Says that a talk sounds badly, and on whose side; the figures in its title. */
export function QualityMark({ quality }: { quality: SoundQuality }) {
  const { t, i18n } = useTranslation();
  const figures = [
    t('quality.mos-is', { value: decimal(quality.mos, i18n.language) }),
    t('quality.loss-is', { value: decimal(quality.lossPercent, i18n.language) }),
    t('quality.jitter-is', { value: decimal(quality.jitterMs, i18n.language) }),
    quality.roundTripMs === null
      ? null
      : t('quality.round-trip-is', { value: decimal(quality.roundTripMs, i18n.language) }),
  ].filter(Boolean);
  return (
    <Text
      size="sm"
      fw={600}
      c={quality.grade === 'poor' ? 'var(--urgent)' : 'dimmed'}
      title={figures.join(' · ')}
      data-grade={quality.grade}
    >
      {t(`quality.${quality.grade}-${quality.party}`)}
    </Text>
  );
}
