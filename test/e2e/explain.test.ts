import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CloudWatchLogsClient, type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { CATALOGUE } from '../../src/core/catalogue/catalogue.js';
import { event, failed, OTHER_TRANSACTION, RUN_ID, TRANSACTION } from '../core/samples.js';
import { envelopeSchema } from '../schemas/envelope.js';
import { explainListResult, explainResult } from '../schemas/explain.js';
import { documentIn, run as runInAProcess, runInOneProcess, withCall } from './program.js';

const run = runInOneProcess();
const explained = envelopeSchema(explainResult);
const explainJson = async (args: string[], stdin?: string) => {
  const ended = await run(['explain', '--json', ...args], stdin === undefined ? {} : { stdin });
  return { ...ended, document: documentIn(explained, ended) };
};
const firstOf = async (args: string[], stdin?: string) => {
  const { code, document } = await explainJson(args, stdin);
  return [code, document.result?.explanations[0]?.id];
};

test.concurrent.each([
  [['NotFoundException', '--operation', 'update-sip-media-application-call'], 'call.not-found'],
  [['NotFoundException', '--operation', 'CreateAttendee'], 'meeting.not-found'],
  [['ErrorJoiningMeeting: Error while joining meeting.'], 'join.error-joining'],
  [['7'], 'exit.7'],
  [['not_joined'], 'verdict.NOT_JOINED'],
])('explain %j', async (args, id) => {
  expect(await firstOf(args)).toEqual([0, id]);
});

test.concurrent('for people: what it means, how sure, what to do, on stdout alone', async () => {
  const { code, stdout, stderr } = await run(['explain', 'ThrottledClientException']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^means .*too many requests/m);
  expect(stdout).toMatch(/^changed .*Nothing/m);
  expect(stdout).toMatch(/^again\? .*yes/m);
  expect(stdout).toMatch(/^try /m);
  expect(stdout).toMatch(/^aws\.throttled; AWS's service model says so: /m);
});

test.concurrent('what is not known ends with 4, and names what is nearest', async () => {
  const { code, stdout, stderr } = await run(['explain', 'ErorJoiningMeting']);
  expect(code).toBe(4);
  expect(stderr).toMatch(/^Error: This is not known/);
  expect(stdout).toMatch(/Nearest in the catalogue\n.*join\.error-joining/);
  const { document } = await explainJson(['ErorJoiningMeting']);
  expect(document).toMatchObject({
    ok: false,
    error: { code: 'NOT_KNOWN', exitCode: 4 },
    result: { known: false, explanations: [] },
  });
});

test.concurrent('nothing given is a mistake, and standard input is read only where it is asked for', async () => {
  for (const args of [['explain'], ['explain', '--json']]) {
    expect((await run(args, { stdin: 'NotFoundException' })).code).toBe(2);
  }
  expect((await run(['explain', '7', '--file', '-'], { stdin: 'x' })).code).toBe(2);
  expect((await run(['explain', '7', '--list'])).code).toBe(2);
  expect(await firstOf(['7'], 'NotFoundException')).toEqual([0, 'exit.7']);
  expect(
    await firstOf(
      ['--file', '-'],
      'An error occurred (ForbiddenException) when calling the CreateMeeting operation: no\n',
    ),
  ).toEqual([0, 'access.denied']);
});

/** Two calls, of which the second failed. */
const TWO_CALLS = [
  failed(3),
  { ...event('NEW_INBOUND_CALL', 1), CallDetails: { TransactionId: OTHER_TRANSACTION, Participants: [] } },
]
  .map((one) => `${JSON.stringify(one)}\n`)
  .join('');

test.concurrent('of several calls the one that failed is explained, unless another one is named', async () => {
  const { document } = await explainJson(['--file', '-'], TWO_CALLS);
  expect(document.result).toMatchObject({
    explanations: [{ id: 'join.invalid-parameter' }],
    call: { transactionId: TRANSACTION, others: [{ transactionId: OTHER_TRANSACTION, events: 1, id: null }] },
  });
  const chosen = await explainJson(
    ['--file', '-', '--transaction-id', ` '${OTHER_TRANSACTION.toUpperCase()}',`],
    TWO_CALLS,
  );
  expect([chosen.code, chosen.document.result?.call?.transactionId]).toEqual([0, OTHER_TRANSACTION]);
  const { code, stdout, stderr } = await run(['explain', '--file', '-', '--transaction-id', RUN_ID], {
    stdin: TWO_CALLS,
  });
  expect([code, stdout]).toEqual([4, '']);
  expect(stderr).toContain(`--transaction-id ${TRANSACTION}`);
});

test.concurrent('a healthy call ends with 0: its timeline, and nothing near it', async () => {
  const { code, stdout, stderr } = await run(['explain', '--file', '-'], {
    stdin: JSON.stringify(event('NEW_INBOUND_CALL', 1)),
  });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/NEW_INBOUND_CALL.*LEG-A Connected/);
  expect(stdout).toContain('Nothing went wrong in these events.');
  expect(stdout).not.toMatch(/Nearest/);
});

