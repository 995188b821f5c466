/** What was once said falsely of a handler, by other mechanisms: events by their own names, no contradictions, calls that the SMA makes. */
import { describe, expect, it } from 'vitest';
import { describePython } from '../handler/python.js';
import { check } from './checked.js';
import { HOLD, KEEP } from './decide.js';

const BODY = `const type = event.InvocationEventType;
  console.log(JSON.stringify(event));
  const args = event.ActionData?.Parameters?.Arguments ?? {};
  const respond = (...Actions) => ({ SchemaVersion: '1.0', Actions });
  const join = () => respond({ Type: 'JoinChimeMeeting', Parameters: { JoinToken: args.JoinToken, MeetingId: args.MeetingId } });`;
const handler = (body: string) => `export const handler = async (event) => { ${BODY} ${body} };`;
const HELD = `if (type === 'NEW_INBOUND_CALL') return ${HOLD};`;
const BRIDGE = `{ Type: 'CallAndBridge', Parameters: { CallTimeoutSeconds: 30, CallerIdNumber: '+12065550100', Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+12065550177' }] } }`;
const HANGUP = `{ Type: 'Hangup', Parameters: { SipResponseCode: '0' } }`;
const BOT = `{ Type: 'StartBotConversation', Parameters: { BotAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/AAAAAAAAAA/BBBBBBBBBB', LocaleId: 'en_US' } }`;
const ASK = `{ Type: 'SpeakAndGetDigits', Parameters: { InputDigitsRegex: '^[1-2]$', MinNumberOfDigits: 1, MaxNumberOfDigits: 1, Repeat: 2, RepeatDurationInMilliseconds: 3000, SpeechParameters: { Text: 'Press 1' }, FailureSpeechParameters: { Text: 'again' } } }`;

const everything = ({ result }: Awaited<ReturnType<typeof check>>) =>
  result.checks.map(({ check: name, status, seen }) => `${status} ${name}: ${seen}`).join('\n');

describe('an event is sent only where AWS sends one, and as AWS does', () => {
  it.each([
    [
      'the end of a bridge shows both legs',
      `if (type === 'NEW_INBOUND_CALL') return respond(${BRIDGE});
       if (type === 'ACTION_SUCCESSFUL' && event.ActionData.Type === 'CallAndBridge') console.log(event.CallDetails.Participants[1].CallId);`,
    ],
    [
      "the end of the handler's own join shows the meeting's leg",
      `if (type === 'NEW_INBOUND_CALL') return respond({ Type: 'JoinChimeMeeting', Parameters: { JoinToken: 'QUJD'.repeat(20), MeetingId: '5c1f9a3e-2b7d-4e64-8a90-b1f6d2c37e45' } });
       if (type === 'ACTION_SUCCESSFUL') console.log(event.CallDetails.Participants.find(({ ParticipantTag: tag }) => tag === 'LEG-B').CallId);`,
    ],
    [
      'what no update interrupts is not told to be interrupted',
      `if (type === 'NEW_INBOUND_CALL') return respond(${BOT});
       if (type === 'ACTION_INTERRUPTED') throw new Error('a bot cannot be interrupted');`,
    ],
    [
      'of a list the part that can be interrupted is',
      `if (type === 'NEW_INBOUND_CALL') return respond({ Type: 'Pause', Parameters: { DurationInMilliseconds: 500 } }, ${ASK});
       if (type === 'ACTION_INTERRUPTED' && event.ActionData.Type !== 'Pause') throw new Error('it was ' + event.ActionData.Type);`,
    ],
    [
      'the end of another action that needs a leg',
      `if (type === 'NEW_INBOUND_CALL') return respond({ Type: 'VoiceFocus', Parameters: { Enable: true, CallId: event.CallDetails.Participants[0].CallId } });
       if (type === 'ACTION_SUCCESSFUL' && event.ActionData.Type === 'VoiceFocus' && event.ActionData.Parameters.CallId !== event.CallDetails.Participants[0].CallId) throw new Error('another leg');`,
    ],
  ])('%s', async (_what, body) => {
    const report = await check(handler(`${body} return ${KEEP};`));
    expect(report.of('answers-in-time')).toMatchObject({ status: 'ok' });
  });

  it.each([
    ['PlayAudioAndGetDigits', `{ Type: 'PlayAudioAndGetDigits', Parameters: { MinNumberOfDigits: 1 } }`],
    ['StartCallRecording', `{ Type: 'StartCallRecording', Parameters: { Track: 'BOTH' } }`],
    ['CallAndBridge', BRIDGE],
  ])('an error is told of the event by its own name: %s', async (name, action) => {
    const report = await check(
      handler(`if (type === 'NEW_INBOUND_CALL') return respond(${action});
       if (type === 'ACTION_SUCCESSFUL' && event.ActionData.Type === '${name}') throw new Error('after it'); return ${KEEP};`),
    );
    expect(report.of('answers-in-time')?.seen).toContain(`ACTION_SUCCESSFUL of ${name}: Error: after it`);
  });
});

