import { describe, expect, it } from 'vitest';
import { describePython } from '../handler/python.js';
import { check } from './checked.js';
import { HOLD, KEEP } from './decide.js';

/** `a` are the arguments of an update. */
const onUpdate = (body: string, join = 'JoinToken: token, MeetingId: meeting') => `
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  const type = event.InvocationEventType;
  if (['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL', 'ACTION_FAILED', 'HANGUP'].includes(type)) return ${HOLD};
  if (type !== 'CALL_UPDATE_REQUESTED') return ${KEEP};
  if (event.CallDetails.Participants.length > 1) return ${KEEP};
  const a = event.ActionData.Parameters.Arguments;
  ${body}
  return { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters: { ${join} } }] };
};`;

describe('the form of an argument is found', () => {
  it.each([
    [
      'a scheme before the token',
      `if (!a.auth?.startsWith('Bearer ')) return ${KEEP}; const token = a.auth.replace(/^Bearer /, ''), meeting = a.id;`,
      ['auth=Bearer {{JoinToken}}', 'id={{MeetingId}}'],
    ],
    [
      'a scheme that is cut off by its pattern',
      `const token = /^Token (.+)$/.exec(a.auth ?? '')?.[1], meeting = a.id; if (!token) return ${KEEP};`,
      ['auth=Token {{JoinToken}}', 'id={{MeetingId}}'],
    ],
    [
      'a kind before the id',
      `if (!a.ref?.startsWith('chime:')) return ${KEEP}; const token = a.key, meeting = a.ref.slice(6);`,
      ['ref=chime:{{MeetingId}}', 'key={{JoinToken}}'],
    ],
    [
      'the last part of an ARN',
      `if (!a.arn?.startsWith('arn:aws:chime:')) return ${KEEP}; const token = a.key, meeting = a.arn.split('/')[1];`,
      ['arn=arn:aws:chime:us-east-1:111122223333:meeting/{{MeetingId}}', 'key={{JoinToken}}'],
    ],
    [
      'what follows meeting/, and a scheme',
      `if (!a.auth?.startsWith('Bearer ')) return ${KEEP}; const token = a.auth.slice(7), meeting = (a.arn ?? '').split('meeting/')[1];`,
      ['auth=Bearer {{JoinToken}}', 'arn=arn:aws:chime:us-east-1:111122223333:meeting/{{MeetingId}}'],
    ],
  ])('%s', async (_what, body, args) => {
    const { result, findings } = await check(onUpdate(body));
    expect(result.joined).toBe(true);
    expect(result.found?.arguments).toEqual(args);
    expect(findings).toEqual([]);
  });

  it.each([
    ['its rest is passed on', `const { type: kind, ...rest } = a; if (kind !== 'join') return ${KEEP};`, '...rest'],
    [
      'it fills defaults',
      `const { jt, mi } = { jt: '', mi: '', ...a }; if (!jt) return ${KEEP};`,
      'JoinToken: jt, MeetingId: mi',
    ],
    [
      'its names must be these',
      `if (Object.keys(a).sort().join() !== 'id,pass') return ${KEEP};`,
      'JoinToken: a.pass, MeetingId: a.id',
    ],
  ])('where %s', async (_what, body, join) => {
    const { result, findings } = await check(onUpdate(body, join));
    expect(result.joined).toBe(true);
    expect(findings).toEqual([]);
  });
});

describe('the words of a pattern are tried', () => {
  it.each([
    ['one with alternatives', '/^(connect|bridge)-now$/i', 'cmd=connect-now'],
    ['one that is all alternatives', '/^(?:take|pull)$/', 'cmd=take'],
  ])('%s', async (_what, pattern, argument) => {
    const { result } = await check(
      onUpdate(`if (!${pattern}.test(a.cmd)) return ${KEEP};`, 'JoinToken: a.t, MeetingId: a.m'),
    );
    expect(result).toMatchObject({ joined: true, found: { arguments: expect.arrayContaining([argument]) } });
  });
});

