/** Handlers in the shape of public ones: what is said of each is what a reader of it would say, and the command joins. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HandlerCheckName } from '../../src/core/handler-check/result.js';
import { check, named, runPrinted, runs } from './checked-handler.js';
import { HANDLERS } from './program.js';

const PUBLIC = `${HANDLERS}public/`;

const JOINING: Record<string, string> = {
  'agent-desk.mjs': ' --arguments join_meeting',
  'call_flow.py':
    " --arguments none --argument Operation=ADMIT --argument 'AttendeeJoinToken={{JoinToken}}' --argument 'ConferenceGuid={{MeetingId}}'",
  'consultation.mjs':
    " --arguments none --argument action=bridge --argument 'token={{JoinToken}}' --argument 'conference={{MeetingId}}'",
  'dispatching.py':
    " --arguments none --argument Command=CONNECT --argument 'Token={{JoinToken}}' --argument 'Meeting={{MeetingId}}'",
  'failing-prompt.mjs': " --arguments none --argument 'meeting_id={{MeetingId}}' --argument 'token={{JoinToken}}'",
  'middleware.mjs':
    " --arguments none --argument intent=conference:add --argument 'credential={{JoinToken}}' --argument 'conferenceRef={{MeetingId}}'",
  'pin-entry.ts': ` --arguments none --argument Command=ADMIT --argument 'Payload={"meeting":"{{MeetingId}}","token":"{{JoinToken}}"}'`,
  'pin_or_goodbye.py': " --arguments none --argument 'jointoken={{JoinToken}}' --argument 'meeting={{MeetingId}}'",
  'promise-chain.cjs':
    " --arguments none --argument cmd=xfer --argument 'token={{JoinToken}}' --argument 'mtgId={{MeetingId}}'",
  'queue.ts': " --arguments none --argument interruptAction=true --argument 'pendingAiActions=[{{Action}}]'",
  'recorder.py':
    " --arguments none --argument task=conference --argument 'seat={{JoinToken}}' --argument 'room={{MeetingId}}'",
  'states.ts': " --arguments none --argument 'seatToken={{JoinToken}}' --argument 'meetingGuid={{MeetingId}}'",
};

describe('a handler in the shape of a public one joins, and so does the printed command', () => {
  it.each(named(Object.keys(JOINING)))('%s', async (_name, file) => {
    if (!runs(file)) return;
    const { code, result, findings } = await check(`${PUBLIC}${file}`);
    expect({ code, findings, joined: result?.joined }).toEqual({ code: 0, findings: [], joined: true });
    expect(result?.command).toBe(`chime-join bridge --call-id ID${JOINING[file]}`);
    const joined = await runPrinted(result?.command ?? '', ['--handler', `${PUBLIC}${file}`]);
    expect(joined).toMatchObject({ code: 0, stdout: expect.stringMatching(/^JOINED/m) });
  });
});

/** The findings, and what is not known of it. */
const OTHERS: Record<string, { findings: HandlerCheckName[]; says: [HandlerCheckName, RegExp][] }> = {
  'update-call.cjs': {
    findings: ['arguments-found'],
    says: [
      ['runtime', /nodejs24\.x/],
      ['knows-update', /"action"/],
    ],
  },
  'click-to-call.mjs': {
    findings: [],
    says: [
      ['holds-caller', /Only calls that the SMA makes itself/],
      ['knows-update', /two legs it reads the arguments "digit"/],
    ],
  },
  'take_back.py': {
    findings: ['arguments-found', 'other-updates'],
    says: [['other-updates', /KeyError: 'TransferTarget'/]],
  },
  'lex-demo.cjs': {
    findings: ['arguments-found', 'other-updates'],
    says: [['other-updates', /hangs up on an update/]],
  },
  'translator.ts': {
    findings: ['arguments-found'],
    says: [
      ['answers-in-time', /answers each/],
      ['knows-update', /"Function"/],
    ],
  },
  'meeting_dialer.py': {
    findings: ['knows-update'],
    says: [
      ['answers-in-time', /only a real call tells.*NEW_OUTBOUND_CALL: KeyError: 'meeting_id'/],
      ['knows-update', /reads no argument/],
    ],
  },
  'docs-update.mjs': { findings: ['meeting-id', 'joins'], says: [['meeting-id', /holds no MeetingId/]] },
  'bridging.cjs': {
    findings: ['holds-caller', 'knows-update', 'arguments-found'],
    says: [
      ['holds-caller', /bridges every new call/],
      ['other-updates', /leaves the caller on the line/],
      ['answers-are-valid', /can read/],
    ],
  },
  'lex_bot.py': { findings: ['knows-update', 'arguments-found'], says: [['answers-in-time', /answers each/]] },
  'bot-first.mjs': {
    findings: [],
    says: [
      ['keeps-holding', /goes on with Pause/],
      ['arguments-found', /could not be found out/],
    ],
  },
  'matching.py': { findings: [], says: [['arguments-found', /could not be found out/]] },
  'own-meeting.cjs': {
    findings: ['holds-caller'],
    says: [
      ['holds-caller', /joins every new call to a meeting of its own/],
      ['answers-in-time', /answers each/],
      ['knows-update', /reads the arguments "Text"/],
      ['after-failed-join', /^(?!.*the hold was over).*hears nothing/],
    ],
  },
  'stepping.mjs': { findings: [], says: [['network', /sync-states\.us-east-1\.amazonaws\.com:443/]] },
};

describe('a handler in the shape of a public one that does not join is told why', () => {
  it.each(named(Object.keys(OTHERS)))('%s', async (_name, file) => {
    if (!runs(file)) return;
    const expected = OTHERS[file]!;
    const { result, findings } = await check(`${PUBLIC}${file}`);
    expect([findings, result?.command]).toEqual([expected.findings, null]);
    // Where nobody is on hold, nothing is said of a hold that ends.
    if (file === 'bridging.cjs') expect(JSON.stringify(result?.checks)).not.toMatch(/hears nothing|ends the hold/);
    for (const [name, seen] of expected.says) {
      expect(result?.checks.find((one) => one.check === name)?.seen).toMatch(seen);
    }
  });
});

it('the tests above know every example', () => {
  expect(readdirSync(PUBLIC).sort()).toEqual([...Object.keys(JOINING), ...Object.keys(OTHERS)].sort());
});
