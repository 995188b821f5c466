import { isObject } from '../../core/facts/json-object.js';
import { EVENT_FAULTS, EVENT_OPERATIONS, type Fault, REQUEST_FAULTS } from '../faults.js';
import { integer, oneOf, type Shape, structure, text } from '../http/shape.js';

const MAX_FAULTS = 1_000;
const DAY_MS = 24 * 60 * 60_000;

/** An exception's name goes into a header: no blanks, no line breaks. */
const EXCEPTION_NAME = /^[A-Za-z][A-Za-z0-9._-]*$/;

const FAULT: Shape<Fault> = structure(
  { operation: text({ min: 1, max: 128 }), kind: oneOf(...REQUEST_FAULTS, ...EVENT_FAULTS) },
  {
    times: integer({ min: 1, max: 1_000_000 }),
    skip: integer({ min: 0, max: 1_000_000 }),
    status: integer({ min: 200, max: 599 }),
    code: text({ min: 1, max: 128, pattern: EXCEPTION_NAME }),
    message: text({ max: 4_096 }),
    body: text({ max: 65_536 }),
    retryAfter: integer({ min: 0, max: 86_400 }),
    ms: integer({ min: 0, max: DAY_MS }),
  },
);

const KEYS = ['operation', 'kind', 'times', 'skip', 'status', 'code', 'message', 'body', 'retryAfter', 'ms'];

/** The list of faults that was posted, or what is wrong with it. `operations` are the AWS operations there are. */
export function readFaults(posted: unknown, operations: readonly string[]): Fault[] | { problem: string } {
  if (!Array.isArray(posted)) return { problem: 'the faults must be a list' };
  if (posted.length > MAX_FAULTS) return { problem: `at most ${MAX_FAULTS} faults` };
  for (const [index, fault] of posted.entries()) {
    const problem = faultProblem(fault, operations);
    if (problem !== undefined) return { problem: `[${index}]: ${problem}` };
  }
  return posted as Fault[];
}

function faultProblem(fault: unknown, operations: readonly string[]): string | undefined {
  const problem = FAULT.problem(fault, '');
  if (problem !== undefined || !isObject(fault)) return problem;
  const { operation, kind, status } = fault as unknown as Fault;
  const ofEvents = (EVENT_FAULTS as readonly string[]).includes(kind);
  const unknown = Object.keys(fault).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return `there is no '${unknown.slice(0, 40)}', only ${KEYS.join(', ')}`;
  const isEvent = EVENT_OPERATIONS.includes(operation);
  if (!isEvent && !operations.includes(operation)) {
    return `there is no operation of that name, only ${[...EVENT_OPERATIONS, ...operations].join(', ')}`;
  }
  if (isEvent !== ofEvents) {
    return `'${kind}' acts on ${ofEvents ? `the operations ${EVENT_OPERATIONS.join(' and ')}` : 'an AWS operation'} only`;
  }
  if (kind !== 'replace' && 'body' in fault) return "only 'replace' has a 'body'";
  if (kind === 'error' && status !== undefined && status < 400) return "an 'error' has a status of 400 to 599";
  return undefined;
}
