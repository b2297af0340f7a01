import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useWorkplace } from '../ui/context';
import { Icon } from '../ui/Icon';
import { pagesOf } from './pages';
import classes from './Shell.module.css';

export function Rail() {
  const { t } = useTranslation();
  const { me } = useWorkplace();
  return (
    <nav className={classes.rail} aria-label={t('shell.pages')}>
      <img className={classes.logo} src="/favicon.svg" width={28} height={28} alt="Otvet" />
      {pagesOf(me).map((page) => (
        <Link key={page.path} to={page.path} className={classes.entry}>
          <Icon name={page.icon} size={20} />
          {t(`page.${page.key}`)}
        </Link>
      ))}
    </nav>
  );
}
