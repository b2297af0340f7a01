import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { describe, expect, it } from 'vitest';

type Tree = { [key: string]: string | Tree };

const here = import.meta.dirname;
const locales = readdirSync(here).filter((file) => file.endsWith('.json'));
const trees = Object.fromEntries(
  locales.map((file) => [file.slice(0, -5), JSON.parse(readFileSync(join(here, file), 'utf8')) as Tree]),
);

function keys(tree: Tree, before = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keys(value, `${before}${key}.`),
  );
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(name) && !name.includes('.test.') ? [path] : [];
  });
}

const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');

describe('texts', () => {
  it('have the same keys in every language', () => {
    const sets = Object.values(trees).map((tree) => [...new Set(keys(tree).map(withoutPlural))].sort());
    for (const set of sets) expect(set).toEqual(sets[0]);
  });

  it('have every plural form their language needs', () => {
    for (const [locale, tree] of Object.entries(trees)) {
      const all = new Set(keys(tree));
      const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      for (const key of all) {
        if (withoutPlural(key) === key) continue;
        for (const form of forms) expect([...all]).toContain(`${withoutPlural(key)}_${form}`);
      }
    }
  });

  it('use the same values in every language', () => {
    const values = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
    const at = (tree: Tree, key: string) =>
      key.split('.').reduce<string | Tree | undefined>((node, part) => (node as Tree | undefined)?.[part], tree);
    const [first, ...others] = Object.values(trees);
    for (const key of keys(first ?? {})) {
      for (const other of others) {
        const text = at(other, key);
        if (typeof text === 'string') expect(values(text), key).toEqual(values(at(first ?? {}, key) as string));
      }
    }
  });

  it('exist for every key written in the source', () => {
    const known = new Set(keys(trees['en'] ?? {}).flatMap((key) => [key, withoutPlural(key)]));
    for (const path of sources(join(here, '..'))) {
      for (const match of readFileSync(path, 'utf8').matchAll(/\bt\('([\w.-]+)'/g)) {
        expect(known, `${match[1]} in ${path}`).toContain(match[1]);
      }
    }
  });

  it('count in Russian as Russians do', async () => {
    const i18n = i18next.createInstance();
    await i18n.init({ lng: 'ru', resources: { ru: { translation: trees['ru'] ?? {} } } });
    const today = (count: number) => i18n.t('desk.today', { count });
    expect(today(1)).toBe('сегодня 1 звонок');
    expect(today(3)).toBe('сегодня 3 звонка');
    expect(today(5)).toBe('сегодня 5 звонков');
    expect(today(11)).toBe('сегодня 11 звонков');
    expect(today(21)).toBe('сегодня 21 звонок');
    expect(today(112)).toBe('сегодня 112 звонков');
  });
});
