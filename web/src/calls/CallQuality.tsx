import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../api/types';
import { decimal } from '../format/decimal';
import { POOR_MOS, qualityOf } from './quality';

/** How the sound of each party fared; nothing for a call without sound or before the first leg has ended. */
export function CallQuality({ detail, names }: { detail: CallDetail; names: ReadonlyMap<string, string> }) {
  const { t, i18n } = useTranslation();
  const parties = qualityOf(detail.facts);
  if (parties.length === 0) return null;
  const figure = (value: number | null) => (value === null ? '–' : decimal(value, i18n.language));
  return (
    <section className="panel" aria-label={t('quality.title')}>
      <Text fw={600} size="sm" c="dimmed" px="md" py={8} component="h2">
        {t('quality.title')}
      </Text>
      <Table.ScrollContainer minWidth={520}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('quality.party')}</Table.Th>
              <Table.Th>{t('quality.codec')}</Table.Th>
              <Table.Th ta="right">{t('quality.loss')}</Table.Th>
              <Table.Th ta="right">{t('quality.heard-loss')}</Table.Th>
              <Table.Th ta="right">{t('quality.jitter')}</Table.Th>
              <Table.Th ta="right">{t('quality.round-trip')}</Table.Th>
              <Table.Th ta="right">{t('quality.mos')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {parties.map((party) => (
              <Table.Tr key={party.key} data-party={party.party}>
                <Table.Td>
                  {t(`quality.of.${party.party}`)}
                  {party.agentId !== null && names.has(party.agentId) && ` · ${names.get(party.agentId)}`}
                </Table.Td>
                <Table.Td>{party.codec}</Table.Td>
                <Table.Td ta="right">{figure(party.lossPercent)}</Table.Td>
                <Table.Td ta="right">{figure(party.heardLossPercent)}</Table.Td>
                <Table.Td ta="right">{figure(party.jitterMs)}</Table.Td>
                <Table.Td ta="right">{figure(party.roundTripMs)}</Table.Td>
                <Table.Td ta="right">
                  <Text span inherit fw={600} {...(party.mos < POOR_MOS ? { c: 'var(--urgent)' } : {})}>
                    {figure(party.mos)}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
