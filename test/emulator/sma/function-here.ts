import type { SandboxOutcome } from '../../../src/emulator/sma/frames.js';
import { createLambdaFunction, type InvocationOutcome } from '../../../src/emulator/sma/lambda-function.js';
import type { Outside } from '../../../src/emulator/sma/outside.js';
import type { Sandbox, StartSandbox } from '../../../src/emulator/sma/sandbox.js';
import { fakeClock, fakeLogs, plain } from './rig.js';
import { turns } from './turns.js';

export const GROUP = '/aws/lambda/mine';
const ANSWER: SandboxOutcome = { kind: 'answer', text: '{}', durationMs: 1, memoryMb: 1 };
const NOTHING: Outside = { reached: [], variables: [] };

/** A function in sandboxes that answer when the test says so. */
export async function functionHere(more: { systemLogLevel?: 'WARN'; outside?: Outside; unloadable?: boolean } = {}) {
  const clock = fakeClock();
  const logs = fakeLogs();
  const stderr: string[] = [];
  const outsides: Outside[] = [];
  const state = { unloadable: more.unloadable ?? false };
  const sandboxes: {
    alive: boolean;
    print(line: string): void;
    end(outcome: SandboxOutcome): void;
    events: unknown[];
  }[] = [];
  const start: StartSandbox = async (_options, _now, onRecord) => {
    if (state.unloadable) throw new Error('SyntaxError: no');
    const logStreamName = `stream-${sandboxes.length}`;
    const hold = { end: (_outcome: SandboxOutcome) => {} };
    const own = {
      ...{ logStreamName, alive: true, events: [] as unknown[] },
      print: (line: string) => onRecord(logStreamName, line),
      end: (outcome: SandboxOutcome) => {
        if (outcome.kind === 'exit') own.alive = false;
        hold.end(outcome);
      },
      takeOutside: () => more.outside ?? NOTHING,
      invoke: ({ event }: { event: unknown }) => {
        own.events.push(event);
        return new Promise<SandboxOutcome>((resolve) => {
          hold.end = resolve;
        });
      },
      kill: () => own.end({ kind: 'exit', status: 'signal: killed' }),
    };
    sandboxes.push(own);
    return own satisfies Sandbox;
  };
  const { systemLogLevel = 'INFO' } = more;
  const sandbox = {
    ...{ file: 'mine.mjs', region: 'us-east-1', functionName: 'mine', functionArn: 'arn', logGroupName: GROUP },
    ...({ logFormat: 'Text', systemLogLevel, onOutside: (outside: Outside) => void outsides.push(outside) } as const),
  };
  const lambda = await createLambdaFunction({
    clock,
    logs,
    stderr: (line) => stderr.push(line),
    sandbox,
    graceMs: 0,
    start,
  });
  const invoke = async (event: unknown = {}) => {
    const mine = { outcome: undefined as InvocationOutcome | undefined };
    void lambda.invoke(event).then((outcome) => {
      mine.outcome = outcome;
    });
    await turns(1);
    return mine;
  };
  const end = async (index: number, outcome: SandboxOutcome = ANSWER) => {
    sandboxes[index]?.end(outcome);
    await turns(1);
  };
  const pass = async (ms: number) => {
    clock.advance(ms);
    await turns(1);
  };
  const lines = () => plain(logs.lines(GROUP));
  return { lambda, logs, stderr, outsides, state, sandboxes, invoke, end, pass, lines };
}
