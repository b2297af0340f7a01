import { Button, Center, Stack, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';

/** The last net: a page that broke says so and can be loaded again; the call goes on at the server. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <Translation>
        {(t) => (
          <Center h="100%" p="lg">
            <Stack align="center" role="alert">
              <Text fw={600}>{t('error.page')}</Text>
              <Button onClick={() => location.reload()}>{t('common.reload')}</Button>
            </Stack>
          </Center>
        )}
      </Translation>
    );
  }
}