test.concurrent('--list shows every entry, with its certainty', async () => {
  const [{ stdout }, json] = await Promise.all([run(['explain', '--list']), run(['explain', '--list', '--json'])]);
  const { result } = documentIn(envelopeSchema(explainListResult), json);
  expect(result?.entries.map(({ id }) => id)).toEqual(CATALOGUE.map(({ id }) => id));
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(CATALOGUE.length);
  for (const line of lines) expect(line).toMatch(/^\S+ +(?:model|documented|observed|assumed) +\S/);
});

/** All that the handler logged, as `aws logs filter-log-events` prints it. */
async function loggedBy(env: Record<string, string>, handler: string) {
  const logs = new CloudWatchLogsClient({
    endpoint: env['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'] as string,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
  });
  try {
    const events: FilteredLogEvent[] = [];
    let nextToken: string | undefined;
    // A page may be empty and still not be the last.
    do {
      const query = { logGroupName: `/aws/lambda/${handler}`, limit: 10_000, nextToken };
      const page = await logs.send(new FilterLogEventsCommand(query));
      events.push(...(page.events ?? []));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return JSON.stringify({ events }, null, 4);
  } finally {
    logs.destroy();
  }
}

test.concurrent.each([
  ['ignores-update', 'update.ignored', /Answer CALL_UPDATE_REQUESTED with JoinChimeMeeting/],
  ['joins-without-meeting-id', 'join.invalid-parameter', /no MeetingId/],
  ['joins-with-short-token', 'join.invalid-parameter', /cut short/],
  ['answers-too-much', 'response.too-many-actions', /^$/],
])('the log of a handler %s is explained as the run was, and shows no secret', async (handler, id, should) => {
  const { env, truth } = await withCall(handler);
  const { stdout: bridged } = await runInAProcess(['bridge', '--json', '--wait', '12s'], { env });
  const text = await loggedBy(env, handler);
  const { document, stdout, stderr } = await explainJson(['--file', '-'], text);
  expect(document.result?.explanations[0]?.id).toBe(id);
  expect(document.result?.call?.handler.join('\n')).toMatch(should);
  const { secrets } = await truth();
  expect(secrets.some((secret) => text.includes(secret.slice(0, 30)))).toBe(true);
  expect(secrets.some((secret) => (stdout + stderr).includes(secret.slice(0, 16)))).toBe(false);
  // What the run said of itself is explained alike.
  const ofRun = await explainJson(['--file', '-'], bridged);
  expect(ofRun.document.result?.explanations.map((one) => one.id)).toEqual(
    expect.arrayContaining([id, 'verdict.NOT_JOINED']),
  );
});

test('docs/errors.md is what the catalogue says', () => {
  const script = fileURLToPath(new URL('../../scripts/error-table.js', import.meta.url));
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});