it('a handler that never joins is asked nothing of a join', async () => {
  const { of, result } = await check(`export const handler = async (event) => {
    console.log(JSON.stringify(event));
    if (event.InvocationEventType === 'NEW_INBOUND_CALL') return ${HOLD};
    if (event.ActionData?.Type === ['Join', 'Chime', 'Meeting'].join('')) throw new Error('never asked for');
    return ${KEEP}; };`);
  expect(of('answers-in-time')?.status).toBe('ok');
  expect(result.checks.filter(({ check: name }) => /^after-|^second-/.test(name))).toEqual([]);
});

describe('nothing is said that another line contradicts', () => {
  it.each<[string, string, RegExp, RegExp]>([
    [
      'a hang-up',
      `if (type === 'NEW_INBOUND_CALL') return respond(${HANGUP});`,
      /hangs up on NEW/,
      /hears nothing|silent/,
    ],
    [
      'words and a hang-up',
      `if (type === 'NEW_INBOUND_CALL') return respond({ Type: 'Speak', Parameters: { Text: 'closed' } }, ${HANGUP}); if (type !== 'HANGUP') return respond();`,
      /hangs up on NEW/,
      /hears nothing|silent|ends the hold|are ignored/,
    ],
    ['no answer to the call', '', /no action/, /hears nothing|silent|on the line/],
    [
      'a bridge to a telephone',
      `if (type === 'NEW_INBOUND_CALL') return respond(${BRIDGE}); if (type !== 'HANGUP') return respond();`,
      /bridges every new call/,
      /hears nothing|silent|ends the hold/,
    ],
    [
      'an empty list for each update',
      `${HELD} if (type === 'CALL_UPDATE_REQUESTED') return respond();`,
      /answered with an empty list.*\n[\s\S]*ends the hold/,
      /are ignored|leaves the caller/,
    ],
    [
      'the same, whatever it brings',
      `${HELD} if (type === 'CALL_UPDATE_REQUESTED') { console.log(args.reason); return respond(); }`,
      /reads the arguments "reason"[\s\S]*ends the hold/,
      /are ignored|reads no argument/,
    ],
    [
      'nothing for each update',
      `${HELD}`,
      /updates are ignored[\s\S]*leaves the caller on the line/,
      /ends the hold|empty list/,
    ],
  ])('%s', async (_what, body, right, wrong) => {
    const said = everything(await check(handler(`${body} return ${KEEP};`)));
    expect(said).toMatch(right);
    expect(said).not.toMatch(wrong);
  });
});

describe('a default that ends the call is no answer to an update', () => {
  it.each<[string, string]>([
    [
      'by switch',
      `switch (type) { case 'NEW_INBOUND_CALL': case 'ACTION_SUCCESSFUL': return ${HOLD}; default: return respond(${HANGUP}); }`,
    ],
    ['with a word before it', `${HELD} return respond({ Type: 'Speak', Parameters: { Text: 'sorry' } }, ${HANGUP});`],
    [
      'with a leg',
      `${HELD} return respond({ Type: 'Hangup', Parameters: { SipResponseCode: '0', CallId: event.CallDetails.Participants[0].CallId } });`,
    ],
  ])('%s', async (_what, body) => {
    const { of } = await check(handler(body));
    expect(of('knows-update')?.status).toBe('finding');
    expect(of('other-updates')).toMatchObject({ status: 'finding', seen: expect.stringContaining('hangs up') });
  });
});

