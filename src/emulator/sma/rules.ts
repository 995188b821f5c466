import type { Rule } from '../world.js';
import { ACTION_RULES } from './rules/actions.js';
import { CALL_RULES } from './rules/calls.js';
import { LAMBDA_RULES } from './rules/lambda.js';
import type { Row } from './rules/row.js';

const inArea = (area: Rule['area'], rows: readonly Row[]): Rule[] =>
  rows.map(([id, label, rule, source]) => ({ id, area, label, rule, source }));

/** The rules of the SMA and of the Lambda platform under it. */
export const SMA_RULES: Rule[] = [
  ...inArea('sma', CALL_RULES),
  ...inArea('sma', ACTION_RULES),
  ...inArea('lambda', LAMBDA_RULES),
];
