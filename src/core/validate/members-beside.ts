import { actionFacts, isActionType } from '../facts/actions/table.js';
import type { Path } from '../json/path.js';
import { sameWord } from './nearest.js';
import { broken, type Finding, type Rule } from './problem.js';
import { shown } from './shown.js';
import { guide } from './sources.js';

/** What the ActionData of an event holds beside the action. */
const OF_EVENTS = ['ErrorType', 'ErrorMessage', 'Error', 'ErrorList', 'ReceivedDigits', 'IntentResult'];

/** An action has a Type and Parameters, and nothing else. */
export function membersBeside(action: Record<string, unknown>, path: Path): Finding[] {
  const { Type } = action;
  const own = ['Type', 'Parameters', '...', '…'];
  const extra = Object.keys(action)
    .filter((name) => !own.includes(name))
    .slice(0, 1_000);
  return extra.map((name) => {
    const rule: Rule = {
      rule: 'unknown-member',
      limit: 'Type, Parameters',
      source: guide('specify-actions'),
      certainty: 'assumed',
      severity: 'warning',
    };
    const lacksParameters = !Object.hasOwn(action, 'Parameters');
    const same = lacksParameters ? sameWord(name, ['Parameters']) : null;
    if (same !== null)
      return broken(rule, [...path, name], `an action has no member ${shown(name)}; ${same} is meant`, { name: same });
    const known = typeof Type === 'string' && isActionType(Type) && Object.hasOwn(actionFacts(Type).parameters, name);
    const hint = OF_EVENTS.includes(name)
      ? ': the ActionData of an event has it'
      : known
        ? '; it belongs into Parameters'
        : '';
    return broken(rule, [...path, name], `an action has no member ${shown(name)}${hint}`);
  });
}
