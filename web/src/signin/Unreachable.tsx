import { Center } from '@mantine/core';
import { useEffect } from 'react';
import { ApiError } from '../api/http';
import { Failed } from '../ui/Notices';

const AGAIN_MS = 3000;

/** The server does not answer: tried again by itself. */
export function Unreachable({ retry }: { retry: () => void }) {
  useEffect(() => {
    const timer = setInterval(retry, AGAIN_MS);
    return () => clearInterval(timer);
  }, [retry]);
  return (
    <Center h="100%">
      <Failed error={new ApiError(0, {})} retry={retry} />
    </Center>
  );
}
