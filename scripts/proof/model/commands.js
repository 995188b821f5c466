// What can happen, as fast-check commands. Each prints itself, and is held against every promise when it is over.
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { recordOf } from '../../../dist/core/journal/record.js';
import { DEATHS } from './mortal.js';
import {
  answeredBridge,
  answeredCheck,
  changesSince,
  isWanted,
  listener,
  newRun,
  noteDelivered,
  roomLeft,
  untruths,
  unused,
} from './promises.js';

/** The handler and the emulator's timers go on for so long after a command; joins take 150 ms. */
const SETTLE_MS = 60;

const at = (list, which) => list[which % list.length];

class Command {
  constructor(given) {
    this.given = given;
  }
  /** What it needs to make sense. */
  check(model) {
    return model.calls.length > 0;
  }
  async run(model, world) {
    model.steps += 1;
    const requests = world.requests().length;
    const problems = await this.act(model, world, requests);
    await hold(model, world, problems ?? []);
  }
  toString() {
    return `${this.constructor.name}(${JSON.stringify(this.given)})`;
  }
}

/** Throws where a promise is broken. */
export async function hold(model, world, problems) {
  const state = await world.ask('state');
  noteDelivered(model, world.requests());
  const all = [...problems, ...untruths(model, world, state)];
  if (all.length === 0) return;
  const calls = state.calls.map(
    ({ status, events, legs }) => `${status}: ${events.map(inAWord).join(', ')}; ${legs.map(legInAWord).join(', ')}`,
  );
  throw new Error([all.join('; '), ...model.story.slice(-14), ...calls].join('\n  '));
}

const inAWord = ({ Sequence, InvocationEventType, ActionData, CallDetails }) => {
  const { Arguments, MeetingId } = ActionData?.Parameters ?? {};
  const legs = CallDetails.Participants.filter(({ Status }) => Status === 'Connected').map(({ ParticipantTag }) =>
    ParticipantTag.at(-1),
  );
  return `${Sequence} ${InvocationEventType} ${ActionData?.Type ?? ''} ${(Arguments?.RunId ?? Arguments?.MeetingId ?? MeetingId ?? '').slice(0, 8)} ${legs.join('')}`;
};
const legInAWord = ({ participantTag, status, meetingId }) =>
  `${participantTag} ${status} ${meetingId?.slice(0, 8) ?? ''}`;

async function seen(model, world, requests) {
  await world.ask('faults', []);
  await pause(SETTLE_MS);
  const all = world.requests();
  noteDelivered(model, all);
  return { state: await world.ask('state'), changed: changesSince(all, requests) };
}

const told = (outcome) =>
  typeof outcome === 'string'
    ? outcome
    : `${outcome.result?.verdict ?? JSON.stringify(outcome.result)?.slice(0, 600)} ${outcome.failure?.code ?? ''} ${outcome.failure?.exitCode ?? 0}`;

class PlaceCall extends Command {
  check(model) {
    return model.calls.length < 4;
  }
  async act(model, world) {
    model.calls.push(await world.placeCall());
  }
}

