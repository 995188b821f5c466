import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECKED_VALUES, eventAt, MOMENTS, PRESETS_TO_TRY, updateWith } from '../../src/core/handler-check/events.js';
import { ARGUMENT_PRESETS, argumentTemplates, renderArguments } from '../../src/core/run/arguments.js';
import { openProbe, type Probe } from '../../src/emulator/sma/probe.js';
import { joinOnUpdate } from '../../src/handler/join-on-update.mjs';
import { POLICIES, POLICY_PLACEHOLDERS } from '../../src/handler/policy.js';
import { printableHandler, printablePolicy } from '../../src/handler/printable.js';
import { describePython } from './python.js';

const { JoinToken, MeetingId, CallId } = CHECKED_VALUES;
const JOINED = {
  SchemaVersion: '1.0',
  Actions: [{ Type: 'JoinChimeMeeting', Parameters: { JoinToken, MeetingId, CallId } }],
};
const UPDATES = PRESETS_TO_TRY.map(
  (preset) => [preset, updateWith(renderArguments(argumentTemplates(preset, []), CHECKED_VALUES))] as const,
);
const OTHERS: [string, object][] = [
  ...MOMENTS.map((moment): [string, object] => [moment, eventAt(moment)]),
  ['a token without its meeting', updateWith({ JoinToken })],
  ['an action that is no JSON', updateWith({ Action: '{' })],
  ['an action that is no object', updateWith({ Action: '7' })],
  ['another action', updateWith({ Action: '{"Type":"Hangup"}' })],
  ['an update of a bridged call', bridged()],
  ['no call at all', { InvocationEventType: 'CALL_UPDATE_REQUESTED' }],
  ['nothing', {}],
];

function bridged() {
  const event = updateWith({ JoinToken, MeetingId });
  return { ...event, CallDetails: eventAt('joined').CallDetails };
}

describe('what is dropped into a Node.js handler', () => {
  it.each(UPDATES)('joins on %s arguments', (_name, event) => {
    expect(joinOnUpdate(event)).toEqual(JOINED);
  });
  it.each(OTHERS)('leaves to the handler: %s', (_what, event) => {
    expect(joinOnUpdate(event)).toBeUndefined();
  });
});

describePython('what is dropped into a Python handler', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chime-join-test-'));
  let probe: Probe;
  beforeAll(async () => {
    const { text } = await printableHandler('python', false);
    writeFileSync(join(folder, 'join_on_update.py'), text);
    const handler =
      'from join_on_update import join_on_update\n\n\ndef handler(event, context):\n    return join_on_update(event)\n';
    writeFileSync(join(folder, 'index.py'), handler);
    probe = await openProbe({ file: join(folder, 'index.py') }, 5_000);
  });
  afterAll(() => {
    probe.close();
    rmSync(folder, { recursive: true });
  });

  it.each(UPDATES)('joins on %s arguments', async (_name, event) => {
    expect(JSON.parse((await probe.invoke(event, false)).text)).toEqual(JOINED);
  });
  it.each(OTHERS)('leaves to the handler: %s', async (_what, event) => {
    expect(await probe.invoke(event, false)).toMatchObject({ kind: 'answered', text: 'null' });
  });
});

describe('the printed permissions', () => {
  const { text, notes } = printablePolicy();

  it('are JSON, and every placeholder in them is told', () => {
    expect(JSON.parse(text)).toEqual(POLICIES);
    const used = new Set(text.match(/\b[A-Z]+(?:_[A-Z]+)+\b|\bREGION\b/g));
    expect([...used].sort()).toEqual(Object.keys(POLICY_PLACEHOLDERS).sort());
    for (const name of used) expect(notes.join(' ')).toContain(name);
  });

  it('know one prefix for both Chime services, and no action that changes an SMA', () => {
    const actions = POLICIES.operator.Statement.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => !/^(chime|logs):/.test(action))).toEqual([]);
    expect(actions.filter((action) => /chime:(?:Put|Create|Delete)Sip/.test(action))).toEqual([]);
    expect(actions).not.toContain('chime:*');
  });

  it('let the service invoke the function, for one account alone', () => {
    expect(POLICIES.function.Statement[0]).toMatchObject({
      Principal: { Service: 'voiceconnector.chime.amazonaws.com' },
      Action: ['lambda:InvokeFunction'],
      Condition: { StringEquals: { 'AWS:SourceAccount': 'ACCOUNT_ID' } },
    });
  });
});

it('every preset that brings something is among those that are understood', () => {
  expect(['none', ...PRESETS_TO_TRY].sort()).toEqual(Object.keys(ARGUMENT_PRESETS).sort());
});
