import { eachOnce, type Found, found } from '../../catalogue/recognise/found.js';
import { recogniseLine } from '../../catalogue/recognise/text.js';
import type { CallEvent } from '../../evidence/call-event.js';
import { readTimeline, type SeenEvent, type Timeline } from '../../evidence/timeline.js';
import type { LogRecord } from '../../ports/records.js';
import type { ExplainedCall } from '../result.js';
import { foundInAnswer } from './answers.js';
import { callsOf, type Failing, failingEvent } from './failing.js';
import { handlerShouldHave } from './handler.js';
import { maskedName, maskFor } from './masked.js';
import { Requests } from './order.js';
import { partOfEvent } from './part-of-event.js';
import { recordsIn } from './records.js';
import { storyOf } from './story.js';

/** What was found in a text, the likeliest first, and the call it belongs to. */
export interface Reading {
  all: Found[];
  call: ExplainedCall | null;
  /** Every event that was seen: they show what is secret. */
  events: readonly CallEvent[];
}

/** An event, an answer, or a whole log: the failing event among the noise, and its call. */
export function readDocument(text: string, operation: string | null): Reading {
  const ours = foundInAnswer(text, operation);
  if (ours.length > 0) return { all: ours, call: null, events: [] };
  const records = recordsIn(text);
  const timeline = readTimeline(records);
  if (timeline.events.length === 0) timeline.events.push(...partOfEvent(text));
  const events = timeline.events.map(({ event }) => event);
  const failing = failingEvent(timeline);
  if (failing === null) return { all: inLines(records), call: null, events };
  const call = callAround(failing, timeline);
  return { all: eachOnce([...ofEvent(failing), ...besides(failing, timeline, records)]), call, events };
}

function ofEvent({ seen: { event }, entry, weight }: Failing): Found[] {
  const said = event.error === null ? null : `${event.error.code}: ${event.error.message}`;
  return weight === 0 ? [] : [found(entry, null, said)];
}

/** What else explains it: the function's own trouble, and what the SMA wrote of this transaction. */
function besides({ seen, weight }: Failing, timeline: Timeline, records: LogRecord[]): Found[] {
  const troubles = timeline.troubles.filter(({ requestId }) => requestId !== null && requestId === seen.requestId);
  const lines = weight > 0 ? records.filter(({ message }) => message.includes(seen.event.transactionId)) : records;
  return [...troubles.map(({ words }) => words), ...lines.map(({ message }) => message)]
    .filter((line) => !line.includes('InvocationEvent'))
    .flatMap(recogniseLine);
}

function inLines(records: LogRecord[]): Found[] {
  return eachOnce(records.flatMap(({ message }) => recogniseLine(message)));
}

function callAround({ seen }: Failing, timeline: Timeline): ExplainedCall {
  const calls = callsOf(timeline.events);
  const events = calls.find((call) => call.includes(seen)) as SeenEvent[];
  const masked = maskFor(timeline.events.map(({ event }) => event));
  const { transactionId, region } = seen.event;
  return {
    transactionId: transactionId === '' ? null : maskedName(transactionId),
    region: region === null ? null : maskedName(region),
    moments: storyOf(events, timeline, masked),
    handler: handlerShouldHave({ events, failing: seen, timeline, requests: new Requests(timeline) }),
    otherCalls: calls.length - 1,
  };
}
