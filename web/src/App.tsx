import { Center, Loader, localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { PasswordPage } from './signin/PasswordPage';
import { SignIn } from './signin/SignIn';
import { Unreachable } from './signin/Unreachable';
import { useOtvet } from './ui/context';
import { ErrorBoundary } from './ui/ErrorBoundary';
import { theme } from './ui/theme';
import { useValue } from './ui/useValue';

const Inside = lazy(() => import('./shell/Inside'));
const colorScheme = localStorageColorSchemeManager({ key: 'otvet.theme' });

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colorScheme}>
      <ErrorBoundary>
        <Suspense fallback={<Waiting />}>
          <Door />
        </Suspense>
      </ErrorBoundary>
    </MantineProvider>
  );
}

function Door() {
  const otvet = useOtvet();
  const session = useValue(otvet.session.state);
  const workplace = useValue(otvet.workplace);
  switch (session.kind) {
    case 'unknown':
      return <Waiting />;
    case 'unreachable':
      return <Unreachable retry={() => otvet.session.load()} />;
    case 'signed-out':
      return <SignIn reason={session.reason} />;
    case 'signed-in':
      if (session.me.mustChangePassword) return <PasswordPage />;
      return workplace === null ? <Waiting /> : <Inside workplace={workplace} me={session.me} />;
  }
}

function Waiting() {
  return (
    <Center h="100%">
      <Loader size="sm" />
    </Center>
  );
}
