import { describe, expect, it } from 'vitest';
import { describePython } from '../handler/python.js';
import { check } from './checked.js';

const PAUSE = `{ Type: 'Pause', Parameters: { DurationInMilliseconds: '20000' } }`;
const HOLD = `{ SchemaVersion: '1.0', Actions: [${PAUSE}] }`;
const KEEP = `{ SchemaVersion: '1.0' }`;
const BODY = `const type = event.InvocationEventType;
  console.log(JSON.stringify(event));
  const args = event.ActionData?.Parameters?.Arguments ?? {};
  const join = (JoinToken, MeetingId, more) => ({ SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters: { JoinToken, MeetingId, ...more } }] });`;
const handler = (body: string) => `export const handler = async (event) => { ${BODY} ${body} };`;

describe('what a handler keeps in TransactionAttributes comes back with the next event', () => {
  it.each([
    [
      'a state it waits in',
      `
      const state = event.CallDetails.TransactionAttributes;
      if (type === 'NEW_INBOUND_CALL') return { SchemaVersion: '1.0', TransactionAttributes: { state: 'held' }, Actions: [${PAUSE}] };
      if (type === 'CALL_UPDATE_REQUESTED' && state.state === 'held' && args.JoinToken) return { ...join(args.JoinToken, args.MeetingId), TransactionAttributes: { state: 'in' } };
      if (type === 'ACTION_SUCCESSFUL' && state.state === 'in') return ${KEEP};
      return type === 'HANGUP' ? ${KEEP} : ${HOLD};`,
    ],
    [
      'one that the hold moves on',
      `
      const { step = '0' } = event.CallDetails.TransactionAttributes ?? {};
      if (type === 'NEW_INBOUND_CALL') return { SchemaVersion: '1.0', TransactionAttributes: { step: '1' }, Actions: [{ Type: 'Speak', Parameters: { Text: 'hold on' } }] };
      if (type === 'ACTION_SUCCESSFUL' && step === '1') return { SchemaVersion: '1.0', TransactionAttributes: { step: '2' }, Actions: [${PAUSE}] };
      if (type === 'CALL_UPDATE_REQUESTED' && step !== '0' && args.JoinToken) return join(args.JoinToken, args.MeetingId);
      return ${KEEP};`,
    ],
    [
      'a leg that it noted',
      `
      const kept = event.CallDetails.TransactionAttributes ?? {};
      if (type === 'NEW_INBOUND_CALL') return { SchemaVersion: '1.0', TransactionAttributes: { leg: event.CallDetails.Participants[0].CallId }, Actions: [${PAUSE}] };
      if (type === 'CALL_UPDATE_REQUESTED') return args.JoinToken ? join(args.JoinToken, args.MeetingId, { CallId: kept.leg.toString() }) : ${KEEP};
      return ${KEEP};`,
    ],
    [
      'nothing at first: an answer that empties them takes them away',
      `
      const kept = event.CallDetails.TransactionAttributes;
      if (type === 'NEW_INBOUND_CALL') return kept === undefined ? { SchemaVersion: '1.0', TransactionAttributes: { x: '1' }, Actions: [${PAUSE}] } : ${KEEP};
      if (type === 'ACTION_SUCCESSFUL' && event.ActionData.Type === 'Pause') return { SchemaVersion: '1.0', TransactionAttributes: {}, Actions: [${PAUSE}] };
      if (type === 'CALL_UPDATE_REQUESTED' && args.JoinToken) return join(args.JoinToken, args.MeetingId);
      return ${KEEP};`,
    ],
  ])('%s', async (_what, body) => {
    const { result, status } = await check(handler(body));
    expect([result.joined, status('answers-in-time')]).toEqual([true, 'ok']);
  });
});

