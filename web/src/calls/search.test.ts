import { describe, expect, it } from 'vitest';
import { callsPath, changed, readCallSearch } from './search';

describe('filters of calls', () => {
  it('are read from the address and asked of the server', () => {
    const search = readCallSearch({
      min: '30',
      max: 90,
      recorded: true,
      comment: 'late',
      disposition: 'd1',
      page: 'x',
    });
    expect(search).toEqual({ min: 30, max: 90, recorded: 'true', comment: 'late', disposition: 'd1' });
    const asked = new URL(callsPath(search), 'http://otvet').searchParams;
    expect(Object.fromEntries(asked)).toEqual({
      dispositionId: 'd1',
      minTalkSeconds: '30',
      maxTalkSeconds: '90',
      recorded: 'true',
      comment: 'late',
      page: '0',
      size: '50',
    });
  });

  it('that make no sense are left out', () => {
    expect(readCallSearch({ min: '-1', max: 'long', recorded: 'perhaps', comment: '' })).toEqual({});
    expect(changed({ comment: 'late', page: 3 }, 'comment', '')).toEqual({});
  });
});
