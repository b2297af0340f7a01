import { notifications } from '@mantine/notifications';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOtvet, useWorkplace } from '../ui/context';
import { useErrorText } from '../ui/errorText';
import { Icon } from '../ui/Icon';
import { useValue } from '../ui/useValue';
import { pagesOf } from './pages';
import { useShortcut } from './shortcuts';

/** Ctrl+K: pages, people of the floor, actions. */
export function Palette({ openHelp }: { openHelp: () => void }) {
  const { t } = useTranslation();
  const { session } = useOtvet();
  const { me, floor, agent } = useWorkplace();
  const live = useValue(floor?.floor);
  const go = useNavigate();
  const errorText = useErrorText();
  const refused = (message: string) => notifications.show({ color: 'red', message });
  const becomeReady = async () => {
    if (agent === null) return;
    if (agent.phone.problem.get() !== null) {
      refused(t('desk.not-ready'));
      return;
    }
    const granted = await agent.desk.setState('ready');
    const problem = agent.desk.problem.get();
    if (!granted && problem !== null) refused(errorText(problem));
  };
  // the palette's own listener knows the letter only, which another keyboard layout does not type
  useShortcut('Ctrl+K', spotlight.toggle);

  const pages: SpotlightActionData[] = [
    ...pagesOf(me).map((page) => ({
      id: page.path,
      label: t(`page.${page.key}`),
      leftSection: <Icon name={page.icon} />,
      onClick: () => void go({ to: page.path }),
    })),
    {
      id: '/settings',
      label: t('page.settings'),
      leftSection: <Icon name="user" />,
      onClick: () => void go({ to: '/settings' }),
    },
  ];
  const people: SpotlightActionData[] = (live?.agents ?? []).map((person) => ({
    id: person.id,
    label: person.name,
    description: t(`state.${person.state}`),
    leftSection: <Icon name="user" />,
    onClick: () => void go({ to: '/floor', search: { agent: person.id } }),
  }));
  const actions: SpotlightActionData[] = [
    ...(agent === null
      ? []
      : [
          {
            id: 'ready',
            label: t('shortcut.ready'),
            leftSection: <Icon name="check" />,
            onClick: () => void becomeReady(),
          },
        ]),
    { id: 'help', label: t('shortcut.title'), leftSection: <Icon name="info" />, onClick: openHelp },
    {
      id: 'sign-out',
      label: t('shell.sign-out'),
      leftSection: <Icon name="exit" />,
      onClick: () => void session.signOut(),
    },
  ];
  const groups: SpotlightActionGroupData[] = [
    { group: t('palette.pages'), actions: pages },
    ...(people.length > 0 ? [{ group: t('palette.people'), actions: people }] : []),
    { group: t('palette.actions'), actions },
  ];
  return (
    <Spotlight
      actions={groups}
      shortcut={null}
      nothingFound={t('palette.nothing')}
      highlightQuery
      limit={12}
      scrollable
      attributes={{ content: { 'aria-label': t('palette.search') } }}
      searchProps={{
        leftSection: <Icon name="search" />,
        placeholder: t('palette.search'),
        'aria-label': t('palette.search'),
      }}
    />
  );
}
