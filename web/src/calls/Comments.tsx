import { ActionIcon, Button, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingComment } from '../api/types';
import { duration } from '../format/duration';
import { may } from '../state/session';
import { useWorkplace } from '../ui/context';
import { useErrorText } from '../ui/errorText';
import { Icon } from '../ui/Icon';
import classes from './Calls.module.css';

interface Props {
  recordingId: string;
  comments: RecordingComment[];
  /** Where the player stands, in seconds. */
  seconds: number;
  seek: (seconds: number) => void;
}

export const commentsKey = (recordingId: string) => ['comments', recordingId];

/** Comments in the order of the recording; a new one is put where the player stands. */
export function Comments({ recordingId, comments, seconds, seek }: Props) {
  const { t } = useTranslation();
  const { http, me } = useWorkplace();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [text, setText] = useState('');
  const path = `/api/recordings/${recordingId}/comments`;
  const act = async (what: () => Promise<unknown>) => {
    try {
      await what();
      await queries.invalidateQueries({ queryKey: commentsKey(recordingId) });
      return true;
    } catch (error) {
      notifications.show({ color: 'red', message: errorText(error) });
      return false;
    }
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    if (await act(() => http.post(path, { atMs: Math.round(seconds * 1000), text }))) setText('');
  };
  return (
    <section aria-label={t('player.comments')}>
      <ul className={classes.comments}>
        {comments.map((comment) => (
          <li key={comment.id}>
            <Button
              size="compact-xs"
              variant="subtle"
              className="num"
              onClick={() => seek(comment.atMs / 1000)}
              aria-label={t('player.go-to', { at: duration(comment.atMs / 1000) })}
            >
              {duration(comment.atMs / 1000)}
            </Button>
            <Text size="sm">{comment.text}</Text>
            <Text size="xs" c="dimmed">
              {comment.author}
            </Text>
            {(comment.own || may(me, 'manage-recordings')) && (
              <ActionIcon
                size="xs"
                variant="subtle"
                color="gray"
                aria-label={t('common.remove')}
                onClick={() => void act(() => http.delete(`${path}/${comment.id}`))}
              >
                <Icon name="close" size={12} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      <form className={classes.comment} onSubmit={(event) => void add(event)}>
        <TextInput
          flex={1}
          size="xs"
          maxLength={2000}
          placeholder={t('player.comment-at', { at: duration(seconds) })}
          aria-label={t('player.comment-at', { at: duration(seconds) })}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" disabled={text.trim() === ''}>
          {t('common.add')}
        </Button>
      </form>
    </section>
  );
}
