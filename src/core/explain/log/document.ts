import { eachOnce, type Found, found } from '../../catalogue/recognise/found.js';
import { recogniseLine } from '../../catalogue/recognise/text.js';
import type { SeenEvent, Timeline } from '../../evidence/seen.js';
import { readTimeline } from '../../evidence/timeline.js';
import { sameId } from '../../facts/ids.js';
import type { LogRecord } from '../../ports/records.js';
import type { ExplainedCall } from '../result.js';
import { foundInAnswer } from './answers.js';
import { blocksIn } from './blocks.js';
import { callsOf, type Failing, failingEvent, failingIn } from './failing.js';
import { handlerShouldHave } from './handler.js';
import { asDocument } from './lone-document.js';
import { type Masked, maskedName, maskFor } from './masked.js';
import { meetingEventsIn } from './meeting-events.js';
import { Requests } from './order.js';
import { partOfEvent } from './part-of-event.js';
import { recordsIn } from './records.js';
import { storyOf } from './story.js';

/** What was found in a text, the likeliest first, and the call it belongs to. */
export interface Reading {
  all: Found[];
  call: ExplainedCall | null;
  /** Hides what the text shows to be secret. */
  masked: Masked;
  /** The calls in the text, where the one that was asked for is not among them. */
  missed?: string[];
}

export interface DocumentAsked {
  text: string;
  operation: string | null;
  /** The call that is to be explained; null: the one that went wrong. */
  transactionId: string | null;
}

/** More calls of a text are counted, not named. */
const MOST_OTHERS = 50;

/** An event, an answer, or a whole log: the failing event among the noise, and its call. */
export function readDocument({ text, operation, transactionId }: DocumentAsked): Reading {
  const ours = foundInAnswer(text, operation);
  if (ours.length > 0) return { all: ours, call: null, masked: maskFor([], text) };
  const records = recordsIn(text);
  const timeline = readTimeline(records);
  if (timeline.events.length === 0) timeline.events.push(...partOfEvent(text));
  const events = timeline.events.map(({ event }) => event);
  const masked = maskFor(events, text);
  const calls = callsOf(timeline.events);
  const asked = transactionId === null ? undefined : calls.find((call) => isOf(call, transactionId));
  if (transactionId !== null && asked === undefined && calls.length > 0) {
    return { all: [], call: null, masked, missed: calls.map(nameOf).slice(0, MOST_OTHERS) };
  }
  const failing = asked === undefined ? failingEvent(timeline) : failingIn(asked, timeline);
  const blocks = blocksIn(records);
  const meeting = meetingEventsIn(blocks);
  if (failing === null) {
    const lines = blocks.flatMap((block) => recogniseLine(block, operation));
    const all = withMeetingEvents(lines, meeting);
    return { all: all.length > 0 ? all : asDocument(text), call: null, masked };
  }
  const call = callAround(failing, calls, timeline, masked);
  const beside = besides(
    failing,
    timeline,
    weighsNothing(failing) && calls.length === 1 ? blocks : ofCall(failing, records),
  );
  return { all: withMeetingEvents([...ofEvent(failing), ...beside], meeting), call, masked };
}

/** A meeting event that could be read says more than its name in a line does; whatever failed comes before it. */
function withMeetingEvents(found: readonly Found[], meeting: readonly Found[]): Found[] {
  const isEvent = ({ entry }: Found) => entry.id.startsWith('event.');
  return eachOnce([...found.filter((one) => !isEvent(one)), ...meeting, ...found.filter(isEvent)]);
}

function isOf(call: readonly SeenEvent[], transactionId: string): boolean {
  return sameId(call[0]?.event.transactionId ?? '', transactionId);
}

function ofEvent({ seen: { event }, entry, weight }: Failing): Found[] {
  const said = event.error === null ? null : `${event.error.code}: ${event.error.message}`;
  return weight === 0 ? [] : [found(entry, null, said)];
}

/** What else explains it: the function's own trouble, and what the SMA wrote of this transaction. */
function besides({ seen }: Failing, timeline: Timeline, lines: readonly string[]): Found[] {
  const troubles = timeline.troubles.filter(({ requestId }) => requestId !== null && requestId === seen.requestId);
  return [...troubles.map(({ words }) => words), ...lines]
    .filter((line) => !line.includes('InvocationEvent'))
    .flatMap((line) => recogniseLine(line));
}

function weighsNothing({ weight }: Failing): boolean {
  return weight === 0;
}

function ofCall({ seen }: Failing, records: LogRecord[]): string[] {
  return records.map(({ message }) => message).filter((message) => message.includes(seen.event.transactionId));
}

function callAround({ seen }: Failing, calls: SeenEvent[][], timeline: Timeline, masked: Masked): ExplainedCall {
  const events = calls.find((call) => call.includes(seen)) as SeenEvent[];
  const { transactionId, region } = seen.event;
  const others = calls.filter((call) => call !== events);
  return {
    transactionId: transactionId === '' ? null : maskedName(transactionId),
    region: region === null ? null : maskedName(region),
    moments: storyOf(events, timeline, masked),
    handler: handlerShouldHave({ events, failing: seen, timeline, requests: new Requests(timeline) }),
    otherCalls: others.length,
    others: others.slice(-MOST_OTHERS).map((call) => ({
      transactionId: nameOf(call),
      events: call.length,
      id: idOf(failingIn(call, timeline)),
    })),
  };
}

function nameOf(call: readonly SeenEvent[]): string {
  return maskedName(call[0]?.event.transactionId ?? '');
}

function idOf(failing: Failing | null): string | null {
  return failing === null || failing.weight === 0 ? null : failing.entry.id;
}