describe('an outbound call is tried where an inbound one does not join', () => {
  it.each<[string, string]>([
    [
      'an inbound call is hung up',
      `if (type === 'NEW_INBOUND_CALL') return respond(${HANGUP}); if (type === 'CALL_ANSWERED') return ${HOLD}; if (args.JoinToken) return join();`,
    ],
    [
      'a mark that is set when the call is made',
      `const kept = event.CallDetails.TransactionAttributes ?? {};
       if (type === 'NEW_OUTBOUND_CALL') return { SchemaVersion: '1.0', TransactionAttributes: { made: 'here' } };
       if (type === 'CALL_ANSWERED' || type === 'NEW_INBOUND_CALL') return ${HOLD};
       if (type === 'CALL_UPDATE_REQUESTED' && kept.made === 'here' && args.JoinToken) return join();`,
    ],
    [
      'a call without a SIP rule',
      `if (type === 'NEW_INBOUND_CALL' || type === 'CALL_ANSWERED') return ${HOLD};
       if (type === 'CALL_UPDATE_REQUESTED' && !('SipRuleId' in event.CallDetails) && args.JoinToken) return join();`,
    ],
    [
      'ringing notes it',
      `const kept = event.CallDetails.TransactionAttributes;
       if (type === 'RINGING') return { SchemaVersion: '1.0', TransactionAttributes: { rang: 'yes' } };
       if (type === 'CALL_ANSWERED') return ${HOLD};
       if (type === 'CALL_UPDATE_REQUESTED' && kept?.rang && args.JoinToken) return join();`,
    ],
  ])('%s', async (_what, body) => {
    const { result, findings } = await check(handler(`${body} return ${KEEP};`));
    expect([result.joined, findings]).toEqual([true, []]);
  });

  it('after the key that the call asks for', async () => {
    const { result, of } = await check(
      handler(`const kept = event.CallDetails.TransactionAttributes ?? {};
       if (type === 'CALL_ANSWERED') return respond(${ASK});
       if (type === 'ACTION_SUCCESSFUL' && event.ActionData.ReceivedDigits === '1') return { ...${HOLD}, TransactionAttributes: { agreed: 'yes' } };
       if (type === 'CALL_UPDATE_REQUESTED' && kept.agreed && args.JoinToken) return join();
       return ${KEEP};`),
    );
    expect(result.joined).toBe(true);
    expect(of('joins')?.seen).toContain('once the caller had pressed 1');
  });
});

describe('a join that comes later than the first try is one', () => {
  it('once the first words are spoken', async () => {
    const { result, of } = await check(
      handler(`const kept = event.CallDetails.TransactionAttributes ?? {};
       if (type === 'NEW_INBOUND_CALL') return respond({ Type: 'Speak', Parameters: { Text: 'hello' } });
       if (type === 'ACTION_SUCCESSFUL' && event.ActionData.Type === 'Speak') return { ...${HOLD}, TransactionAttributes: { greeted: 'yes' } };
       if (type === 'CALL_UPDATE_REQUESTED' && kept.greeted && args.JoinToken) return join();
       return ${KEEP};`),
    );
    expect(result.joined).toBe(true);
    expect(of('joins')?.seen).toContain('once its first Speak was over');
    expect(of('logs-events')?.status).toBe('ok');
  });
  it('though its first action failed', async () => {
    const { result } = await check(
      handler(`if (type === 'NEW_INBOUND_CALL') return respond({ Type: 'SendDigits', Parameters: { CallId: event.CallDetails.Participants[0].CallId, Digits: 'xyz' } });
       if (type === 'ACTION_FAILED') return ${HOLD};
       if (type === 'CALL_UPDATE_REQUESTED' && args.JoinToken) return join();
       return ${KEEP};`),
    );
    expect(result.joined).toBe(true);
  });
  it('and a wrong key is not pressed', async () => {
    const { result, of, findings } = await check(
      handler(`if (type === 'NEW_INBOUND_CALL') return respond(${ASK});
       if (event.ActionData?.ReceivedDigits === '1') return respond(${HANGUP});
       if (type === 'CALL_UPDATE_REQUESTED' && args.JoinToken) return join();
       return ${KEEP};`),
    );
    expect([result.joined, findings]).toEqual([true, []]);
    expect(of('keeps-holding')).toMatchObject({ status: 'unknown', seen: expect.stringContaining('with the keys 1') });
  });
});

