import { entryOfMeetingEvent } from '../../catalogue/call/events.js';
import { type Found, found } from '../../catalogue/recognise/found.js';
import { objectsIn } from '../../evidence/objects.js';
import { isObject } from '../../facts/json-object.js';

/** EventBridge's event stands in the messages of SNS and SQS, and in whatever a function logs of it. */
const MAX_NESTING = 4;
const MAX_VISITS = 2_000;

interface MeetingEvent {
  /** ISO 8601 as the event has it, or empty: to sort by. */
  time: string;
  entry: Found['entry'];
  said: string;
}

/** The meeting events of EventBridge in the blocks of a log, the newest first. */
export function meetingEventsIn(blocks: readonly string[]): Found[] {
  const events = blocks.filter((block) => block.includes('chime:')).flatMap(eventsOf);
  return events
    .toSorted((one, other) => (one.time < other.time ? 1 : one.time > other.time ? -1 : 0))
    .map(({ entry, said }) => found(entry, null, said));
}

function eventsOf(block: string): MeetingEvent[] {
  const reading = new MeetingEventReading();
  for (const object of objectsIn(block).objects) reading.visit(object, 0);
  return reading.events;
}

class MeetingEventReading {
  readonly events: MeetingEvent[] = [];
  #visits = 0;

  visit(value: unknown, nesting: number): void {
    this.#visits += 1;
    if (this.#visits > MAX_VISITS || nesting > MAX_NESTING) return;
    if (typeof value === 'string') this.#visitText(value, nesting);
    else if (Array.isArray(value)) for (const element of value) this.visit(element, nesting);
    else if (isObject(value)) this.#visitObject(value, nesting);
  }

  #visitText(text: string, nesting: number): void {
    if (!text.includes('{')) return;
    for (const object of objectsIn(text).objects) this.visit(object, nesting + 1);
  }

  #visitObject(object: Record<string, unknown>, nesting: number): void {
    const event = asMeetingEvent(object);
    if (event !== null) this.events.push(event);
    else for (const member of Object.values(object)) this.visit(member, nesting);
  }
}

/** The envelope's time outweighs that of the detail: AWS's page shows timestamps that are none. */
function timeOf(time: unknown, timestamp: unknown): string {
  const read = [
    typeof time === 'string' ? Date.parse(time) : Number.NaN,
    typeof timestamp === 'number' ? timestamp : Number.NaN,
  ];
  const date = new Date(read.find(Number.isFinite) ?? Number.NaN);
  return Number.isFinite(date.getTime()) ? date.toISOString() : '';
}

/** The whole event, or its detail alone. */
function asMeetingEvent(object: Record<string, unknown>): MeetingEvent | null {
  const detail = isObject(object['detail']) ? object['detail'] : object;
  const { eventType, meetingId, attendeeId, timestamp } = detail;
  if (typeof eventType !== 'string' || !eventType.startsWith('chime:')) return null;
  const entry = entryOfMeetingEvent(eventType);
  if (entry === undefined) return null;
  const time = timeOf(object['time'], timestamp);
  const facts = [
    eventType,
    ...(typeof attendeeId === 'string' ? [`attendee ${attendeeId}`] : []),
    ...(typeof meetingId === 'string' ? [`meeting ${meetingId}`] : []),
    ...(time === '' ? [] : [time]),
  ];
  return { time, entry, said: facts.join(', ') };
}
