// What a sequence acts upon: an emulator, the journals of one machine, and a clock that goes on with the emulator's.
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAws } from '../../../dist/aws/open.js';
import { SYSTEM_CLOCK } from '../../../dist/aws/pace.js';
import { argumentTemplates } from '../../../dist/core/arguments.js';
import { bridge } from '../../../dist/core/bridge/bridge.js';
import { attempt } from '../../../dist/core/outcome/use-case.js';
import { checkRun } from '../../../dist/core/runs/check.js';
import { cleanUp } from '../../../dist/core/runs/cleanup.js';
import { openJournal } from '../../../dist/journal/open.js';
import { openMortal } from './mortal.js';

// The operator's own settings must not reach a proof.
for (const name of Object.keys(process.env)) {
  if (/^(?:AWS_|CHIME_JOIN_|NODE_EXTRA_CA_CERTS$)|_proxy$/i.test(name)) delete process.env[name];
}
/** The emulator takes any signature; the SDK will not sign without keys. */
const KEYS = { AWS_ACCESS_KEY_ID: 'proof', AWS_SECRET_ACCESS_KEY: 'proof', AWS_EC2_METADATA_DISABLED: 'true' };
Object.assign(process.env, KEYS);

const PHONES = { from: '+12065550173', to: '+12065550188' };
const TIMEOUT_MS = 30_000;
/** Far beyond any command's time. */
const HUNG_MS = 90_000;
const digest = (text) => createHash('sha256').update(text).digest('hex');

/** `stage` is an emulator that was just reset. */
export function openWorld({ emulator, truth, ask, complaints }) {
  const { region, url: endpointUrl } = emulator;
  const folder = mkdtempSync(join(tmpdir(), 'chime-join-model-'));
  const kept = openJournal([join(folder, 'chime-join')], 'proof');
  const runs = join(folder, 'chime-join', 'runs');
  // Somebody else with the same rights, who ends meetings and joins calls.
  const somebody = openAws({ region, meetingsRegion: region, profile: null, endpointUrl });
  const complainedBefore = complaints.length;
  /** What the clocks were ahead when each line of a run's journal was written: the file's own times are the machine's. */
  const writtenAhead = new Map();
  let aheadMs = 0;
  let pids = 0;

  const world = {
    endpointUrl,
    region,
    journal: kept,
    alive: new Set(),
    nextPid: () => ++pids,
    now: () => SYSTEM_CLOCK.now() + aheadMs,
    sleep: (ms, signal) => SYSTEM_CLOCK.sleep(ms, signal),
    fileOf: (runId) => join(runs, `${runId}.jsonl`),
    wrote: (runId) => writtenAhead.set(runId, [...(writtenAhead.get(runId) ?? []), aheadMs]),
    read(runId) {
      const text = kept.read(runId);
      const ahead = writtenAhead.get(runId) ?? [];
      const shifted = (time, ms) => new Date(Date.parse(time) + ms).toISOString();
      return text === null
        ? null
        : { ...text, entries: text.entries.map((one, at) => ({ ...one, time: shifted(one.time, ahead[at] ?? 0) })) };
    },
  };

  async function inProcess(doom, told, work) {
    const { ports, clock, journal, died, end } = openMortal(world, doom, told);
    const interrupt = new AbortController();
    const hung = new AbortController();
    try {
      return await Promise.race([
        work({ ports, clock, journal, interrupt }),
        died.then(() => 'died'),
        SYSTEM_CLOCK.sleep(HUNG_MS, hung.signal).then(() => (hung.signal.aborted ? new Promise(() => {}) : 'hung')),
      ]);
    } finally {
      hung.abort();
      end();
    }
  }

  /** A command over earlier runs, likewise. */
  function overRuns(doom, told, work) {
    return inProcess(doom, told, async ({ ports, clock, journal, interrupt: { signal: interrupt } }) => {
      const endpointOf = async () => endpointUrl;
      const reach = { journal, clock, digest, endpointOf, awsOf: async () => ports };
      const options = { clock, emit: () => {}, interrupt, timeoutMs: TIMEOUT_MS };
      return attempt(options, (progress, signal) => work(reach, progress, { signal, interrupt }));
    });
  }

  return {
    emulator,
    truth,
    ask,
    requests: () => [...truth.requests()],
    runIds: () => kept.runIds(),
    read: world.read,
    now: world.now,
    placeCall: () => emulator.placeCall(PHONES),
    openMeeting: () => emulator.openMeeting(),
    hangUp: (call) => emulator.hangUp(call.transactionId),
    update: (call, { joinToken, meetingId }) =>
      emulator.updateCall(call.transactionId, { JoinToken: joinToken, MeetingId: meetingId }),
    endMeeting: (meetingId) => somebody.meetings.end(meetingId, AbortSignal.timeout(5_000)),
    /** An attendee of somebody else's in any meeting. */
    async addAttendee(meetingId) {
      const wanted = [{ externalUserId: `somebody-${randomUUID().slice(0, 8)}` }];
      const { value } = await somebody.attendees.add(meetingId, wanted, AbortSignal.timeout(5_000));
      const [{ attendeeId, joinToken }] = value.attendees;
      return { meetingId, attendeeId, joinToken: joinToken.reveal() };
    },
    async advance(ms) {
      aheadMs += ms;
      await ask('advance', { ms });
    },
    /** `meanwhile` gets the process's interrupt. The outcome; `died` or `hung` where there is none. */
    bridge(request, { doom, told, meanwhile }) {
      return inProcess(doom, told, async ({ ports, clock, journal, interrupt }) => {
        const stop = meanwhile(interrupt);
        try {
          const own = {
            clock,
            journal,
            digest,
            chance: () => 0.5,
            endpoint: async () => endpointUrl,
            attendeesFile: null,
          };
          return await bridge(request, { ...ports, ...own }, () => {}, interrupt.signal);
        } finally {
          stop();
        }
      });
    },
    check: (runId, waitMs, told) =>
      overRuns(null, told, (...reached) =>
        checkRun({ runId, waitMs, timeoutMs: TIMEOUT_MS, logGroups: [] }, ...reached),
      ),
    cleanUp: (runId, yes, { doom, told }) =>
      overRuns(doom, told, (...reached) => cleanUp({ runId, yes, timeoutMs: TIMEOUT_MS }, ...reached)),
    request: (runId, call, { meetingId, waitMs, keepMeeting, newMeeting, browsers }) => ({
      runId,
      reason: null,
      profile: null,
      call: {
        callId: call.callId,
        transactionId: call.transactionId,
        sipMediaApplicationId: call.sipMediaApplicationId,
      },
      event: null,
      region,
      meetingsRegion: region,
      meetingId,
      externalMeetingId: `m-${runId}`,
      mediaRegion: region,
      externalUserId: `phone-${runId}`,
      // As the command line has it: every run of the model is named.
      givenUserIds: [`phone-${runId}`, ...browsers.map((name) => `${name}-${runId}`)],
      addAttendees: browsers.map((name) => `${name}-${runId}`),
      arguments: argumentTemplates('standard', []),
      waitMs,
      timeoutMs: TIMEOUT_MS,
      logGroups: [],
      sinceMs: null,
      newMeeting,
      keepMeeting,
      attendeesFile: null,
    }),
    /** Every file of the state folder, as text. */
    files() {
      const names = kept.runIds().length === 0 ? [] : readdirSync(runs);
      return names.map((name) => readFileSync(join(runs, name), 'utf8'));
    },
    complaints: () => complaints.slice(complainedBefore),
    close() {
      somebody.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
