import { describe, expect, it } from 'vitest';
import { type Args, checked, join, KEEP, respond } from './fakes.js';

const wants =
  (literal: Args, token: string, meeting: string) =>
  (args: Args): unknown => {
    for (const [name, value] of Object.entries(literal)) if (args[name] !== value) return KEEP;
    return args[token] && args[meeting] ? join(args[token], args[meeting]) : KEEP;
  };

describe('the arguments that make a handler join', () => {
  it.each<[string, (args: Args) => unknown, string]>([
    ['standard', wants({}, 'JoinToken', 'MeetingId'), ''],
    ['join_meeting', wants({ action: 'join_meeting' }, 'joinToken', 'meetingId'), ' --arguments join_meeting'],
    ['snake_case', wants({}, 'join_token', 'meeting_id'), ' --arguments snake_case'],
    ['action_json', ({ Action }) => (Action ? respond(JSON.parse(Action)) : KEEP), ' --arguments action_json'],
    [
      'camelCase',
      wants({}, 'chimeJoinToken', 'chimeMeetingId'),
      " --arguments none --argument 'chimeJoinToken={{JoinToken}}' --argument 'chimeMeetingId={{MeetingId}}'",
    ],
    [
      'a usual word',
      wants({ command: 'join' }, 'token', 'room'),
      " --arguments none --argument command=join --argument 'token={{JoinToken}}' --argument 'room={{MeetingId}}'",
    ],
    [
      'a list of actions in one string',
      ({ interruptAction, pendingActions }) =>
        interruptAction === 'true' && pendingActions ? respond(...JSON.parse(pendingActions)) : KEEP,
      " --arguments none --argument interruptAction=true --argument 'pendingActions=[{{Action}}]'",
    ],
  ])('%s', async (_name, onUpdate, flags) => {
    const { result } = await checked({ onUpdate });
    expect(result).toMatchObject({ joined: true, command: `chime-join bridge --call-id ID${flags}` });
  });

  it("finds the handler's own word in its source", async () => {
    const source = `const a = 'nothing'; if (args.verb === "connect-now") { /* x */ } else if (args.verb === 'stop') {}`;
    const { result } = await checked({ onUpdate: wants({ verb: 'connect-now' }, 'tok', 'meeting'), source });
    expect(result.found?.arguments).toContain('verb=connect-now');
  });

  it('leaves out a word that is not needed, and keeps what may matter unseen', async () => {
    const onUpdate = (args: Args) => {
      void args['mode'];
      void args['callId'];
      return wants({}, 'tokenX', 'meetingX')(args);
    };
    const found = (await checked({ onUpdate })).result.found?.arguments;
    expect(found).toEqual(['callId={{CallId}}', 'tokenX={{JoinToken}}', 'meetingX={{MeetingId}}']);
  });

  it('looks into an update that carries something, where an empty one is not looked into', async () => {
    const onUpdate = (args: Args) =>
      Object.keys(args).length === 0 ? KEEP : wants({}, 'theToken', 'theMeetingId')(args);
    expect((await checked({ onUpdate })).result.joined).toBe(true);
  });

  it('is not thrown off by an answer whose members are no texts', async () => {
    const odd = { toString: 1, valueOf: null };
    const onUpdate = (args: Args) => (args['chimeToken'] ? join(odd, [odd]) : KEEP);
    expect((await checked({ onUpdate })).result.checks.length).toBeGreaterThan(3);
  });

  it('prefers an answer with MeetingId to one without', async () => {
    const onUpdate = (args: Args) => {
      if (args['JoinToken'] && !args['chimeId']) return join(args['JoinToken'], undefined);
      return args['JoinToken'] ? join(args['JoinToken'], args['chimeId']) : KEEP;
    };
    const { status, result } = await checked({ onUpdate });
    expect([status('meeting-id'), result.found?.arguments]).toEqual([
      'ok',
      ['JoinToken={{JoinToken}}', 'chimeId={{MeetingId}}'],
    ]);
  });

  it.each<[string, (args: Args) => unknown, RegExp]>([
    ['ignores updates', () => KEEP, /reads no argument/],
    ['knows others', ({ nextPlayFile, endCall }) => (endCall === 'x' ? nextPlayFile : KEEP), /None of \d+ sets/],
  ])('are none for a handler that %s', async (_what, onUpdate, said) => {
    const { result, of, tries } = await checked({ onUpdate });
    expect(result).toMatchObject({ joined: null, found: null, command: null });
    expect([of('knows-update'), of('arguments-found')].map((one) => one?.seen).join()).toMatch(said);
    expect(of('arguments-found')).toMatchObject({ status: 'finding' });
    expect(tries).toEqual([]);
  });

  it('are sought with a bound: tries, hanging, and slowness', async () => {
    let count = 0;
    const many = (args: Args) => {
      count += 1;
      for (const name of 'abcdefghijklmnop') void args[name];
      return KEEP;
    };
    await checked({ onUpdate: many });
    expect(count).toBeLessThanOrEqual(450);
    count = 0;
    const hanging = () => {
      count += 1;
      return 'hangs';
    };
    const { status } = await checked({ onUpdate: hanging });
    expect(count).toBe(2);
    expect(status('answers-in-time')).toBe('finding');
  });

  it('are quoted for a shell, whatever they are called', async () => {
    const onUpdate = (args: Args) => (args["it's token"] ? join(args["it's token"], args['m meeting']) : KEEP);
    const { result } = await checked({ onUpdate });
    expect(result.command).toContain(`--argument 'it'\\''s token={{JoinToken}}'`);
  });
});
