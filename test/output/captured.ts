import { PassThrough } from 'node:stream';
import type { Outcome } from '../../src/core/outcome/outcome.js';
import type { BridgeResult } from '../../src/core/run/result.js';
import type { Streams } from '../../src/output/streams.js';

/** Streams that keep what was written, in the order of writing. `lost`: stdout loses everything by it. */
export function captured(terminal = false, lost: NodeJS.ErrnoException | null = null) {
  const written: ['out' | 'err', string][] = [];
  const streams: Streams = {
    async out(text) {
      if (lost === null) written.push(['out', text]);
      return lost;
    },
    err: (text) => void written.push(['err', text]),
    outIsTerminal: terminal,
    errIsTerminal: terminal,
    columns: 80,
    errStream: new PassThrough() as unknown as NodeJS.WriteStream,
  };
  const of = (stream: 'out' | 'err') =>
    written
      .filter(([name]) => name === stream)
      .map(([, text]) => text)
      .join('');
  return { streams, written, out: () => of('out'), err: () => of('err') };
}

const MEETING = '11112222-3333-4444-5555-666677770706';
const ATTENDEE = 'aaaa1111-2222-3333-4444-5555bbbbcccc';

export const RESULT: BridgeResult = {
  verdict: 'JOINED',
  asOf: '2026-11-23T14:29:12.345Z',
  likely: null,
  runId: 'run-1',
  call: {
    callId: '9ff01357-23c5-4611-9dd3-f05f9d654faa',
    transactionId: 'c5a25427-88f4-4bf6-b4b2-f44659300bdc',
    sipMediaApplicationId: '266e0891-0fe9-4718-a3a8-15b67842c128',
    region: 'us-east-1',
  },
  meeting: { meetingId: MEETING, externalMeetingId: 'm', mediaRegion: 'us-east-1', region: 'us-east-1', created: true },
  attendee: { attendeeId: ATTENDEE, externalUserId: 'phone', created: true },
  evidence: [
    {
      source: '/aws/lambda/x',
      time: '2026-11-23T14:29:12.345Z',
      sequence: 4,
      event: 'ACTION_SUCCESSFUL',
      summary: 'it joined',
    },
  ],
  standing: [],
  undone: [],
  leftovers: [],
};

export function outcome(more: Partial<Outcome<BridgeResult>> = {}): Outcome<BridgeResult> {
  return {
    result: RESULT,
    failure: null,
    warnings: [],
    timing: { totalMs: 1_234, steps: [] },
    requestIds: [],
    ...more,
  };
}