describe('the arguments are found by following their values', () => {
  it.each([
    [
      'short names behind a word',
      `if (type === 'CALL_UPDATE_REQUESTED' && args.op === 'let-in' && args.jt) return join(args.jt, args.m);`,
      ['op=let-in', 'jt={{JoinToken}}', 'm={{MeetingId}}'],
    ],
    [
      'names that say nothing',
      `if (type === 'CALL_UPDATE_REQUESTED' && args.alpha && args.beta) return join(args.beta, args.alpha);`,
      ['alpha={{MeetingId}}', 'beta={{JoinToken}}'],
    ],
    [
      'a word out of a switch over a constant',
      `
      const Verbs = { ADMIT: 'guest.admit', EJECT: 'guest.eject' };
      if (type === 'CALL_UPDATE_REQUESTED') switch (args.verb) {
        case Verbs.EJECT: return ${KEEP};
        case Verbs.ADMIT: return args.credential ? join(args.credential, args.where) : ${KEEP};
      }`,
      ['verb=guest.admit', 'credential={{JoinToken}}', 'where={{MeetingId}}'],
    ],
    [
      'a table of functions',
      `
      const table = { park: () => ${KEEP}, unpark: (a) => (a.s1 ? join(a.s1, a.s2) : ${KEEP}) };
      if (type === 'CALL_UPDATE_REQUESTED' && table[args.does]) return table[args.does](args);`,
      ['does=unpark', 's1={{JoinToken}}', 's2={{MeetingId}}'],
    ],
    [
      'two words, neither enough alone',
      `
      const { realm, verb, s1, s2 } = args;
      if (type === 'CALL_UPDATE_REQUESTED' && realm === 'voice' && verb === 'patch-in' && s1) return join(s1, s2);`,
      ['realm=voice', 'verb=patch-in', 's1={{JoinToken}}', 's2={{MeetingId}}'],
    ],
    [
      'JSON in one argument',
      `
      if (type === 'CALL_UPDATE_REQUESTED' && args.body) { const b = JSON.parse(args.body); if (b.t) return join(b.t, b.m); }`,
      ['body={"t":"{{JoinToken}}","m":"{{MeetingId}}"}'],
    ],
    [
      'JSON with a word in it, beside another one',
      `
      if (type === 'CALL_UPDATE_REQUESTED' && args.kind === 'command') {
        const { name, token, room } = JSON.parse(args.detail ?? '{}'); if (name === 'connect' && token) return join(token, room); }`,
      ['kind=command', 'detail={"name":"connect","token":"{{JoinToken}}","room":"{{MeetingId}}"}'],
    ],
    [
      'a copy of the event',
      `
      const copy = JSON.parse(JSON.stringify(event)); const own = copy.ActionData?.Parameters?.Arguments ?? {};
      if (type === 'CALL_UPDATE_REQUESTED' && own.pass && own.hall) return join(own.pass, own.hall);`,
      ['pass={{JoinToken}}', 'hall={{MeetingId}}'],
    ],
  ])('%s', async (_what, body, found) => {
    const { result } = await check(handler(`if (type === 'NEW_INBOUND_CALL') return ${HOLD}; ${body} return ${KEEP};`));
    expect(result.joined).toBe(true);
    expect(result.found?.arguments.toSorted()).toEqual(found.toSorted());
  });

  it.each([
    [
      'a token that is decoded first',
      `if (type === 'CALL_UPDATE_REQUESTED' && args.box) return join(Buffer.from(args.box, 'hex').toString(), 'x');`,
    ],
    [
      'a word that is put together',
      `if (type === 'CALL_UPDATE_REQUESTED' && args.op === ['le', 't'].join('')) return join(args.jt, args.m);`,
    ],
  ])('what cannot be found out is said to be unknown: %s', async (_what, body) => {
    const { result, findings } = await check(
      handler(`if (type === 'NEW_INBOUND_CALL') return ${HOLD}; ${body} return ${KEEP};`),
    );
    expect(result.joined).not.toBe(true);
    expect(findings.filter((name) => ['arguments-found', 'join-token', 'joins'].includes(name))).toEqual([]);
  });
});

