import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useAgent } from '../ui/context';
import { useErrorText } from '../ui/errorText';

/** Tells the agent when the server refuses what was asked. */
export function useWishes(): (wish: Promise<boolean>) => void {
  const { desk } = useAgent();
  const errorText = useErrorText();
  return useCallback(
    (wish: Promise<boolean>) => {
      void wish.then((granted) => {
        const problem = desk.problem.get();
        if (!granted && problem !== null) notifications.show({ color: 'red', message: errorText(problem) });
      });
    },
    [desk, errorText],
  );
}