class Bridge extends Command {
  async act(model, world, requests) {
    const { run: which, call, meeting, waitMs, keepMeeting, newMeeting, browsers, faults, doom } = this.given;
    let run = which === null || model.runs.length === 0 ? null : at(model.runs, which);
    if (run === null) {
      const meetingId = meeting === null || model.meetings.length === 0 ? null : at(model.meetings, meeting).meetingId;
      const names = ['ann', 'bob'].slice(0, browsers);
      const given = { meetingId, waitMs, keepMeeting, newMeeting, browsers: names };
      run = newRun(world.request(`run-${model.runs.length}`, at(model.calls, call), given));
      model.runs.push(run);
    }
    const other = this.given.otherCall
      ? model.calls.find(({ callId }) => callId !== run.request.call.callId)
      : undefined;
    const isOther =
      other !== undefined && recordOf(run.request.runId, world.read(run.request.runId) ?? { entries: [] }) !== null;
    const { callId, transactionId, sipMediaApplicationId } = other ?? run.request.call;
    const request = isOther ? { ...run.request, call: { callId, transactionId, sipMediaApplicationId } } : run.request;
    await world.ask('faults', faults);
    run.asked += 1;
    const isSeen = faults.every(({ operation }) => operation !== 'GetMeeting');
    run.room = run.asked === 1 && isSeen ? roomLeft(model, run, world) : null;
    const { told: hears, sent } = listener(model, run, world, 'bridge');
    const outcome = await world.bridge(request, {
      doom,
      told: hears,
      meanwhile: (interrupt) => meanwhile(this.given.meanwhile, model, world, run, interrupt),
    });
    const { state, changed } = await seen(model, world, requests);
    model.story.push(`${this} -> ${run.request.runId}: ${told(outcome)}`);
    if (outcome === 'hung') return ['it hung'];
    if (outcome === 'died') {
      model.deaths += 1;
      return [];
    }
    if (isOther) {
      if (outcome.failure?.code === 'RUN_UNDER_WAY') return [];
      const isRefused =
        outcome.failure?.code === 'RUN_ID_TAKEN' && outcome.failure.exitCode === 2 && outcome.result === null;
      return isRefused && changed.length === 0 ? [] : ['another call under a known run id was not refused'];
    }
    model.verdicts.push(outcome.result?.verdict ?? 'none');
    return answeredBridge(model, run, sent.attempt, outcome, state, changed);
  }
}

/** Starts what happens while a bridge runs; gives what stops it. */
function meanwhile(list, model, world, run, interrupt) {
  const timers = list.map(({ after, what }) =>
    setTimeout(() => {
      if (what === 'hang-up') world.hangUp(run.request.call);
      else if (what === 'interrupt') interrupt.abort();
      else if (what === 'advance') world.advance(130_000).catch(() => {});
      else if (what === 'second-operator') world.update(run.request.call, openTheirs(model, world));
    }, after),
  );
  return () => timers.forEach(clearTimeout);
}

class HangUp extends Command {
  async act(model, world) {
    world.hangUp(at(model.calls, this.given.call));
    await pause(SETTLE_MS);
  }
}

/** Somebody else ends a meeting that is there, whoever made it. */
class EndMeeting extends Command {
  async act(model, world) {
    const { meetings } = await world.ask('state');
    const live = meetings.filter(({ ended }) => !ended);
    if (live.length === 0) return;
    const { meetingId } = at(live, this.given.which);
    model.endedByOthers.add(meetingId);
    await world.endMeeting(meetingId);
    await pause(SETTLE_MS);
    model.story.push(`${this} -> ${meetingId}`);
  }
}

class OpenMeeting extends Command {
  check(model) {
    return model.meetings.length < 3;
  }
  async act(model, world) {
    openTheirs(model, world);
  }
}

/** A meeting of somebody else's, with one attendee. */
export function openTheirs(model, world) {
  const opened = world.openMeeting();
  model.meetings.push(opened);
  model.theirs.add(opened.attendeeId);
  return opened;
}

/** A second operator brings the call into a meeting: their own, or the one that a run of ours made. */
class SecondOperator extends Command {
  async act(model, world) {
    const { call, meeting, intoOurs } = this.given;
    const others = new Set(model.meetings.map(({ meetingId }) => meetingId));
    const live = (await world.ask('state')).meetings.filter(({ ended }) => !ended);
    const rooms = live.filter(({ meetingId }) => others.has(meetingId) !== intoOurs);
    if (rooms.length === 0) return;
    const { meetingId } = at(rooms, meeting);
    // Into our meeting only with the call it was made for: of another call our records know nothing (docs/runs.md).
    const run = model.runs.find(({ attempts }) => attempts.some((one) => one.meetingId === meetingId));
    if (intoOurs && run === undefined) return;
    // An attendee of their own each time: a second connection of one throws the first out.
    const added = await world.addAttendee(meetingId);
    model.theirs.add(added.attendeeId);
    world.update(intoOurs ? run.request.call : at(model.calls, call), added);
    model.story.push(`${this} -> ${meetingId}`);
    await pause(6 * SETTLE_MS);
  }
}

class Advance extends Command {
  async act(_model, world) {
    await world.advance(this.given.ms);
    await pause(SETTLE_MS);
  }
}

