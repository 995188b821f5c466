import { SMA_PRINCIPAL } from '../../facts/limits.js';
import type { Entry } from '../entry.js';
import { guide, lambdaGuide } from '../sources.js';
import { LOOK_FIRST, REHEARSE } from './steps.js';

const HANGUPS = guide('unexpected-hangups');
const TIMEOUTS = guide('timeouts');
const LOGS = lambdaGuide('nodejs-logging');
const HANDLER_FAILED: Pick<Entry, 'changed' | 'again'> = {
  changed: 'The handler did not answer, so the call did not join by this invocation.',
  again: 'look-first',
};

/** What goes wrong in the Lambda function itself, in the SMA's words and in Lambda's. */
export const LAMBDA_ENTRIES: readonly Entry[] = [
  {
    id: 'lambda.sma-timed-out',
    title: 'AWS Lambda client operation timed out.',
    recognised: { says: /Lambda client operation timed out/i },
    meaning:
      'The handler took longer than the SMA waits: 20 seconds. The SMA invokes it again after 5 seconds, so it may have run twice; without an answer the call ends.',
    certainty: 'documented',
    sources: [HANGUPS, TIMEOUTS, guide('invoke-on-call-leg')],
    ...HANDLER_FAILED,
    steps: () => [REHEARSE, 'answer within five seconds: do what takes longer elsewhere', LOOK_FIRST],
  },
  {
    id: 'lambda.permission',
    title: 'Access denied while invoking the AWS Lambda function.',
    recognised: { says: /Access denied while invoking the AWS Lambda function/i },
    meaning: `The function's resource policy does not let ${SMA_PRINCIPAL} invoke it.`,
    certainty: 'documented',
    sources: [HANGUPS, guide('route-calls-events-cli')],
    changed: 'The handler was not invoked, so the call did not join.',
    again: 'after-mending',
    steps: () => [
      `aws lambda add-permission --function-name NAME --statement-id chime --action lambda:InvokeFunction --principal ${SMA_PRINCIPAL} --source-account ACCOUNT_ID`,
      'look at the policy as it is: aws lambda get-policy --function-name NAME',
    ],
  },
  {
    id: 'lambda.throttled',
    title: 'The AWS Lambda function was throttled.',
    recognised: { says: /Lambda function was throttled|Rate Exceeded\.? .{0,300}Lambda/i },
    meaning: "Lambda did not run the handler: the function's or the account's concurrency was used up.",
    certainty: 'documented',
    sources: [HANGUPS, lambdaGuide('lambda-concurrency')],
    changed: 'The handler was not run, so the call did not join by it.',
    again: 'look-first',
    steps: () => ['aws lambda get-account-settings', 'reserve concurrency for the function'],
  },
  {
    id: 'lambda.timed-out',
    title: 'Task timed out',
    recognised: { says: /Task timed out after/i },
    meaning: "The handler ran into the function's own time-out before it answered.",
    certainty: 'documented',
    sources: [lambdaGuide('configuration-timeout'), TIMEOUTS],
    ...HANDLER_FAILED,
    steps: () => [REHEARSE, 'look what it waits for; await whatever it starts before it returns', LOOK_FIRST],
  },
  {
    id: 'lambda.exited',
    title: 'The function exited without an answer',
    recognised: { says: /Runtime exited|Process exited before completing|Runtime\.ExitError/i },
    meaning: 'The function ended before it answered.',
    certainty: 'documented',
    sources: [LOGS],
    ...HANDLER_FAILED,
    steps: () => [REHEARSE, "read what stands before it in the function's log", LOOK_FIRST],
  },
  {
    id: 'lambda.handler-not-found',
    title: 'Lambda finds no such function in the file',
    recognised: {
      says: /Runtime\.HandlerNotFound|Handler'? ?\S{0,100} missing on module|\bis undefined or not exported/i,
      words: ['Runtime.HandlerNotFound', 'HandlerNotFound'],
    },
    meaning:
      "The function's Handler setting names an export that its file does not have: the file exports another name, or exports it another way than the runtime loads it.",
    certainty: 'observed',
    notKnown: 'Which name the file exports: the message only says which one is missing.',
    sources: ["Lambda's runtimes for Node.js and Python", lambdaGuide('nodejs-handler')],
    ...HANDLER_FAILED,
    again: 'after-mending',
    steps: () => [
      'aws lambda get-function-configuration --function-name NAME --query Handler',
      'name the export as FILE.EXPORT there, or export the name that stands there',
      'rehearse the file: chime-join handler check FILE',
    ],
  },
  {
    id: 'lambda.not-loaded',
    title: "Lambda cannot load the function's file",
    recognised: {
      says: /Runtime\.(?:ImportModuleError|UserCodeSyntaxError|MalformedHandlerName|NodeJsEntrypointNotFound)|Unable to import module '/,
      words: ['Runtime.ImportModuleError', 'ImportModuleError', 'Runtime.UserCodeSyntaxError'],
    },
    meaning:
      'The function failed before it saw an event: its file, or a module that it imports, is missing or has a syntax error.',
    certainty: 'observed',
    sources: ["Lambda's runtimes for Node.js and Python", LOGS],
    ...HANDLER_FAILED,
    again: 'after-mending',
    steps: () => [
      'rehearse the file: chime-join handler check FILE',
      'put every module that the file imports into the deployment package',
    ],
  },
  {
    id: 'lambda.unhandled',
    title: 'The handler threw an error it did not handle',
    recognised: {
      says: /"errorType"|Invoke Error|UnhandledPromiseRejection|Runtime\.\w*(?:Error|Exception|Rejection)|^\[ERROR\] /,
      general: true,
      words: ['unhandled error', 'Lambda error'],
    },
    meaning: 'The handler threw, so Lambda gave the SMA an error instead of an answer.',
    certainty: 'documented',
    notKnown:
      'How the SMA goes on then is documented only in part: Lambda errors of the 4xx kind are retried once, and a call out of retries ends with 480 Unavailable.',
    sources: [LOGS, TIMEOUTS],
    ...HANDLER_FAILED,
    steps: () => [REHEARSE, "mend the handler's error", LOOK_FIRST],
  },
];
