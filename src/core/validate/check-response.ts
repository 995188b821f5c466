import { isObject } from '../facts/json-object.js';
import { MAX_ACTIONS } from '../facts/limits.js';
import { type Checked, checkAction } from './check-action.js';
import { checkAttributes } from './check-attributes.js';
import { gatewayFindings, isGatewayAnswer } from './gateway-answer.js';
import { sameWord } from './nearest.js';
import { broken, type Finding, type Rule } from './problem.js';
import { kindOfValue, shown } from './shown.js';
import { guide } from './sources.js';

const MEMBERS = ['SchemaVersion', 'Actions', 'TransactionAttributes'];
const DOCUMENTED = { source: guide('unexpected-hangups'), certainty: 'documented', severity: 'error' } as const;
const SCHEMA_VERSION: Rule = { ...DOCUMENTED, rule: 'schema-version', limit: '"1.0"' };
const SHAPE: Rule = { ...DOCUMENTED, rule: 'response-shape', limit: 'an object with SchemaVersion and Actions' };
const ACTIONS: Rule = { ...DOCUMENTED, rule: 'actions-list', limit: 'a list of actions' };
const TOO_MANY: Rule = {
  ...DOCUMENTED,
  rule: 'too-many-actions',
  limit: `${MAX_ACTIONS} actions`,
  source: guide('invoke-on-call-leg'),
};
const UNKNOWN: Rule = {
  rule: 'unknown-member',
  limit: MEMBERS.join(', '),
  source: guide('invoke-on-call-leg'),
  certainty: 'assumed',
  severity: 'warning',
};
const BRIDGED: Rule = {
  rule: 'join-on-bridged-call',
  source: guide('join-chime-meeting'),
  certainty: 'documented',
  severity: 'warning',
};

/** What is said of a list that is empty, and not of one whose actions the author left out. */
export const EMPTY_LIST = 'An empty list ends the actions of the call; a new inbound call is not answered by it.';

/** A handler's whole response. */
export function checkResponse(response: unknown): Checked {
  if (!isObject(response)) {
    const what = Array.isArray(response) ? 'a list: the actions belong into Actions' : kindOfValue(response);
    return { findings: [broken(SHAPE, [], `a response is an object, this is ${what}`)], notes: [] };
  }
  if (isGatewayAnswer(response) && !Object.hasOwn(response, 'Actions')) {
    return { findings: gatewayFindings(response, (inside) => checkResponse(inside).findings), notes: [] };
  }
  const { SchemaVersion, Actions, TransactionAttributes } = response;
  const findings: Finding[] = [];
  if (SchemaVersion !== '1.0') findings.push(wrongVersion(SchemaVersion));
  findings.push(...unknownMembers(response), ...checkAttributes(TransactionAttributes, ['TransactionAttributes']));
  const actions = checkActions(Actions);
  return { findings: [...findings, ...actions.findings], notes: [...new Set(actions.notes)] };
}

function wrongVersion(version: unknown): Finding {
  const message = version === undefined ? 'SchemaVersion is missing' : `SchemaVersion is ${shown(version)}, not "1.0"`;
  const meant = version === 1 ? { value: '1.0' } : undefined;
  const finding = broken(SCHEMA_VERSION, ['SchemaVersion'], message, meant);
  return version === undefined ? { ...finding, missingFrom: [] } : finding;
}

function checkActions(actions: unknown): Checked {
  if (actions === undefined || actions === null) {
    return { findings: [], notes: ['Without Actions, or with null, the call keeps the actions it has.'] };
  }
  if (!Array.isArray(actions)) {
    const alone = isObject(actions) && typeof actions['Type'] === 'string';
    const message = `Actions is ${alone ? 'a lone action' : kindOfValue(actions)}, not a list`;
    const inside = alone ? checkAction(actions, ['Actions']) : { findings: [], notes: [] };
    return { findings: [broken(ACTIONS, ['Actions'], message), ...inside.findings], notes: inside.notes };
  }
  if (actions.length === 0) {
    return { findings: [], notes: [EMPTY_LIST] };
  }
  const findings: Finding[] = [];
  if (actions.length > MAX_ACTIONS) findings.push(broken(TOO_MANY, ['Actions'], `there are ${actions.length} actions`));
  const checked = actions.slice(0, 1_000).map((action, index) => checkAction(action, ['Actions', index]));
  findings.push(...checked.flatMap((one) => one.findings), ...joinsOnBridged(actions));
  return { findings, notes: checked.flatMap(({ notes }) => notes) };
}

/** A call that an action of the same list has bridged is joined to nothing more. */
function joinsOnBridged(actions: readonly unknown[]): Finding[] {
  const typeOf = (action: unknown) => (isObject(action) ? action['Type'] : undefined);
  const bridging = actions.findIndex(
    (action) => typeOf(action) === 'CallAndBridge' || typeOf(action) === 'JoinChimeMeeting',
  );
  return actions.flatMap((action, index) =>
    typeOf(action) === 'JoinChimeMeeting' && bridging !== -1 && index > bridging
      ? [
          broken(
            BRIDGED,
            ['Actions', index],
            `Actions[${bridging}] has bridged the call before: JoinChimeMeeting cannot run on a bridged call`,
          ),
        ]
      : [],
  );
}

function unknownMembers(response: Record<string, unknown>): Finding[] {
  return Object.keys(response)
    .filter((name) => ![...MEMBERS, '...', '…'].includes(name))
    .map((name) => {
      const same = sameWord(
        name,
        MEMBERS.filter((one) => !Object.hasOwn(response, one)),
      );
      const hint = same === null ? '' : `; ${same} is meant`;
      const meant = same === null ? undefined : { name: same };
      return broken(UNKNOWN, [name], `a response has no member ${shown(name)}${hint}`, meant);
    });
}
