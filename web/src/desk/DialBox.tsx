import { Button, Select, Text, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dialable } from '../format/phone';
import { useShortcut } from '../shell/shortcuts';
import { useAgent, useWorkplace } from '../ui/context';
import { Icon } from '../ui/Icon';
import { useValue } from '../ui/useValue';
import classes from './CallBar.module.css';
import { useWishes } from './useWishes';

export function DialBox() {
  const { t } = useTranslation();
  const { desk, phone } = useAgent();
  const { me } = useWorkplace();
  const busy = useValue(desk.busy);
  const problem = useValue(phone.problem);
  const wish = useWishes();
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [project, setProject] = useState(me.projects[0]?.id ?? null);
  const number = dialable(typed);
  useShortcut('Alt+D', () => box.current?.focus());

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (number === null || project === null || problem !== null) return;
    wish(
      desk.dial(number, project).then((granted) => {
        if (granted) setTyped('');
        return granted;
      }),
    );
  };

  return (
    <form className={classes.row} onSubmit={submit}>
      <TextInput
        ref={box}
        type="tel"
        w={220}
        placeholder={t('call.dial-number')}
        aria-label={t('call.dial-number')}
        aria-keyshortcuts="Alt+D"
        leftSection={<Icon name="keypad" />}
        rightSection={<kbd>Alt+D</kbd>}
        rightSectionWidth={52}
        value={typed}
        error={typed.length > 2 && number === null}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {me.projects.length > 1 && (
        <Select
          w={200}
          aria-label={t('call.dial-project')}
          data={me.projects.map(({ id, name }) => ({ value: id, label: name }))}
          value={project}
          onChange={setProject}
          allowDeselect={false}
        />
      )}
      <Button
        type="submit"
        variant="default"
        leftSection={<Icon name="phone-out" />}
        loading={busy.has('dial')}
        disabled={number === null || project === null || problem !== null}
      >
        {t('call.dial')}
      </Button>
      <Text size="sm" c="dimmed">
        {t(me.projects.length === 0 ? 'call.no-project' : 'call.none')}
      </Text>
    </form>
  );
}