describePython('the arguments of a Python handler', () => {
  it.each([
    [
      'a word and short names',
      `if a.get('function') == 'admit' and a.get('tok'):\n            return join(a['tok'], a['mtg'])`,
      ['function=admit', 'tok={{JoinToken}}', 'mtg={{MeetingId}}'],
    ],
    [
      'JSON in one argument',
      `if 'p' in a:\n            b = json.loads(a['p'])\n            return join(b['k'], b['r']) if b.get('k') else KEEP`,
      ['p={"k":"{{JoinToken}}","r":"{{MeetingId}}"}'],
    ],
  ])('%s', async (_what, body, found) => {
    const { result } = await check(
      `import json
KEEP = {'SchemaVersion': '1.0'}
def join(token, meeting):
    return {'SchemaVersion': '1.0', 'Actions': [{'Type': 'JoinChimeMeeting', 'Parameters': {'JoinToken': token, 'MeetingId': meeting}}]}
def lambda_handler(event, context):
    print(json.dumps(event))
    if event['InvocationEventType'] == 'NEW_INBOUND_CALL':
        return {'SchemaVersion': '1.0', 'Actions': [${PAUSE.replaceAll(/(\w+):/g, "'$1':")}]}
    if event['InvocationEventType'] == 'CALL_UPDATE_REQUESTED':
        a = event['ActionData']['Parameters']['Arguments']
        ${body}
    return KEEP
`,
      '.py',
    );
    expect(result.found?.arguments.toSorted()).toEqual(found.toSorted());
    expect(result.joined).toBe(true);
  });
});

