import { describe, expect, it } from 'vitest';
import { changes } from './changes';
import { bodyOf, type Draft, fieldOf, read, text, write } from './resource';
import { asTree } from './resources/centre';
import { outboundRules, trunkRoutes } from './resources/outbound';
import { users } from './resources/people';
import { numbers } from './resources/telephony';

describe('drafts', () => {
  it('are read and written at a path, without touching what was there', () => {
    const draft: Draft = { phone: { kind: 'sip', extension: '201' } };
    const next = write(draft, 'phone.kind', 'browser');
    expect(read(next, 'phone.kind')).toBe('browser');
    expect(text(next, 'phone.extension')).toBe('201');
    expect(read(draft, 'phone.kind')).toBe('sip');
    expect(read(draft, 'phone.kind.deeper')).toBeUndefined();
  });
});

describe('what is sent', () => {
  it('leaves out passwords that were not typed and fields only the server knows', () => {
    const body = bodyOf(users, {
      id: '1',
      login: 'anna',
      name: ' ',
      lockedUntil: '2026-01-01T00:00:00Z',
      phone: { kind: 'browser', extension: '201', address: 'left over' },
    });
    expect(body).not.toHaveProperty('password');
    expect(body).not.toHaveProperty('lockedUntil');
    expect(body['name']).toBe('');
    expect(body['phone']).toEqual({ kind: 'browser', extension: '201', address: null, encryption: null });
  });

  it('keeps a typed password', () => {
    expect(bodyOf(users, { ...users.fresh({} as never, 'en'), password: 'secret words' })['password']).toBe(
      'secret words',
    );
  });

  it('drops the greeting of a number that leads straight to a queue', () => {
    const body = bodyOf(numbers, { number: '1001', destination: { kind: 'queue', queueId: 'q', promptId: 'p' } });
    expect(body['destination']).toEqual({ kind: 'queue', queueId: 'q', promptId: null });
  });
});

describe('calls out', () => {
  it('name no number of the project when the trunk shows its own', () => {
    const row = { projectId: 'p', callerNumber: '78125550001', countries: ['KZ'], days: [1, 2] };
    expect(bodyOf(outboundRules, { ...row, callerFrom: 'project' })['callerNumber']).toBe('78125550001');
    expect(bodyOf(outboundRules, { ...row, callerFrom: 'trunk' })['callerNumber']).toBeNull();
    expect(bodyOf(outboundRules, row)).toMatchObject({ countries: ['KZ'], days: [1, 2] });
  });

  it('list routes by their numbers, the cheapest first', () => {
    const rows = [
      { id: 'a', prefix: '+7', cost: 2 },
      { id: 'b', prefix: '+7', cost: 1.5 },
      { id: 'c', prefix: '', cost: 9 },
    ];
    expect(trunkRoutes.order?.(rows).map((row) => row['id'])).toEqual(['c', 'b', 'a']);
  });
});

describe('a fault of the server', () => {
  it('is told by the label of its field, shown or not, of its group, or of the list it stands in', () => {
    expect(fieldOf(users, 'phone.sipPassword')?.label).toBe('admin.sip-password');
    expect(fieldOf(numbers, 'destination')?.label).toBe('admin.destination');
    expect(fieldOf(users, 'projectIds[2]')?.label).toBe('admin.projects');
    expect(fieldOf(users, 'theme')).toBeUndefined();
  });
});

describe('tree of results', () => {
  it('puts children under their parents in order, orphans on top', () => {
    const rows = [
      { id: 'b', projectId: 'p', parentId: null, name: 'Sale', position: 2 },
      { id: 'b1', projectId: 'p', parentId: 'b', name: 'Big', position: 1 },
      { id: 'a', projectId: 'p', parentId: null, name: 'Question', position: 1 },
      { id: 'x', projectId: 'p', parentId: 'gone', name: 'Orphan', position: 3 },
    ];
    expect(asTree(rows).map((row) => `${read(row, 'depth')}${text(row, 'name')}`)).toEqual([
      '0Question',
      '0Sale',
      '1Big',
      '0Orphan',
    ]);
  });
});

describe('audit', () => {
  it('shows only what differs, from objects and from JSON text', () => {
    expect(changes({ name: 'A', active: true }, { name: 'B', active: true })).toEqual([
      { field: 'name', was: 'A', is: 'B' },
    ]);
    expect(changes(null, '{"id":"1","name":"B"}')).toEqual([{ field: 'name', was: undefined, is: 'B' }]);
    expect(changes({ to: { queueId: 'a', kind: 'queue' } }, { to: { queueId: 'b', kind: 'queue' } })).toEqual([
      { field: 'to.queueId', was: 'a', is: 'b' },
    ]);
  });
});
