import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type i18n } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACTS, AuditWords, callOf } from './auditWords';
import { changes } from './changes';

const QUEUE = '01970000-0000-7000-8000-000000000001';
const GONE = '01970000-0000-7000-8000-000000000002';

describe('the audit in words', () => {
  const languages = new Map<string, i18n>();

  beforeAll(async () => {
    for (const lng of ['en', 'ru']) {
      const texts = JSON.parse(readFileSync(join(import.meta.dirname, `../i18n/${lng}.json`), 'utf8'));
      const instance = i18next.createInstance();
      await instance.init({ lng, fallbackLng: false, resources: { [lng]: { translation: texts } } });
      languages.set(lng, instance);
    }
  });

  function words(language: string): AuditWords {
    const instance = languages.get(language);
    if (instance === undefined) throw new Error(language);
    return new AuditWords(
      { t: (key, values) => instance.t(key, values ?? {}), exists: (key) => instance.exists(key), language },
      { [QUEUE]: 'Support' },
    );
  }

  const told = (language: string, object: string, before: unknown, after: unknown) =>
    changes(before, after).map((change) => {
      const speaks = words(language);
      return `${speaks.label({ object }, change)}: ${speaks.value({ object }, change, change.is)}`;
    });

  it('has words for every act in every language', () => {
    for (const language of languages.keys()) {
      for (const [kind, acts] of Object.entries(ACTS)) {
        for (const act of acts) expect(words(language).act(`${kind}.${act}`)).not.toContain('.');
      }
    }
  });

  it('names things and keeps what it does not know', () => {
    expect(words('en').thing({ object: `queue ${QUEUE}` })).toBe('Support');
    expect(words('en').thing({ object: 'user anna' })).toBe('anna');
    expect(words('ru').thing({ object: 'role agent' })).toBe('оператор');
    expect(words('ru').thing({ object: `recording ${GONE}` })).toBe('Запись разговора');
    expect(words('en').act('comet.caught')).toBe('comet.caught');
  });

  it('tells values by the labels and words of their form', () => {
    const number = `number ${GONE}`;
    expect(
      told('en', number, { active: true }, { active: false, destination: { kind: 'queue', queueId: QUEUE } }),
    ).toEqual(['Active: No', 'Leads to: Queue', 'Queue: Support']);
    expect(
      told('ru', 'user anna', null, { locale: 'en', roles: ['agent'], phone: 'browser 201 ', queueIds: [] }),
    ).toEqual(['Язык: English', 'Роли: оператор', 'Телефон: В браузере 201', 'Очереди: –']);
    expect(told('en', 'user anna', { password: 'kept secret' }, { password: 'set anew' })).toEqual([
      'Password: set anew',
    ]);
  });

  it('tells how a supervisor was in a call of whom', () => {
    expect(told('en', `call ${GONE}`, null, { agentId: QUEUE, mode: 'barge-in' })).toEqual([
      'Agent: Support',
      'How: Barge in',
    ]);
  });

  it('leads from a recording to its call', () => {
    expect(callOf({ object: `recording ${GONE}`, after: { interactionId: QUEUE } })).toBe(QUEUE);
    expect(callOf({ object: `call ${GONE}`, after: null })).toBe(GONE);
    expect(callOf({ object: `queue ${QUEUE}`, after: { name: 'x' } })).toBeNull();
  });
});
