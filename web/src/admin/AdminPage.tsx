import { getRouteApi, Link, Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Guard } from '../shell/NotFound';
import { may } from '../state/session';
import { useWorkplace } from '../ui/context';
import { Icon } from '../ui/Icon';
import { useTitle } from '../ui/useTitle';
import classes from './Admin.module.css';
import { SECTIONS } from './sections';

const route = getRouteApi('/admin/$section');

/** `/admin` itself leads to the first section this person may see. */
export function AdminHome() {
  const { me } = useWorkplace();
  const first = SECTIONS.find((section) => may(me, ...section.needs));
  if (first === undefined) return <Guard any={['manage-users']}>{null}</Guard>;
  return <Navigate to="/admin/$section" params={{ section: first.key }} replace />;
}

export function AdminPage() {
  const { t } = useTranslation();
  const { me } = useWorkplace();
  const { section: key } = route.useParams();
  const { id } = route.useSearch();
  const go = route.useNavigate();
  const section = SECTIONS.find((candidate) => candidate.key === key);
  useTitle(section === undefined ? t('page.admin') : t(`admin.section.${section.key}`));
  return (
    <div className={classes.page}>
      <h1 className="visually-hidden">{t('page.admin')}</h1>
      <nav className={classes.sections} aria-label={t('page.admin')}>
        {SECTIONS.filter((one) => may(me, ...one.needs)).map((one) => (
          <Link
            key={one.key}
            to="/admin/$section"
            params={{ section: one.key }}
            search={{}}
            className={classes.section}
          >
            <Icon name={one.icon} />
            {t(`admin.section.${one.key}`)}
          </Link>
        ))}
      </nav>
      {section !== undefined && (
        <Guard any={section.needs}>
          {section.draw({
            chosen: id,
            choose: (next) => void go({ search: next === undefined ? {} : { id: next }, replace: true }),
          })}
        </Guard>
      )}
    </div>
  );
}
