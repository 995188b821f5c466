import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { argumentTemplates } from '../../../src/core/run/arguments.js';
import {
  end,
  event,
  failed,
  MEETING,
  meetingLeg,
  OUR_JOIN,
  phone,
  REQUEST_1,
  start,
  TOKEN,
  TRANSACTION,
  update,
} from '../samples.js';
import {
  World as Fresh,
  handlerThatJoins,
  handlerThatLogs,
  lost,
  perform,
  performDry,
  refused,
  request,
  type Script,
  type World,
  worldWith,
} from './fakes.js';

const asked = request({
  addAttendees: ['ann'],
  arguments: argumentTemplates('action_json', ['t={{JoinToken}}', 'both={{JoinToken}}/{{Action}}']),
});

/** Everything a run gives away: what it emits, and its outcome. */
async function told(script: (world: World) => Script) {
  const { world: _, ...given } = await perform(
    worldWith((self) => ({ end: () => null, ...script(self) })),
    asked,
  );
  const { failure } = given;
  return [
    JSON.stringify(given),
    inspect(given, { depth: null }),
    failure?.message,
    failure?.cause,
    failure?.stack,
    ...(failure?.tryThis ?? []),
  ].join('\n');
}

const failedWith = (message: string) =>
  event('ACTION_FAILED', 3, {
    ActionData: { Type: 'JoinChimeMeeting', Parameters: OUR_JOIN, ErrorType: 'X', ErrorMessage: message },
  });

describe('no join token is told', () => {
  it.each<[string, (world: World) => Script]>([
    ['of a call that joined', (self) => ({ update: handlerThatJoins(self) })],
    ['of one that was accepted and never seen', () => ({ update: () => null })],
    ['of an update that was refused', () => ({ update: () => refused('REFUSED') })],
    ['of an update that was lost', () => ({ update: () => lost('TIMED_OUT') })],
    ['of an action that failed', (self) => ({ update: handlerThatLogs(self, 100, update(2), failed(3)) })],
    [
      'of one whose token was cut short',
      (self) => ({
        update: handlerThatLogs(self, 100, update(2), failed(3, { ...OUR_JOIN, JoinToken: TOKEN.slice(0, 20) })),
      }),
    ],
    [
      'of a meeting that was left',
      () => ({ update: () => refused('CALL_NOT_FOUND'), end: () => refused('ACCESS_DENIED') }),
    ],
    [
      'of an ignored update',
      (self) => ({
        update: handlerThatLogs(
          self,
          100,
          start(REQUEST_1),
          update(2),
          { SchemaVersion: '1.0', Actions: [{ Type: 'Pause' }] },
          end(REQUEST_1),
        ),
      }),
    ],
    [
      'of a leg that was seen',
      (self) => ({
        update: handlerThatLogs(
          self,
          100,
          update(2),
          event('RINGING', 4, {}, { Participants: [phone(), meetingLeg()] }),
        ),
      }),
    ],
  ])('%s', async (_, script) => {
    const all = await told(script);
    expect(all).not.toContain(TOKEN);
    expect(all).not.toContain('browser-token');
    expect(all).not.toContain(TOKEN.slice(0, 20));
    expect(all).toContain(MEETING);
  });

  it('by a rehearsal', async () => {
    const { world: _, ...given } = await performDry(new Fresh(), asked);
    expect(inspect(given, { depth: null })).not.toContain(TOKEN);
  });
});

/** Words that come back from the handler and from AWS, and may quote what the handler was given. */
describe('no join token is told that others repeat', () => {
  const lambda = `RequestId: ${REQUEST_1} Error: Runtime exited: cannot join with ${TOKEN}`;
  const cases: [string, (world: World) => Script][] = [
    [
      "in the action's error",
      (self) => ({ update: handlerThatLogs(self, 100, update(2), failedWith(`bad token ${TOKEN}`)) }),
    ],
    [
      "in the handler's own error",
      (self) => ({ update: handlerThatLogs(self, 100, start(REQUEST_1), update(2), lambda, end(REQUEST_1)) }),
    ],
    [
      "in the SMA's message log",
      (self) => ({
        read: ({ group }) =>
          group.startsWith('/aws/Chime')
            ? self.log.map((one) => ({ ...one, group, message: `${TRANSACTION}: ${TOKEN}` }))
            : self.log,
        update: handlerThatLogs(self, 100, update(2), failed(3)),
      }),
    ],
  ];
  // A join token is a password: never on screen or in --json, whoever says it.
  it.each(cases)('%s', async (_, script) => expect(await told(script)).not.toContain(TOKEN));
});
