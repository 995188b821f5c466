import { lambdaGuide, OURS, type Row } from './row.js';

const PYTHON_RUNTIME = 'https://github.com/aws/aws-lambda-python-runtime-interface-client';
const RUNTIME = 'https://github.com/aws/aws-lambda-nodejs-runtime-interface-client';

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
    'lambda.python-text-format',
    'observed',
    'Python: what is printed is one record a line, without prefix; logging writes [LEVEL], time, request id and message.',
    PYTHON_RUNTIME,
  ],
  [
    'lambda.python-errors',
    'observed',
    'A Python handler that raises: [ERROR], the type and the message, then the traceback, in one record.',
    PYTHON_RUNTIME,
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
    "The handler sees the variables that Lambda sets and those of --env, none of the operator's; nor does its parent process.",
    lambdaGuide('configuration-envvars'),
  ],
  [
    'lambda.handler-styles',
    'documented',
    'Async and callback-style handlers; Lambda itself takes no callbacks from Node.js 24 on.',
    lambdaGuide('nodejs-handler'),
  ],
  [
    'lambda.first-answer',
    'observed',
    'The first of callback, context.succeed, fail or done and the promise is the answer; a callback waits until nothing is left to wait for.',
    RUNTIME,
  ],
  [
    'lambda.nothing-left',
    'observed',
    'Nothing left to wait for and no answer: null of a plain handler, Runtime.NodeJsExit of an async one.',
    RUNTIME,
  ],
  [
    'lambda.answer-size',
    'documented',
    'An answer of more than 6,291,556 bytes is an error, Function.ResponseSizeTooLarge.',
    lambdaGuide('gettingstarted-limits'),
  ],
  [
    'lambda.after-answer',
    'assumed',
    'What a handler does after its answer goes on; Lambda freezes it until the next invocation.',
    OURS,
  ],
  [
    'lambda.network',
    'assumed',
    'Unlike in Lambda a handler reaches nothing, unless --allow-network lets it, but the emulator where --port names its port.',
    OURS,
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
  [
    'lambda.url',
    'documented',
    'A handler behind a URL is invoked as Lambda is: POST with the event, X-Amz-Function-Error for an unhandled error.',
    'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html',
  ],
  [
    'lambda.url-records',
    'assumed',
    'Of such a handler only the log tail of its answer (X-Amz-Log-Result) is in the log group.',
    OURS,
  ],
];