describe('what is said of updates and of calls is so', () => {
  it.each([
    [
      'the second leg is read first',
      `if (type === 'CALL_UPDATE_REQUESTED') { const b = event.CallDetails.Participants[1].CallId; return { SchemaVersion: '1.0', Actions: [{ Type: 'SendDigits', Parameters: { CallId: b, Digits: args.digit } }] }; }`,
      'ok',
      /two legs it reads the arguments "digit"/,
    ],
    [
      'it throws on one leg and on two',
      `if (type === 'CALL_UPDATE_REQUESTED') { const c = event.CallDetails.Participants[2].CallId; return args.x + c; }`,
      'unknown',
      /throws on CALL_UPDATE_REQUESTED before it reads/,
    ],
    [
      'it hangs up on all that it does not know',
      `if (type !== 'ACTION_SUCCESSFUL') return { SchemaVersion: '1.0', Actions: [{ Type: 'Hangup' }] };`,
      'finding',
      /hangs up on every update/,
    ],
    [
      'it answers each with the hold',
      `if (type === 'CALL_UPDATE_REQUESTED') return ${HOLD};`,
      'finding',
      /each is answered with Pause/,
    ],
    [
      'it copies all arguments',
      `if (type === 'CALL_UPDATE_REQUESTED') { const own = { ...args }; return own.nothing ? null : ${KEEP}; }`,
      'unknown',
      /copies the arguments/,
    ],
  ] as const)('%s', async (_what, body, status, seen) => {
    const { of } = await check(handler(`if (type === 'NEW_INBOUND_CALL') return ${HOLD}; ${body} return ${KEEP};`));
    expect(of('knows-update')).toMatchObject({ status, seen: expect.stringMatching(seen) });
  });

  it('a handler that acts on outbound calls alone joins one', async () => {
    const { result, of, findings } = await check(
      handler(`
      const [leg] = event.CallDetails.Participants;
      if (type === 'CALL_ANSWERED' || type === 'ACTION_SUCCESSFUL' && event.ActionData.Type === 'Pause') return ${HOLD};
      if (type === 'CALL_UPDATE_REQUESTED' && leg.Direction === 'Outbound' && args.join_token) return join(args.join_token, args.meeting_id);
      return ${KEEP};`),
    );
    expect([result.joined, result.found?.preset, findings]).toEqual([true, 'snake_case', []]);
    expect(of('holds-caller')).toMatchObject({
      status: 'warning',
      seen: expect.stringContaining('Only calls that the SMA makes'),
    });
  });

  it('an end is told once: who hangs up first does not keep anybody on the line', async () => {
    const { of } = await check(
      handler(
        `return type === 'NEW_INBOUND_CALL' ? { SchemaVersion: '1.0', Actions: [{ Type: 'Speak', Parameters: { Text: 'closed' } }, { Type: 'Hangup' }] } : ${KEEP};`,
      ),
    );
    expect([of('holds-caller')?.status, of('keeps-holding')]).toEqual(['finding', undefined]);
  });

  it.each([
    ['PlayAudio', `{ Type: 'PlayAudio', Parameters: { AudioSource: { Type: 'S3', BucketName: 'b', Key: 'k.wav' } } }`],
    ['Speak', `{ Type: 'Speak', Parameters: { Text: 'hello' } }`],
    [
      'RecordAudio',
      `{ Type: 'RecordAudio', Parameters: { DurationInSeconds: '10', RecordingDestination: { Type: 'S3', BucketName: 'b' } } }`,
    ],
  ])('the event is named by what it is about: %s', async (name, action) => {
    const { of } = await check(
      handler(`
      if (type === 'NEW_INBOUND_CALL') return { SchemaVersion: '1.0', Actions: [${action}] };
      if (type === 'ACTION_SUCCESSFUL' && event.ActionData.Type === '${name}') throw new Error('after it');
      return ${KEEP};`),
    );
    expect(of('answers-in-time')).toMatchObject({
      status: 'finding',
      seen: expect.stringContaining(`ACTION_SUCCESSFUL of ${name}: Error: after it`),
    });
  });

  it.each([
    [
      'a bot',
      `{ Type: 'StartBotConversation', Parameters: { BotAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/A/B', LocaleId: 'en_US' } }`,
      `event.ActionData.IntentResult.SessionState.Intent.Name.length`,
    ],
    [
      'spoken digits',
      `{ Type: 'SpeakAndGetDigits', Parameters: { InputDigitsRegex: '^\\\\d{4}$', MinNumberOfDigits: 4, MaxNumberOfDigits: 4, SpeechParameters: { Text: 'x' }, FailureSpeechParameters: { Text: 'y' } } }`,
      `/^\\d{4}$/.exec(event.ActionData.ReceivedDigits).length`,
    ],
    [
      'played digits',
      `{ Type: 'PlayAudioAndGetDigits', Parameters: { MinNumberOfDigits: 2, MaxNumberOfDigits: 5 } }`,
      `event.ActionData.ReceivedDigits[1].length`,
    ],
    [
      'the leg',
      `{ Type: 'Pause', Parameters: { DurationInMilliseconds: 500 } }`,
      `event.ActionData.Parameters.CallId.length`,
    ],
  ])('a success tells what AWS tells: %s', async (_what, action, read) => {
    const { status } = await check(
      handler(`
      if (type === 'NEW_INBOUND_CALL') return { SchemaVersion: '1.0', Actions: [${action}] };
      if (type === 'ACTION_SUCCESSFUL' && event.ActionData.Type !== 'JoinChimeMeeting') { const n = ${read}; return n > 0 ? ${HOLD} : ${KEEP}; }
      return ${KEEP};`),
    );
    expect(status('answers-in-time')).toBe('ok');
  });

  it('what only a real bot would tell is not charged', async () => {
    const { of } = await check(
      handler(`
      if (type === 'NEW_INBOUND_CALL') return { SchemaVersion: '1.0', Actions: [{ Type: 'StartBotConversation', Parameters: { BotAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/A/B', LocaleId: 'en_US' } }] };
      if (type === 'ACTION_SUCCESSFUL' && event.ActionData.Type === 'StartBotConversation') return event.ActionData.IntentResult.SessionState.Intent.Slots.Color.Value.InterpretedValue;
      return ${KEEP};`),
    );
    expect(of('answers-in-time')?.status).toBe('unknown');
  });

  it.each([
    [
      'hangs up',
      `if (type === 'CALL_UPDATE_REQUESTED' && event.CallDetails.Participants.length > 1) return { SchemaVersion: '1.0', Actions: [{ Type: 'Hangup' }] };`,
      'finding',
      /hangs up|ends the call/,
    ],
    [
      'takes the caller out',
      `if (type === 'CALL_UPDATE_REQUESTED' && event.CallDetails.Participants.length > 1) return { SchemaVersion: '1.0', Actions: [{ Type: 'Hangup', Parameters: { SipResponseCode: '0', ParticipantTag: 'LEG-B' } }] };`,
      'finding',
      /out of the meeting|hangs up/,
    ],
    [
      'leaves it',
      `if (type === 'CALL_UPDATE_REQUESTED' && event.CallDetails.Participants.length > 1) return ${KEEP};`,
      'ok',
      /leaves a call/,
    ],
  ] as const)('a second update after the join: %s', async (_what, body, status, seen) => {
    const { result, of } = await check(
      handler(`
      if (type === 'NEW_INBOUND_CALL') return ${HOLD};
      ${body}
      if (type === 'CALL_UPDATE_REQUESTED' && args.JoinToken) return join(args.JoinToken, args.MeetingId);
      return ${KEEP};`),
    );
    expect(result.joined).toBe(true);
    expect(of('second-update')).toMatchObject({ status, seen: expect.stringMatching(seen) });
  });
});
