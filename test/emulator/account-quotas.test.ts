import { CreateMeetingCommand } from '@aws-sdk/client-chime-sdk-meetings';
import { describe, expect, it } from 'vitest';
import { RAISED_QUOTAS, readAccountQuotas } from '../../src/emulator/account-quotas.js';
import { TooManyCalls } from '../../src/emulator/sma/allowance.js';
import { running } from './running.js';
import { answeringHere, by, rigHere } from './sma/in-process.js';
import { PAUSE, SPEAK } from './sma/rig.js';

const OUT = { from: '+12065550100', to: '+12065550199', sipHeaders: {}, arguments: {} };
const bridge = {
  Type: 'CallAndBridge',
  Parameters: { CallerIdNumber: '+12065550100', Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+12065550199' }] },
};

describe('active calls', () => {
  const account = { ...RAISED_QUOTAS, activeCalls: 2 };

  it('one too many is refused, inbound or outbound, until another has ended', async () => {
    const rig = await rigHere(by({}), { account });
    const { transactionId } = await rig.call();
    rig.sma.placeOutbound(OUT);
    await expect(rig.call()).rejects.toBeInstanceOf(TooManyCalls);
    expect(() => rig.sma.placeOutbound(OUT)).toThrow(TooManyCalls);
    rig.sma.hangUp(transactionId);
    await rig.call();
    expect(rig.sma.calls()).toHaveLength(3);
  });

  it('a telephone on LEG-B counts as one more, and one too many fails the action', async () => {
    const rig = await answeringHere(by({ CALL_UPDATE_REQUESTED: [bridge] }), { account });
    await rig.update();
    await rig.pass(1_000);
    await expect(rig.call()).rejects.toBeInstanceOf(TooManyCalls);
    const full = await answeringHere(by({ CALL_UPDATE_REQUESTED: [bridge] }), {
      account: { ...account, activeCalls: 1 },
    });
    await full.update();
    expect(full.last().ActionData).toMatchObject({ Type: 'CallAndBridge', ErrorType: 'SystemException' });
  });
});

it('one action too many in a second fails with ActionExecutionThrottled', async () => {
  const brief = { Type: 'Pause', Parameters: { DurationInMilliseconds: '100' } };
  const list = [brief, brief, SPEAK, PAUSE];
  const rig = await answeringHere(by({ NEW_INBOUND_CALL: list }), {
    account: { ...RAISED_QUOTAS, actionsPerSecond: 2 },
  });
  await rig.pass(200);
  expect(rig.last()).toMatchObject({
    InvocationEventType: 'ACTION_FAILED',
    ActionData: {
      Type: 'Speak',
      ErrorType: 'ActionExecutionThrottled',
      ErrorMessage: 'Failed to run action. The maximum number of actions per second has been reached.',
    },
  });
});

it('one bot too many is an INVALID_LAMBDA_RESPONSE with the error at its top level', async () => {
  const talk = (bot: string) => ({
    Type: 'StartBotConversation',
    Parameters: { BotAliasArn: `arn:aws:lex:us-east-1:111122223333:bot-alias/${bot}/TSTALIASID` },
  });
  const rig = await answeringHere(
    by({ NEW_INBOUND_CALL: [talk('ONE')], 'ACTION_SUCCESSFUL:StartBotConversation': [talk('ONE'), talk('TWO')] }),
    { account: { ...RAISED_QUOTAS, bots: 1 } },
  );
  await rig.pass(3_000);
  const [first] = rig.sma.calls();
  const again = await rig.call();
  await rig.pass(0);
  expect(first?.events.at(-1)?.InvocationEventType).toBe('INVALID_LAMBDA_RESPONSE');
  // The bot that is known already may talk in another call.
  await rig.pass(3_000);
  expect(
    rig
      .events()
      .map(({ InvocationEventType: type }) => type)
      .slice(0, 2),
  ).toEqual(['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL']);
  expect(again.transactionId).not.toBe(rig.transactionId);
  expect(rig.last()).toMatchObject({
    InvocationEventType: 'INVALID_LAMBDA_RESPONSE',
    ErrorType: 'ActionExecutionThrottled',
    ErrorMessage: 'This account has exceeded the number of bot references allowed by the PSTN Audio service',
  });
});

it('one meeting too many is LimitExceededException', async () => {
  const { meetings } = await running({ quotas: { concurrentMeetings: 1 } });
  const create = () =>
    meetings.send(
      new CreateMeetingCommand({ MediaRegion: 'us-east-1', ExternalMeetingId: 'room', ClientRequestToken: undefined }),
    );
  await create();
  await expect(create()).rejects.toMatchObject({ name: 'LimitExceededException' });
});

describe('the quotas asked for', () => {
  it.each([
    [undefined, RAISED_QUOTAS],
    ['aws', { activeCalls: 10, actionsPerSecond: 5, concurrentMeetings: 250, bots: 0 }],
    [{ activeCalls: 3 }, { ...RAISED_QUOTAS, activeCalls: 3 }],
  ])('%j', (given, inForce) => {
    expect(readAccountQuotas(given)).toEqual(inForce);
    expect(RAISED_QUOTAS).toMatchObject({ activeCalls: 5_000, actionsPerSecond: 500, concurrentMeetings: 5_000 });
  });

  it.each([[[]], ['gcp'], [{ calls: 1 }], [{ activeCalls: -1 }], [{ activeCalls: '1' }]])('%j is refused', (given) => {
    expect(readAccountQuotas(given)).toHaveProperty('problem');
  });

  it('stand among the rules', async () => {
    const { control } = await running({ quotas: 'aws' });
    const { body } = await control('/rules');
    const said = (id: string) => body.find((rule: { id: string }) => rule.id === id)?.rule;
    expect(said('quota.activeCalls')).toContain('In force here: at most 10 live calls');
    expect(said('quota.actionsPerSecond')).toContain('at most 5 actions');
    expect(said('quota.concurrentMeetings')).toContain('at most 250 live meetings');
  });

  it('that are none keep the emulator from starting', async () => {
    await expect(running({ quotas: { activeCalls: 'many' } })).rejects.toMatchObject({ code: 'ERR_QUOTAS' });
  });
});

it('ended calls are forgotten after an hour', async () => {
  const rig = await rigHere(by({}));
  const { transactionId } = await rig.call();
  rig.sma.hangUp(transactionId);
  await rig.pass(0);
  await rig.pass(3_599_000);
  await rig.call();
  expect(rig.sma.calls()).toHaveLength(2);
  await rig.pass(2_000);
  await rig.call();
  expect(rig.sma.calls().map((call) => call.transactionId)).not.toContain(transactionId);
});

it('of very many ended calls the oldest are forgotten, live ones never', async () => {
  const rig = await rigHere(by({}), { account: { ...RAISED_QUOTAS, actionsPerSecond: 100_000 } });
  const { transactionId } = await rig.call();
  for (let placed = 0; placed < 1_010; placed += 1) rig.sma.hangUp((await rig.call()).transactionId);
  await rig.pass(0);
  await rig.call();
  expect(rig.sma.calls()).toHaveLength(1_002);
  expect(rig.sma.calls()[0]?.transactionId).toBe(transactionId);
});
