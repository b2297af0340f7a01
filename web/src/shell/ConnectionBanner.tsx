import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkplace } from '../ui/context';
import { Icon } from '../ui/Icon';
import { useValue } from '../ui/useValue';
import classes from './Shell.module.css';

const PATIENCE_MS = 1500;

/** Says that what is shown may be old, and that the page is already mending it. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const { events } = useWorkplace();
  const state = useValue(events.state);
  const bad = state === 'lost' || state === 'stale';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!bad) {
      setShown(false);
      return;
    }
    // a reconnection of a moment is not worth a banner
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [bad]);
  return (
    <div role="status" aria-live="polite">
      {shown && (
        <div className={classes.banner}>
          <Icon name="retry" />
          {t(state === 'stale' ? 'shell.stale' : 'shell.lost')}
        </div>
      )}
    </div>
  );
}
