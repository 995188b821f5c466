/** The embedded AWS of one run, in this process: no socket, no other process, every record and every request kept. */
import { type AssembledAws, assembleAws } from '../../../src/emulator/assemble.js';
import { RULES } from '../../../src/emulator/rules/index.js';
import { createSipMediaApplication } from '../../../src/emulator/sma/sip-media-application.js';
import type { OwnMeeting } from './answering.js';
import type { Plan } from './plan.js';
import { type Invoked, sandboxesOf } from './sandboxes.js';
import type { VirtualTime } from './virtual-time.js';

/** One record of the handler's log group; `readableAt` is infinite where it is lost. */
export interface KeptRecord {
  stream: string;
  at: number;
  readableAt: number;
  message: string;
}

export interface World extends AssembledAws {
  invoked: readonly Invoked[];
  records: readonly KeptRecord[];
  complaints(): string[];
  /** The meeting that the handler knows by itself. */
  own: OwnMeeting;
}

const STARTS = /^START RequestId|"type":"platform\.start"/;
const PLATFORMS = /^(?:START|END|REPORT) RequestId|"type":"platform\./;

export async function openWorld(plan: Plan, time: VirtualTime): Promise<World> {
  const complaints: string[] = [];
  const records: KeptRecord[] = [];
  const own: OwnMeeting = { joinToken: '', meetingId: '' };
  const { start, invoked, streams, mistakes } = sandboxesOf(plan.handler, () => own);

  function delayOf(stream: string, message: string): number {
    const { logDelaysMs } = plan;
    const place = streams.indexOf(stream);
    const usual = logDelaysMs[place] ?? logDelaysMs.at(-1) ?? 0;
    // The SMA's message log has a stream of its own.
    if (place === -1) return usual;
    const delay = isLost(stream, message) ? Number.POSITIVE_INFINITY : usual;
    records.push({ stream, at: time.now(), readableAt: time.now() + delay, message });
    return delay;
  }

  /** In its stream an invocation's START comes before the sandbox hears of it. */
  function isLost(stream: string, message: string): boolean {
    const { lost } = plan;
    if (lost === null) return false;
    const ofWhich = STARTS.test(message) ? invoked.length : invoked.findLastIndex((each) => each.stream === stream);
    return ofWhich === lost.invocation && (lost.which === 'all' || !PLATFORMS.test(message));
  }

  const { format, system } = plan.handler.logs;
  const world = await assembleAws(
    { handlerFile: 'generated.mjs', logDelayMs: delayOf, stderr: (line) => complaints.push(line) },
    (parts) =>
      createSipMediaApplication({
        ...parts,
        handler: { file: 'generated.mjs', start },
        logFormat: format,
        systemLogLevel: system,
        graceMs: 0,
      }),
    RULES,
  );
  Object.assign(own, world.aws.openMeeting());
  return { ...world, invoked, records, complaints: () => [...complaints, ...mistakes], own };
}
