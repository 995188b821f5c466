import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HandlerCheckName } from '../../src/core/handler-check/result.js';
import { CONVENTIONS, check, named, runPrinted, runs } from './checked-handler.js';

const JOINING: Record<string, { command: string; findings: HandlerCheckName[] }> = {
  'standard.mjs': { command: '', findings: [] },
  'join-meeting.mjs': { command: ' --arguments join_meeting', findings: [] },
  'snake_case.py': { command: ' --arguments snake_case', findings: [] },
  'action_json.py': { command: ' --arguments action_json', findings: [] },
  'pending-actions.mjs': {
    command: " --arguments none --argument interruptAction=true --argument 'pendingAiActions=[{{Action}}]'",
    findings: [],
  },
  'camel-case.mjs': {
    command:
      " --arguments none --argument command=connectToMeeting --argument 'chimeMeetingId={{MeetingId}}' --argument 'attendeeJoinToken={{JoinToken}}'",
    findings: [],
  },
  'own_words.py': {
    command:
      " --arguments none --argument verb=xfer-7 --argument 'token={{JoinToken}}' --argument 'room={{MeetingId}}'",
    findings: [],
  },
  'words-of-its-own.mjs': {
    command:
      " --arguments none --argument command=JOIN_CONFERENCE --argument 'jt={{JoinToken}}' --argument 'mid={{MeetingId}}'",
    findings: [],
  },
  'dialer_hangs_up.py': { command: ' --arguments snake_case', findings: ['second-update', 'after-failed-join'] },
};

describe('a handler of this convention can join, and the printed command does it', () => {
  it.concurrent.each(named(Object.keys(JOINING)))('%s', async (_name, file) => {
    if (!runs(file)) return;
    const { command, findings: expected } = JOINING[file]!;
    const { code, result, findings } = await check(`${CONVENTIONS}${file}`);
    expect({ code, findings, joined: result?.joined }).toEqual({
      code: expected.length === 0 ? 0 : 1,
      findings: expected,
      joined: true,
    });
    expect(result?.command).toBe(`chime-join bridge --call-id ID${command}`);
    const joined = await runPrinted(result?.command ?? '', ['--handler', `${CONVENTIONS}${file}`]);
    expect(joined).toMatchObject({ code: 0, stdout: expect.stringMatching(/^JOINED/m) });
  });
});

const FAILING: Record<string, HandlerCheckName[]> = {
  'docs-token-only.mjs': ['meeting-id', 'joins'],
  'update-call-sample.mjs': ['arguments-found'],
  'function-never-joins.mjs': ['arguments-found'],
  'lex-demo.mjs': ['arguments-found', 'other-updates'],
  'ignores_updates.py': ['knows-update', 'arguments-found'],
};

describe('a handler that cannot join is told why', () => {
  it.concurrent.each(named(Object.keys(FAILING)))('%s', async (_name, file) => {
    if (!runs(file)) return;
    const { code, result, error, findings } = await check(`${CONVENTIONS}${file}`);
    expect({ code, findings, command: result?.command, error: error?.code }).toEqual({
      code: 1,
      findings: FAILING[file],
      command: null,
      error: 'FINDINGS',
    });
  });
});

it('the tests above know every example', () => {
  expect(readdirSync(CONVENTIONS).sort()).toEqual([...Object.keys(JOINING), ...Object.keys(FAILING)].sort());
});