describe('an SDK that finds no credentials is not charged to the handler', () => {
  it.each<[string, string]>([
    [
      'of JavaScript v2',
      `throw Object.assign(new Error('Missing credentials in config, if using AWS_CONFIG_FILE, set AWS_SDK_LOAD_CONFIG=1'), { code: 'CredentialsError' });`,
    ],
    [
      'of JavaScript v3',
      `throw Object.assign(new Error('Could not load credentials from any providers'), { name: 'CredentialsProviderError' });`,
    ],
    [
      'that is only logged',
      `console.error('lookup failed', 'CredentialsProviderError: Could not load credentials from any providers'); return respond(${HANGUP});`,
    ],
  ])('%s', async (_what, call) => {
    const { of, findings, result } = await check(
      handler(`if (type === 'NEW_INBOUND_CALL') { ${call} } if (args.JoinToken) return join(); return ${KEEP};`),
    );
    expect(JSON.stringify(of('network'))).toContain('no AWS credentials here');
    expect(result.joined).not.toBe(false);
    expect(findings.filter((name) => ['answers-in-time', 'holds-caller', 'joins'].includes(name))).toEqual([]);
  });
});

describePython('the same in Python', () => {
  const python = (body: string) => `import json
KEEP = {'SchemaVersion': '1.0'}
def respond(*actions):
    return {'SchemaVersion': '1.0', 'Actions': list(actions)}
PAUSE = {'Type': 'Pause', 'Parameters': {'DurationInMilliseconds': 20000}}
HANGUP = {'Type': 'Hangup', 'Parameters': {'SipResponseCode': '0'}}
def lambda_handler(event, context):
    print(json.dumps(event))
    kind = event['InvocationEventType']
${body}
`;
  it('an IndexError before an argument is read leaves open what it would read', async () => {
    const { of, findings } = await check(
      python(`    if kind == 'NEW_INBOUND_CALL':
        return respond(PAUSE)
    if kind == 'CALL_UPDATE_REQUESTED':
        other = event['CallDetails']['Participants'][1]['CallId']
        return respond({'Type': 'SendDigits', 'Parameters': {'CallId': other, 'Digits': event['ActionData']['Parameters']['Arguments']['keys']}})
    return KEEP`),
      '.py',
    );
    expect(of('knows-update')).toMatchObject({ status: 'ok', seen: expect.stringContaining('"keys"') });
    expect(of('other-updates')?.status).toBe('unknown');
    expect(findings).toEqual([]);
  });
  it('an else that hangs up is a finding', async () => {
    const { of } = await check(
      python(`    return respond(PAUSE) if kind in ('NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL') else respond(HANGUP)`),
      '.py',
    );
    expect(of('knows-update')).toMatchObject({ status: 'finding', seen: expect.stringContaining('hangs up on every') });
  });
  it('a call that the SMA makes is tried', async () => {
    const { result } = await check(
      python(`    legs = event['CallDetails']['Participants']
    if kind == 'NEW_INBOUND_CALL':
        return respond(HANGUP)
    if kind == 'CALL_ANSWERED':
        return respond(PAUSE)
    if kind == 'CALL_UPDATE_REQUESTED' and legs[0]['Direction'] == 'Outbound':
        a = event['ActionData']['Parameters']['Arguments']
        if 'pass' in a:
            return respond({'Type': 'JoinChimeMeeting', 'Parameters': {'JoinToken': a['pass'], 'MeetingId': a['hall']}})
    return KEEP`),
      '.py',
    );
    expect([result.joined, result.found?.arguments]).toEqual([true, ['pass={{JoinToken}}', 'hall={{MeetingId}}']]);
  });
  it('a hang-up and silence are not said of one call', async () => {
    const report = await check(
      python(
        `    return respond({'Type': 'Speak', 'Parameters': {'Text': 'closed'}}, HANGUP) if kind == 'NEW_INBOUND_CALL' else respond()`,
      ),
      '.py',
    );
    expect(everything(report)).toMatch(/hangs up on NEW/);
    expect(everything(report)).not.toMatch(/hears nothing|silent|ends the hold/);
  });
});
