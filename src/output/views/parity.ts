import type { Difference } from '../../core/parity/compare.js';
import type { CaseOutcome, ParityResult } from '../../core/parity/result.js';
import { visibleLine } from '../visible.js';
import type { View } from './view.js';

/** The report: what people read is what they can put into an issue. */
export const PARITY_VIEW: View<ParityResult> = {
  work: 'document',
  text: ({ result }) => (result === null ? '' : parityReport(result)),
};

/** Markdown without ids, numbers and tokens; of a meeting that was left behind nothing stands in it. */
export function parityReport(result: ParityResult): string {
  const { version, against, region, meetingsRegion, cases } = result;
  const count = (outcome: CaseOutcome) => cases.filter((each) => each.outcome === outcome).length;
  const where = region === meetingsRegion ? region : `${region}, meetings in ${meetingsRegion}`;
  const lines = [
    '# chime-join emulator parity',
    '',
    ...(against === 'aws' ? [] : ['**Not AWS**: a configured endpoint answered in its place.', '']),
    `chime-join ${visibleLine(version)}, ${visibleLine(where)}: ${cases.length} cases, ${count('same')} the same, ${count('different')} different, ${count('not-compared')} not compared.`,
    ...section('Differences', differenceLines(result)),
    ...section('Assumed rules', ruleLines(result)),
    ...section('The same', listOf(cases.filter(({ outcome }) => outcome === 'same').map((each) => each.case))),
    ...section('Not compared', notComparedLines(result)),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];
}

const ORDER: readonly Difference['aspect'][] = ['status', 'error', 'member', 'text', 'header'];

/** What differs in the same way in several cases stands once. */
function differenceLines({ cases }: ParityResult): string[] {
  const groups = new Map<string, { difference: Difference; cases: string[] }>();
  for (const { case: name, differences } of cases) {
    for (const difference of differences) {
      const key = JSON.stringify(difference);
      const group = groups.get(key) ?? { difference, cases: [] };
      group.cases.push(name);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .toSorted((one, other) => ORDER.indexOf(one.difference.aspect) - ORDER.indexOf(other.difference.aspect))
    .map(({ difference: { aspect, at, aws, emulator }, cases: names }) => {
      const what = at === '' ? aspect : `${aspect} ${code(at)}`;
      return `- ${what}: AWS ${code(aws)}, emulator ${code(emulator)} (${names.join(', ')})`;
    });
}

function ruleLines({ rules }: ParityResult): string[] {
  const words: Record<CaseOutcome, string> = {
    different: 'answered otherwise',
    same: 'answered the same',
    'not-compared': 'not compared',
  };
  return (['different', 'same', 'not-compared'] as const).flatMap((outcome) => {
    const found = rules.filter((each) => each.outcome === outcome);
    return found.length === 0 ? [] : [`- ${words[outcome]}: ${found.map(({ rule }) => rule).join(', ')}`];
  });
}

function notComparedLines({ cases }: ParityResult): string[] {
  const reasons = new Map<string, string[]>();
  for (const { case: name, because } of cases) {
    if (because !== null) reasons.set(because, [...(reasons.get(because) ?? []), name]);
  }
  return [...reasons].map(([because, names]) => `- ${visibleLine(because)}: ${names.join(', ')}`);
}

function listOf(names: string[]): string[] {
  return names.length === 0 ? [] : [names.join(', ')];
}

/** As Markdown shows it literally. What came from AWS is remote text. */
function code(text: string | null): string {
  return text === null ? 'nothing' : `\`${visibleLine(text).replaceAll('`', "'")}\``;
}
