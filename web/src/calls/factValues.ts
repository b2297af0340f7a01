import type { CallFact } from '../api/types';
import { duration } from '../format/duration';
import { phone } from '../format/phone';

/** Values for the sentence of a fact: names instead of ids, words instead of codes, times as people write them. */
export function factValues(
  fact: CallFact,
  names: ReadonlyMap<string, string>,
  code: (group: string, value: string) => string,
): Record<string, string> {
  const { data } = fact;
  const text = (name: string) => {
    const value = data[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const named = (name: string) => names.get(text(`${name}Id`)) ?? text(`${name}Name`);
  const seconds = (name: string) => {
    const value = data[name];
    return typeof value === 'number' ? duration(value / 1000) : '';
  };
  const lower = (value: string) => value.toLowerCase().replaceAll('_', '-');
  return {
    agent: named('agent'),
    from: names.get(text('fromAgentId')) ?? '',
    mode: text('mode') === '' ? '' : code('supervision.mode', text('mode')),
    party: text('party') === '' ? '' : code('quality.of', text('party')),
    codec: text('codec'),
    mos: text('mos'),
    loss: text('lossPercent'),
    by: names.get(text('by')) ?? '',
    target: named('toAgent') || named('queue') || phone(text('number')),
    queue: named('queue'),
    number: phone(text('number')),
    dialled: phone(text('dialled')),
    digit: text('digit'),
    problem: text('problem'),
    notes: text('notes'),
    why: text('why') === '' ? '' : code('chosen', text('why')),
    reason: text('reason') === '' ? '' : code(reasonGroup(text('reason')), lower(text('reason'))),
    trunk: named('trunk') || text('trunk'),
    after: text('statusBefore') === '' ? '' : `(SIP ${text('statusBefore')})`,
    outcome: text('outcome') === '' ? '' : code('outcome', lower(text('outcome'))),
    state: text('state') === '' ? '' : code('state', text('state')),
    endedBy: text('endedBy') === '' ? '' : code('ended-by', lower(text('endedBy'))),
    cause: text('cause') === '' ? '' : code('cause', lower(text('cause'))),
    result: text('result') === '' ? '' : code('result', text('result')),
    how: text('how') === '' ? '' : code('how', text('how')),
    via: text('via') === '' ? '' : code('via', text('via')),
    kept: text('why') === '' ? '' : code('kept', text('why')),
    waited: seconds('waitedMs'),
    paused: seconds('pausedMs'),
    length: seconds('lengthMs') || seconds('ms'),
  };
}

/** Rules for calls out are told to agents in the same words. */
function reasonGroup(reason: string): string {
  return reason.startsWith('outbound-') ? 'error' : 'left';
}
