import { describe, expect, it } from 'vitest';
import { REFERENCE_HANDLER } from '../../../src/handler/contract.js';
import { MEETING, startRig, TOKEN } from './rig.js';

describe('the reference handler under the SMA', () => {
  it('holds, joins on the update, and its log proves it without a token', async () => {
    const rig = await startRig(REFERENCE_HANDLER);
    const { transactionId } = await rig.call();
    rig.clock.advance(30_000);
    await rig.until(() => rig.seen().at(-1) === 'ACTION_SUCCESSFUL Pause');
    rig.sma.update(transactionId, { JoinToken: TOKEN, MeetingId: MEETING });
    await rig.until(() => rig.seen().at(-1) === 'ACTION_INTERRUPTED Pause');
    rig.clock.advance(150);
    await rig.until(() => rig.seen().at(-1) === 'ACTION_SUCCESSFUL JoinChimeMeeting');
    await rig.until(() => rig.logs.lines(rig.sma.logGroupName).at(-1)?.startsWith('REPORT') === true);
    const log = rig.logs.lines(rig.sma.logGroupName).join('\n');
    expect(log).toContain('"InvocationEventType":"ACTION_SUCCESSFUL","ActionData":{"Type":"JoinChimeMeeting"');
    expect(log).not.toContain(TOKEN);
    expect(rig.sma.functionName).toBe('sma-handler');
  });

  it('hangs up a minute after the meeting has ended', async () => {
    const rig = await startRig(REFERENCE_HANDLER);
    const { transactionId } = await rig.call();
    rig.sma.update(transactionId, { meeting_id: MEETING, join_token: TOKEN });
    await rig.until(() => rig.seen().length === 3);
    rig.clock.advance(150);
    await rig.until(() => rig.seen().at(-1) === 'ACTION_SUCCESSFUL JoinChimeMeeting');
    rig.door.endMeeting();
    await rig.until(() => rig.seen().at(-1) === 'HANGUP Hangup');
    let advanced = 0;
    await rig.until(() => {
      advanced += 500;
      rig.clock.advance(500);
      return rig.sma.calls()[0]?.status === 'Ended';
    });
    expect(advanced).toBeGreaterThanOrEqual(60_000);
    expect(rig.events().at(-1)?.ActionData?.Parameters).toMatchObject({ ParticipantTag: 'LEG-A', SipResponseCode: 0 });
  });
});
