import { Outlet } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallBar } from '../desk/CallBar';
import { useWorkplace } from '../ui/context';
import { Loading } from '../ui/Notices';
import { ConnectionBanner } from './ConnectionBanner';
import { Palette } from './Palette';
import { Rail } from './Rail';
import classes from './Shell.module.css';
import { ShortcutHelp } from './ShortcutHelp';
import { StateRow } from './StateRow';
import { useShortcut } from './shortcuts';

/** Frame of every page: pages on the left, state on top, the call at the bottom wherever the agent looks. */
export function Shell() {
  const { t } = useTranslation();
  const { agent } = useWorkplace();
  const [help, setHelp] = useState(false);
  useShortcut('?', () => setHelp(true));
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        {t('shell.skip')}
      </a>
      <Rail />
      <header className={classes.top}>
        <StateRow openHelp={() => setHelp(true)} />
      </header>
      <div className={classes.body}>
        <ConnectionBanner />
        <main id="main" className={classes.main} tabIndex={-1}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
        {agent !== null && <CallBar />}
      </div>
      <Palette openHelp={() => setHelp(true)} />
      <ShortcutHelp opened={help} close={() => setHelp(false)} />
    </div>
  );
}
