import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import classes from './Frame.module.css';

/** A single form in the middle of the page, with the product's name over it. */
export function Frame({ title, children, foot }: { title: string; children: ReactNode; foot?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <Group justify="space-between" mb="md">
          <Group gap={10}>
            <img src="/favicon.svg" width={32} height={32} alt="" />
            <Stack gap={0}>
              <Text fw={700} size="lg" lh={1.1}>
                Otvet
              </Text>
              <Text size="xs" c="dimmed">
                {t('signin.tagline')}
              </Text>
            </Stack>
          </Group>
          <LanguageSwitch />
        </Group>
        <section className={`panel ${classes.card}`}>
          <h1 className={classes.title}>{title}</h1>
          {children}
        </section>
        {foot}
      </div>
    </main>
  );
}
