import { ACTION_TYPES, actionFacts, isActionType } from '../facts/actions/table.js';
import { isObject } from '../facts/json-object.js';
import { checkMembers } from './member-check.js';
import { nearest } from './nearest.js';
import { broken, type Finding, type Rule } from './problem.js';
import { shown } from './shown.js';
import { guide } from './sources.js';

const DOCUMENTED = { source: guide('pstn-invocations'), certainty: 'documented' } as const;
const REQUIRED: Rule = { ...DOCUMENTED, rule: 'action-data', severity: 'error' };
const NO_ERROR: Rule = {
  ...DOCUMENTED,
  rule: 'error-missing',
  severity: 'warning',
  limit: 'ErrorType and ErrorMessage, Error, or ErrorList',
};
const ANY_ACTION: Rule = {
  ...DOCUMENTED,
  rule: 'action-type',
  severity: 'warning',
  limit: 'an action that AWS documents',
};

/** What ActionData is about, by the event: null where the page gives it none. */
const ABOUT: Readonly<Record<string, readonly string[] | null>> = {
  NEW_INBOUND_CALL: null,
  NEW_OUTBOUND_CALL: null,
  RINGING: null,
  CALL_ANSWERED: null,
  ACTION_SUCCESSFUL: ACTION_TYPES,
  ACTION_FAILED: ACTION_TYPES,
  ACTION_INTERRUPTED: ACTION_TYPES,
  CALL_UPDATE_REQUESTED: ['CallUpdateRequest'],
  DIGITS_RECEIVED: ['ReceiveDigits'],
  HANGUP: ['Hangup'],
  INVALID_LAMBDA_RESPONSE: null,
};
const ERROR_NAMES = ['ErrorType', 'ErrorMessage', 'Error', 'ErrorList'];

/** It is not there: nobody can say so of a place where the document leaves something out. */
const lacking = (missingFrom: Finding['path'], finding: Finding): Finding => ({ ...finding, missingFrom });

/** What an event of this type has to say of an action or a request, held against what it says. */
export function actionDataFindings(type: string, event: Record<string, unknown>): Finding[] {
  const about = ABOUT[type] ?? null;
  const data = event['ActionData'];
  const holder = isObject(data) ? data : {};
  const tellsError = (one: Record<string, unknown>) => ERROR_NAMES.some((name) => Object.hasOwn(one, name));
  const findings: Finding[] = [];
  if (type === 'INVALID_LAMBDA_RESPONSE' && !tellsError(event) && !tellsError(holder)) {
    findings.push(
      lacking([], broken(NO_ERROR, [], `${type} says what was wrong with the response, this one does not`)),
    );
  }
  if (about === null) return findings;
  if (!isObject(data)) {
    if (data === undefined || data === null)
      findings.push(lacking([], broken(REQUIRED, ['ActionData'], `${type} has ActionData`)));
    return findings;
  }
  findings.push(...typeFindings(type, data['Type'], about));
  if (type === 'ACTION_FAILED' && !tellsError(data) && !tellsError(event)) {
    findings.push(
      lacking(['ActionData'], broken(NO_ERROR, ['ActionData'], 'ACTION_FAILED says why, this one does not')),
    );
  }
  if (type === 'ACTION_SUCCESSFUL') findings.push(...outcomeFindings(data));
  if (type === 'CALL_UPDATE_REQUESTED') findings.push(...updateFindings(data['Parameters']));
  return findings;
}

/** What a successful action brings, where it brings it: that it always does no page says. */
function outcomeFindings(data: Record<string, unknown>): Finding[] {
  const { Type } = data;
  if (typeof Type !== 'string' || !isActionType(Type)) return [];
  const { success, page } = actionFacts(Type);
  const authority = { source: page, certainty: 'documented' } as const;
  return checkMembers(data, success, ['ActionData'], authority).filter(({ rule }) => rule !== 'required');
}

function typeFindings(type: string, actionType: unknown, about: readonly string[]): Finding[] {
  const path = ['ActionData', 'Type'];
  if (actionType === undefined || actionType === null)
    return [lacking(['ActionData'], broken(REQUIRED, path, 'ActionData.Type is missing'))];
  const named = typeof actionType === 'string' ? actionType : '';
  if (about.includes(named)) return [];
  const [only] = about;
  if (about.length === 1 && only !== undefined) {
    const meant = typeof actionType === 'string' ? { value: only } : undefined;
    const limit = { ...REQUIRED, limit: only };
    return [broken(limit, path, `ActionData of ${type} is about ${only}, not ${shown(actionType)}`, meant)];
  }
  const near = nearest(named, about);
  const hint = near === null ? '' : `; the nearest is ${near}`;
  return [broken(ANY_ACTION, path, `AWS documents no action ${shown(actionType)}${hint}`)];
}

function updateFindings(parameters: unknown): Finding[] {
  if (isObject(parameters) && isObject(parameters['Arguments'])) return [];
  const message = 'CALL_UPDATE_REQUESTED has Arguments, an object';
  const finding = broken(REQUIRED, ['ActionData', 'Parameters', 'Arguments'], message);
  return [lacking(isObject(parameters) ? ['ActionData', 'Parameters'] : ['ActionData'], finding)];
}