class Check extends Command {
  check(model) {
    return model.runs.length > 0;
  }
  async act(model, world, requests) {
    const run = at(model.runs, this.given.run);
    await world.ask('faults', this.given.faults);
    const { told: hears } = listener(model, null, world, 'check');
    const outcome = await world.check(run.request.runId, this.given.waitMs, hears);
    const { state, changed } = await seen(model, world, requests);
    model.story.push(`${this} -> ${run.request.runId}: ${told(outcome)}`);
    return typeof outcome === 'string' ? [outcome] : answeredCheck(model, run, outcome, state, changed);
  }
}

class Cleanup extends Command {
  check(model) {
    return model.runs.length > 0;
  }
  async act(model, world, requests) {
    const { run: which, yes, faults, doom } = this.given;
    await world.ask('faults', faults);
    return sweep(
      model,
      world,
      requests,
      { runId: which === null ? null : at(model.runs, which).request.runId, yes, doom },
      this,
    );
  }
}

/** One cleanup, and whether what it says is so. */
export async function sweep(model, world, requests, { runId, yes, doom }, name) {
  const { told: hears } = listener(model, null, world, 'cleanup');
  const outcome = await world.cleanUp(runId, yes, { doom, told: hears });
  const { state, changed } = await seen(model, world, requests);
  model.story.push(`${name} -> ${told(outcome)}`);
  if (yes) for (const run of model.runs) if (runId === null || runId === run.request.runId) run.cleaned += 1;
  if (outcome === 'hung') return ['it hung'];
  if (outcome === 'died') {
    model.deaths += 1;
    return [];
  }
  if (outcome.failure?.code === 'INTERNAL') return [`a defect: ${outcome.failure.cause}`];
  const problems = yes ? [] : changed.map(({ operation }) => `runs cleanup without --yes sent ${operation}`);
  if (outcome.result === null) return problems;
  const { removed, failed } = outcome.result;
  if (!yes && removed.length > 0) problems.push('removed without --yes');
  if (failed.length > 0 && outcome.failure?.exitCode !== 9)
    problems.push(`something failed, and exit ${outcome.failure?.exitCode}`);
  const standing = removed.filter(({ kind, meetingId, attendeeId }) => {
    const there = state.meetings.find((meeting) => meeting.meetingId === meetingId && !meeting.ended);
    return kind === 'meeting' ? there !== undefined : there?.attendees.some((one) => one.attendeeId === attendeeId);
  });
  problems.push(...standing.map(({ kind, meetingId }) => `said to be removed, and stands: ${kind} ${meetingId}`));
  return problems;
}

const LATER_MS = [0, 130_000, 400_000, 400_000];

/** The end of a sequence: nothing is faulted any more, and after `runs cleanup` nothing stands but what is in use, wanted or named. */
export async function settleUp(model, world) {
  await world.ask('faults', []);
  for (const ms of LATER_MS) {
    if (ms > 0) await world.advance(ms);
    const requests = world.requests().length;
    const { told: hears } = listener(model, null, world, 'cleanup');
    let outcome = await world.cleanUp(null, true, { doom: null, told: hears });
    // On a busy machine a request may take longer than undoing does; as the failure says, it is run again.
    for (let again = 0; again < 2 && outcome.result?.failed.length > 0; again += 1)
      outcome = await world.cleanUp(null, true, { doom: null, told: hears });
    for (const run of model.runs) run.cleaned += 1;
    const { state } = await seen(model, world, requests);
    model.story.push(`at the end, ${ms} ms later: ${JSON.stringify(outcome.result ?? outcome)}`);
    const problems = outcome.result === null ? ['the last cleanup gave no result'] : [];
    const { kept = [], failed = [] } = outcome.result ?? {};
    problems.push(...failed.map(({ reason }) => `the last cleanup failed: ${reason}`));
    const attempts = world.runIds().flatMap((runId) => recordOf(runId, world.read(runId))?.attempts ?? []);
    for (const thing of unused(model, state)) {
      const isKept = kept.some(
        ({ kind, meetingId, attendeeId }) =>
          kind === thing.kind &&
          meetingId === thing.meetingId &&
          (attendeeId === thing.attendeeId || attendeeId === null),
      );
      if (!isKept && !attempts.some((attempt) => isWanted(attempt, thing)))
        problems.push(`after the last cleanup it stands: ${thing.kind} ${thing.attendeeId ?? thing.meetingId}`);
    }
    await hold(model, world, problems);
  }
}

