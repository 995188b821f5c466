import { describe, expect, it } from 'vitest';
import { describePython } from '../handler/python.js';
import { check } from './checked.js';
import { HOLD, KEEP } from './decide.js';

const HANGUP = `{ SchemaVersion: '1.0', Actions: [{ Type: 'Hangup', Parameters: { SipResponseCode: '0' } }] }`;
const JOIN = `{ SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: a.JoinToken, MeetingId: a.MeetingId } }] }`;
/** `begun` and `joined` remember, `mayJoin` asks; each is told the call's id. */
const remembering = (
  memory: string,
  { begun = '', mayJoin, joined }: Record<'mayJoin' | 'joined', string> & { begun?: string },
) => `
${memory}
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  const id = event.CallDetails.TransactionId;
  const type = event.InvocationEventType;
  if (type === 'NEW_INBOUND_CALL') { ${begun}; return ${HOLD}; }
  if (['ACTION_SUCCESSFUL', 'ACTION_FAILED'].includes(type)) return event.ActionData.Type === 'JoinChimeMeeting' && type === 'ACTION_SUCCESSFUL' ? ${KEEP} : ${HOLD};
  if (type === 'HANGUP') return ${HOLD};
  if (type !== 'CALL_UPDATE_REQUESTED') return ${KEEP};
  const a = event.ActionData.Parameters.Arguments;
  if (!(${mayJoin})) return a.JoinToken || event.CallDetails.Participants.length > 1 ? ${KEEP} : ${HANGUP};
  if (!a.JoinToken) return ${KEEP};
  ${joined};
  return ${JOIN};
};`;

describe('a handler that remembers its calls is asked each question on a call of its own', () => {
  it.each([
    ['the joined ones', remembering('const seen = new Set();', { mayJoin: '!seen.has(id)', joined: 'seen.add(id)' })],
    [
      'what each is doing',
      remembering('const state = new Map();', {
        begun: `state.set(id, 'held')`,
        mayJoin: `state.get(id) === 'held'`,
        joined: `state.set(id, 'joined')`,
      }),
    ],
    [
      'what the latest is doing',
      remembering(`let state = 'idle';`, {
        begun: `state = 'held'`,
        mayJoin: `state === 'held'`,
        joined: `state = 'joined'`,
      }),
    ],
    [
      'the leg that is to join',
      remembering('const legs = new Map();', {
        begun: 'legs.set(event.CallDetails.Participants[0].CallId, id)',
        mayJoin: 'legs.get(event.CallDetails.Participants[0].CallId) === id',
        joined: 'legs.delete(event.CallDetails.Participants[0].CallId)',
      }),
    ],
  ])('%s', async (_what, source) => {
    const { result, findings } = await check(source);
    expect(result.joined).toBe(true);
    expect(findings).toEqual([]);
  });

  it('and it is found to hang up on an unknown update once it has joined', async () => {
    const source = remembering('const seen = new Set();', { mayJoin: '!seen.has(id)', joined: 'seen.add(id)' });
    const { findings } = await check(source.replace('|| event.CallDetails.Participants.length > 1', ''));
    expect(findings).toEqual(['second-update']);
  });
});

describe('a handler that takes only a second update of a call is not said to join', () => {
  it.each([
    ['by the call', 'const ready = new Set();', '(ready.has(id) || !ready.add(id))'],
    ['by its leg', 'const count = new Map();', '(count.set(leg, (count.get(leg) ?? 0) + 1), count.get(leg) > 1)'],
  ])('%s', async (_what, memory, mayJoin) => {
    const source = remembering(memory, { mayJoin, joined: '' })
      .replace(HANGUP, KEEP)
      .replace('const a =', 'const leg = event.CallDetails.Participants[0].CallId; const a =');
    const { result } = await check(source);
    expect(result).toMatchObject({ joined: null, command: null });
  });
});

describePython('one in Python', () => {
  it('throws only on a call that it does not know, and none is unknown to it', async () => {
    const source = `
import json
pending = {}
def handler(event, context):
    print(json.dumps(event))
    call = event["CallDetails"]["TransactionId"]
    kind = event["InvocationEventType"]
    hold = {"SchemaVersion": "1.0", "Actions": [{"Type": "Pause", "Parameters": {"DurationInMilliseconds": "9000"}}]}
    if kind == "NEW_INBOUND_CALL":
        pending[call] = "held"
        return hold
    if kind == "CALL_UPDATE_REQUESTED" and len(event["CallDetails"]["Participants"]) == 1:
        if pending.get(call) != "held":
            raise RuntimeError(f"call {call} is {pending.get(call)}")
        given = event["ActionData"]["Parameters"]["Arguments"]
        if "JoinToken" in given:
            pending[call] = "joined"
            return {"SchemaVersion": "1.0", "Actions": [{"Type": "JoinChimeMeeting", "Parameters": {"JoinToken": given["JoinToken"], "MeetingId": given["MeetingId"]}}]}
        return {"SchemaVersion": "1.0"}
    return hold if kind in ("ACTION_SUCCESSFUL", "ACTION_FAILED", "HANGUP") else {"SchemaVersion": "1.0"}
`;
    const { result, findings } = await check(source, '.py');
    expect(result.joined).toBe(true);
    expect(findings).toEqual([]);
  });
});
