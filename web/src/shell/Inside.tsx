import { useMantineColorScheme } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ApiError } from '../api/http';
import type { Me } from '../api/types';
import type { Workplace } from '../state/workplace';
import { WorkplaceContext } from '../ui/context';
import { router } from './router';

const TRIES = 2;

/** The page of somebody signed in. Cached answers live and die with the workplace: the next person sees none of them. */
export default function Inside({ workplace, me }: { workplace: Workplace; me: Me }) {
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => setColorScheme(me.theme), [me.theme, setColorScheme]);
  return <Fresh key={me.id} workplace={workplace} />;
}

function Fresh({ workplace }: { workplace: Workplace }) {
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: 5_000,
            retry: (failures, error) =>
              failures < TRIES && (!(error instanceof ApiError) || ['network', 'server'].includes(error.category)),
          },
          mutations: { retry: false },
        },
      }),
  );
  useEffect(() => () => queries.clear(), [queries]);
  return (
    <WorkplaceContext value={workplace}>
      <QueryClientProvider client={queries}>
        <Notifications position="top-right" autoClose={5000} limit={3} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </WorkplaceContext>
  );
}
