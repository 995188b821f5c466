import { lambdaGuide, OURS, type Row } from './row.js';

const RUNTIME = 'https://github.com/aws/aws-lambda-nodejs-runtime-interface-client';

/** The Lambda platform that runs the handler. */
export const LAMBDA_RULES: readonly Row[] = [
  [
    'lambda.start-end-report',
    'documented',
    'START, END and REPORT stand around what the handler prints.',
    lambdaGuide('nodejs-logging'),
  ],
  [
    'lambda.text-format',
    'observed',
    'Text: time, request id, level and message with tabs between, one record a console call, also over several lines.',
    RUNTIME,
  ],
  [
    'lambda.json-format',
    'observed',
    'JSON: timestamp, level, requestId, message; the platform writes platform.start, .runtimeDone and .report.',
    RUNTIME,
  ],
  [
    'lambda.raw-output',
    'assumed',
    'What is written to stdout or stderr directly is one record a line; empty lines are left out.',
    OURS,
  ],
  ['lambda.errors', 'observed', 'A handler that throws: ERROR, Invoke Error and the error as JSON.', RUNTIME],
  [
    'lambda.timeout',
    'observed',
    'After 20 s: "Task timed out after 20.00 seconds", REPORT with Status: timeout; the sandbox is replaced.',
    'public logs of Lambda functions',
  ],
  [
    'lambda.exit',
    'observed',
    'A handler that exits: "Runtime exited with error: exit status N", Runtime.ExitError; the sandbox is replaced.',
    'public logs of Lambda functions',
  ],
  [
    'lambda.sandbox',
    'documented',
    'One invocation at a time in a sandbox; each sandbox has its own log stream.',
    lambdaGuide('lambda-concurrency'),
  ],
  [
    'lambda.environment',
    'documented',
    "The handler sees the variables that Lambda sets, and none of the operator's.",
    lambdaGuide('configuration-envvars'),
  ],
  [
    'lambda.handler-styles',
    'documented',
    'Async and callback-style handlers; Lambda itself takes no callbacks from Node.js 24 on.',
    lambdaGuide('nodejs-handler'),
  ],
  [
    'lambda.no-credentials',
    'assumed',
    'Unlike in Lambda there are no credentials, and an AWS SDK in the handler finds none.',
    OURS,
  ],
  [
    'lambda.plain-return',
    'assumed',
    'What a handler without callback returns plainly is its answer; before Node.js 24 Lambda drops it.',
    RUNTIME,
  ],
  [
    'lambda.record-size',
    'assumed',
    'A record is cut at 262,144 characters; AWS counts bytes of the whole event.',
    lambdaGuide('nodejs-logging'),
  ],
  ['lambda.output-cap', 'assumed', 'Of one invocation 4 MB of records are kept, the rest is dropped.', OURS],
  [
    'lambda.memory',
    'assumed',
    'The heap is limited to the 128 MB that REPORT names; Lambda limits the whole process.',
    OURS,
  ],
  [
    'lambda.grace',
    'assumed',
    "A handler always has a moment of real time to answer, however far the emulator's clock is moved.",
    OURS,
  ],
  [
    'lambda.ten-sandboxes',
    'assumed',
    'At most ten sandboxes run at a time, further invocations wait in line; AWS throttles at the account limit.',
    OURS,
  ],
];
