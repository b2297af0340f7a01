import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAgent } from '../ui/context';
import { Loading } from '../ui/Notices';
import { useTitle } from '../ui/useTitle';
import { useValue } from '../ui/useValue';
import { CustomerPanel } from './CustomerPanel';
import classes from './Desk.module.css';
import { NotificationAsk } from './NotificationAsk';
import { QueuePanel } from './QueuePanel';
import { WorkList } from './WorkList';

export function DeskPage() {
  const { t } = useTranslation();
  const { desk } = useAgent();
  const view = useValue(desk.desk);
  useTitle(t('page.desk'));
  useEffect(() => {
    if (desk.desk.get() === null) void desk.load();
  }, [desk]);
  if (view === null) return <Loading />;
  return (
    <div className={classes.columns}>
      <h1 className="visually-hidden">{t('page.desk')}</h1>
      <WorkList desk={view} />
      <CustomerPanel desk={view} />
      <div className={classes.side}>
        <QueuePanel desk={view} />
        <NotificationAsk />
      </div>
    </div>
  );
}