describePython('names of a copy in Python', () => {
  const source = (update: string, above = '') => `
import json
from types import SimpleNamespace
from typing import NamedTuple
HOLD = {"SchemaVersion": "1.0", "Actions": [{"Type": "Pause", "Parameters": {"DurationInMilliseconds": "9000"}}]}
KEEP = {"SchemaVersion": "1.0"}
def join(token, meeting):
    return {"SchemaVersion": "1.0", "Actions": [{"Type": "JoinChimeMeeting", "Parameters": {"JoinToken": token, "MeetingId": meeting}}]}
${above}
def handler(event, context):
    print(json.dumps(event))
    if event["InvocationEventType"] != "CALL_UPDATE_REQUESTED":
        return HOLD if event["InvocationEventType"] in ("NEW_INBOUND_CALL", "ACTION_SUCCESSFUL", "ACTION_FAILED", "HANGUP") else KEEP
    if len(event["CallDetails"]["Participants"]) > 1:
        return KEEP
    given = event["ActionData"]["Parameters"]["Arguments"]
${update}
`;
  it.each([
    [
      'as members of a namespace',
      source(`    a = SimpleNamespace(**given)
    if getattr(a, "verb", None) != "pull": return KEEP
    return {"SchemaVersion": "1.0", "Actions": [{"Type": "JoinChimeMeeting", "Parameters": {"JoinToken": a.jt, "MeetingId": a.mid}}]}`),
      ['jt={{JoinToken}}', 'mid={{MeetingId}}', 'verb=pull'],
    ],
    [
      'as parameters of a function of a table',
      source(
        `    rest = dict(given)
    command = rest.pop("cmd", None)
    return TABLE[command](**rest) if command in TABLE and set(rest) == {"token", "meeting"} else KEEP`,
        'TABLE = {"take": join}',
      ),
      ['token={{JoinToken}}', 'meeting={{MeetingId}}', 'cmd=take'],
    ],
    [
      'as keys of a pattern',
      source(`    match given:
        case {"cmd": "conf-in", "tok": tok, "mtg": mtg}:
            return {"SchemaVersion": "1.0", "Actions": [{"Type": "JoinChimeMeeting", "Parameters": {"JoinToken": tok, "MeetingId": mtg}}]}
    return KEEP`),
      ['cmd=conf-in', 'tok={{JoinToken}}', 'mtg={{MeetingId}}'],
    ],
  ])('%s', async (_what, text, args) => {
    const { result, findings } = await check(text, '.py');
    expect(result).toMatchObject({ joined: true, found: { arguments: args } });
    expect(findings).toEqual([]);
  });
});

describe('where the form of an argument is not found out nothing is charged', () => {
  it.each([
    [
      'JSON in JSON',
      `const { s = {}, pass: token } = JSON.parse(a.data || '{}'), meeting = s.id; if (!token) return ${KEEP};`,
    ],
    ['two values in one', `const [token, meeting] = (a.both ?? '').split('|'); if (!token) return ${KEEP};`],
    [
      'a token backwards',
      `const token = [...(a.back ?? '')].reverse().join(''), meeting = a.id; if (!token) return ${KEEP};`,
    ],
    [
      'Base64',
      `const token = Buffer.from(a.b64 ?? '', 'base64').toString(), meeting = a.id; if (!token) return ${KEEP};`,
    ],
    [
      'a table',
      `const token = new Map([['blue', 't' + 'ok']]).get(a.color), meeting = a.id; if (a.color !== 'blue') return ${KEEP};`,
    ],
    [
      'a default',
      `const { token, meeting } = { token: 'none', ...Object.fromEntries(Object.entries(a).filter(([k]) => k.length > 40)), meeting: 'm' };`,
    ],
    ['a member that is cut', `const token = a.key, meeting = a.ref?.slice(40); if (!token) return ${KEEP};`],
  ])('%s', async (_what, body) => {
    const { result, findings } = await check(onUpdate(body));
    expect(findings).toEqual([]);
    expect(result).toMatchObject({ joined: null, command: null });
  });
});

describe('what is truly not taken from an update is charged', () => {
  it.each<[string, string, string, string?]>([
    ['a token of the source', `const token = 'my-token', meeting = a.id;`, 'join-token'],
    [
      'a MeetingId of the source',
      `const token = a.tok, meeting = 'my-meeting'; if (!token) return ${KEEP};`,
      'meeting-id',
    ],
    ['no MeetingId', `if (!a.tok) return ${KEEP};`, 'meeting-id', 'JoinToken: a.tok'],
  ])('%s', async (_what, body, charge, join = 'JoinToken: token, MeetingId: meeting') => {
    const { result, findings } = await check(onUpdate(body, join));
    expect(findings).toContain(charge);
    expect(result.joined).toBe(false);
  });
});
