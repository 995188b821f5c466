import { AGAIN, type Certainty } from '../../core/catalogue/entry.js';
import type {
  CallMoment,
  ExplainedCall,
  ExplainListResult,
  ExplainResult,
  Explanation,
} from '../../core/explain/result.js';
import type { Palette } from '../palette.js';
import { visibleLine } from '../visible.js';
import type { View } from './view.js';

const SURE: Record<Certainty, string> = {
  model: "AWS's service model says so",
  documented: 'documented',
  observed: 'observed, not documented',
  assumed: 'assumed, not stated by its sources',
};

/** The likeliest explanation in full, what else it may be in brief, and the call around it. */
export const EXPLAIN_VIEW: View<ExplainResult | ExplainListResult> = {
  work: 'document',
  text({ result }, palette) {
    if (result === null) return '';
    if ('entries' in result) return listText(result, palette);
    const [first, ...others] = result.explanations;
    const parts = [
      ...(result.call === null ? [] : [callText(result.call, palette)]),
      ...(result.call === null || first !== undefined ? [] : [healthyText(palette)]),
      ...(first === undefined ? [] : [fullText(first, result.call?.handler ?? [], palette)]),
      ...(others.length === 0
        ? []
        : [
            `${palette.strong('It may also be')}${hintOf(result.explanations, palette)}\n${others.map((one) => briefText(one, palette)).join('\n')}`,
          ]),
      ...(result.nearest.length === 0 ? [] : [nearestText(result, palette)]),
    ];
    return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`;
  },
};

function fullText(told: Explanation, handler: string[], palette: Palette): string {
  const { title, operation, said, meaning, certainty, notKnown, sources, changed, again, steps, id } = told;
  const rows: [string, string][] = [
    ...(said === null ? [] : [['said', said] satisfies [string, string]]),
    ...(operation === null ? [] : [['of', operation] satisfies [string, string]]),
    ['means', meaning],
    ...(notKnown === null ? [] : [['not known', notKnown] satisfies [string, string]]),
    ['changed', changed],
    ['again?', AGAIN[again]],
    ...handler.map((should): [string, string] => ['handler', should]),
    ...steps.map((step, index): [string, string] => [index === 0 ? 'try' : 'then', step]),
  ];
  const lines = rows.map(([label, text]) => `${palette.dim(label.padEnd(9))} ${visibleLine(text)}`);
  const sure = `${SURE[certainty]}: ${sources.join(', ')}`;
  return [palette.strong(visibleLine(title)), ...lines, palette.dim(`${id}; ${visibleLine(sure)}`)].join('\n');
}

/** Answers are all alike: only the operation tells what they are about. */
function hintOf(explanations: Explanation[], palette: Palette): string {
  const operations = new Set(explanations.map(({ operation }) => operation).filter((name) => name !== null));
  return operations.size > 1 ? palette.dim(', by the operation: --operation NAME says which') : '';
}

function briefText({ title, operation, steps, id }: Explanation, palette: Palette): string {
  const where = operation === null ? '' : ` (${operation})`;
  return `  ${visibleLine(`${title}${where}`)}\n    ${palette.dim(visibleLine(`${steps[0] ?? ''}  [${id}]`))}`;
}

function callText({ transactionId, region, moments, otherCalls, others }: ExplainedCall, palette: Palette): string {
  const where = region === null ? '' : ` in ${region}`;
  const count = otherCalls === 0 ? '' : palette.dim(`, one of ${otherCalls + 1} calls in the text`);
  const head = `${palette.strong(`Call ${visibleLine(`${transactionId ?? '(no TransactionId)'}${where}`)}`)}${count}`;
  const beside = others.map(({ transactionId: id, events, id: entry }) => {
    const went = entry === null ? 'nothing went wrong' : entry;
    return palette.dim(visibleLine(`  also ${id}: ${events} event${events === 1 ? '' : 's'}, ${went}`));
  });
  const choose = others.length === 0 ? [] : [palette.dim('  --transaction-id ID explains another one')];
  return [head, ...moments.map((moment) => momentText(moment, palette)), ...beside, ...choose].join('\n');
}

function healthyText(palette: Palette): string {
  return `${palette.strong('Nothing went wrong in these events.')} What the text leaves out is not known.`;
}

function momentText({ sequence, time, event, summary, legs }: CallMoment, palette: Palette): string {
  const at = (time ?? '').slice(11, 23).padEnd(12);
  const number = (sequence === null ? '' : String(sequence)).padStart(4);
  const told = [summary, ...legs].filter((part) => part !== '').join('; ');
  return `${palette.dim(`  ${at} ${number}`)}  ${visibleLine(event).padEnd(21)}  ${visibleLine(told)}`.trimEnd();
}

function nearestText({ nearest }: ExplainResult, palette: Palette): string {
  const lines = nearest.map(({ id, title }) => `  ${visibleLine(title)}  ${palette.dim(`[${id}]`)}`);
  return [palette.strong('Not known. Nearest in the catalogue'), ...lines].join('\n');
}

function listText({ entries }: ExplainListResult, palette: Palette): string {
  const width = Math.max(...entries.map(({ id }) => id.length));
  const lines = entries.map(
    ({ id, title, certainty }) => `${id.padEnd(width)}  ${palette.dim(certainty.padEnd(10))}  ${visibleLine(title)}`,
  );
  return `${lines.join('\n')}\n`;
}
