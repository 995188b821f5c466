// The program itself: its streams and its exit code are the whole of what it says.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { STATE } from './state-folder.js';

const PROGRAM = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
/** Far beyond any run's time: a program that is still there then has hung. */
const HUNG_MS = 90_000;

/** `bridge --json` in a process, with the words for this plan. */
export async function runProgram(plan, request, emulator) {
  const ended = await spawned(wordsOf(plan, request), emulator.env, plan.interruptAfter);
  const { document, problems } = onlyDocument(ended.stdout);
  if (ended.hung) problems.push('the program hung');
  if (/^\(node:\d+\)/m.test(ended.stderr)) problems.push(`Node warns: ${/^\(node.*/m.exec(ended.stderr)[0]}`);
  const exit = document?.ok === true ? 0 : (document?.error?.exitCode ?? null);
  if (document !== null && exit !== ended.code) problems.push(`exit ${ended.code}, and the document says ${exit}`);
  return {
    result: document?.result ?? null,
    exit: ended.code,
    code: document?.error?.code ?? null,
    cause: document?.error?.cause ?? null,
    retryable: document?.error?.retryable ?? false,
    said: ended.stdout + ended.stderr,
    time: {},
    problems,
  };
}

function wordsOf(plan, request) {
  const { call, externalUserId, addAttendees, logGroups } = request;
  const own = plan.preset === 'none' ? ['JoinToken={{JoinToken}}', 'MeetingId={{MeetingId}}'] : [];
  const flags = {
    'run-id': [request.runId],
    'call-id': [call.callId],
    'transaction-id': [call.transactionId].flatMap((id) => id ?? []),
    'sma-id': [call.sipMediaApplicationId].flatMap((id) => id ?? []),
    'meeting-id': [request.meetingId].flatMap((id) => id ?? []),
    'external-user-id': plan.userId === 'made' ? [] : [externalUserId],
    'add-attendee': addAttendees,
    arguments: [plan.preset],
    argument: own,
    wait: plan.waitMs === null ? [] : [`${plan.waitMs}ms`],
    timeout: [`${plan.timeoutMs}ms`],
    'log-group': logGroups,
  };
  return [
    'bridge',
    '--json',
    ...Object.entries(flags).flatMap(([name, values]) => values.flatMap((value) => [`--${name}`, value])),
    ...(plan.waitMs === null ? ['--no-wait'] : []),
    ...(plan.keepMeeting ? ['--keep-meeting'] : []),
    ...(plan.asProgram === 'debug' ? ['--debug'] : []),
  ];
}

function spawned(words, env, interruptAfter) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...words], {
      env: { PATH: process.env.PATH ?? '', XDG_STATE_HOME: STATE, AWS_EC2_METADATA_DISABLED: 'true', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = { code: null, stdout: '', stderr: '', hung: false };
    for (const stream of ['stdout', 'stderr']) {
      child[stream].setEncoding('utf8').on('data', (text) => {
        ended[stream] += text;
      });
    }
    let interrupt = interruptAfter === null ? undefined : setTimeout(strike, interruptAfter);
    function strike() {
      if (listens(child.pid)) child.kill('SIGTERM');
      else interrupt = setTimeout(strike, 5);
    }
    const limit = setTimeout(() => {
      ended.hung = true;
      child.kill('SIGKILL');
    }, HUNG_MS);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(interrupt);
      clearTimeout(limit);
      resolve({ ...ended, code });
    });
  });
}

/**
 * Whether it has a handler for SIGTERM by now, as its mask of caught signals says (proc(5)). Before the program's first line
 * a signal ends Node itself, and there is nothing to be said of the program; elsewhere than on Linux it is taken for there.
 */
function listens(pid) {
  try {
    const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return caught === null || (BigInt(`0x${caught[1]}`) & (1n << 14n)) !== 0n;
  } catch {
    return true;
  }
}

function onlyDocument(stdout) {
  try {
    if (!/^[^\n]+\n$/.test(stdout)) throw new Error('it is no single line');
    return { document: JSON.parse(stdout), problems: [] };
  } catch (error) {
    return { document: null, problems: [`stdout is not one document: ${error.message}: ${stdout.slice(0, 200)}`] };
  }
}