const nth = fc.nat(5);
const OPERATIONS = [
  'CreateMeetingWithAttendees',
  'BatchCreateAttendee',
  'CreateAttendee',
  'ListAttendees',
  'GetMeeting',
  'DeleteMeeting',
  'DeleteAttendee',
  'GetSipMediaApplication',
  'UpdateSipMediaApplicationCall',
  'UpdateSipMediaApplicationCall',
  'FilterLogEvents',
];
const fault = fc
  .record({
    operation: fc.constantFrom(...OPERATIONS),
    kind: fc.constantFrom('reset-after', 'truncate', 'replace', 'reset-before', 'error', 'error', 'hang', 'delay'),
    status: fc.constantFrom(429, 500, 503, 400, 404),
    times: fc.constantFrom(1, 1, 2, 4, 99),
    ms: fc.constantFrom(100, 900),
  })
  .map(({ operation, kind, status, times, ms }) => ({
    operation,
    kind,
    times,
    // An AWS that denies a meeting that is there is believed: nothing else tells that one has ended.
    ...(kind === 'error' ? { status: operation === 'GetMeeting' && status === 404 ? 503 : status } : {}),
    ...(kind === 'replace' ? { status } : {}),
    ...(kind === 'delay' ? { ms } : {}),
  }));
/** Null as often as the weights say. */
const sometimes = (arbitrary, weight, nil) =>
  fc.oneof({ weight: nil, arbitrary: fc.constant(null) }, { weight, arbitrary });
const faults = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.array(fault, { minLength: 1, maxLength: 2 }) },
);
const doom = (lines, weight) =>
  sometimes(fc.record({ line: fc.integer({ min: 1, max: lines }), how: fc.constantFrom(...DEATHS) }), weight, 3);
const happening = fc.record({
  after: fc.integer({ min: 1, max: 900 }),
  what: fc.constantFrom('hang-up', 'interrupt', 'advance', 'second-operator'),
});
const asked = fc.record({
  run: sometimes(nth, 1, 1),
  otherCall: fc.constantFrom(false, false, false, false, false, true),
  call: nth,
  meeting: sometimes(nth, 1, 2),
  // NOT_JOINED takes six seconds of quiet.
  waitMs: fc.constantFrom(1_500, 1_500, 8_000, 0, 300, null),
  keepMeeting: fc.constantFrom(false, false, false, false, false, true),
  newMeeting: fc.constantFrom(false, false, false, false, false, true),
  browsers: fc.constantFrom(0, 0, 0, 1, 2),
  faults,
  doom: doom(22, 2),
  meanwhile: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(happening, { minLength: 1, maxLength: 2 }) },
  ),
});

/** Commands of one sequence; `replayPath` as fast-check printed it beside a sequence that failed. */
export const commands = (maxCommands, replayPath) => {
  const bridges = asked.map((given) => new Bridge(given));
  return fc.commands(
    [
      bridges,
      bridges,
      bridges,
      bridges,
      fc.constant(new PlaceCall({})),
      fc.constant(new OpenMeeting({})),
      fc.record({ call: nth }).map((given) => new HangUp(given)),
      fc.record({ which: nth }).map((given) => new EndMeeting(given)),
      fc.record({ call: nth, meeting: nth, intoOurs: fc.boolean() }).map((given) => new SecondOperator(given)),
      fc
        .record({ ms: fc.constantFrom(1_000, 20_000, 130_000, 250_000, 310_000, 400_000) })
        .map((given) => new Advance(given)),
      fc.record({ run: nth, waitMs: fc.constantFrom(0, 800), faults }).map((given) => new Check(given)),
      fc
        .record({ run: sometimes(nth, 1, 2), yes: fc.boolean(), faults, doom: doom(5, 1) })
        .map((given) => new Cleanup(given)),
    ],
    { maxCommands, size: 'max', ...(replayPath === undefined ? {} : { replayPath }) },
  );
};
