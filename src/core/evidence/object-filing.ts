import { isObject } from '../facts/json-object.js';
import { asAnswer, unwrap } from './answers.js';
import { asCallEvent } from './call-event.js';
import { type FoundObjects, objectsIn } from './objects.js';
import type { Seen, Timeline } from './seen.js';

/** How deep JSON in strings in JSON is followed, and how many values of one record are looked at. */
const MAX_NESTING = 3;
const MAX_VISITS = 5_000;

/**
 * Where loggers and platforms put a text of their own that holds JSON. What stands under any other key was sent by
 * somebody, a caller's SIP header for example, and is not believed to be an event.
 */
const ENVELOPE_KEYS = /^(?:message|msg|log|event|body|payload|input|record|data|text|response|result)?$/i;

/** Where a value stands in its record. */
interface Place {
  /** It is what the record itself says. */
  isTop: boolean;
  isCut: boolean;
  /** How many texts of JSON are around it. */
  nesting: number;
}

/** Files the events, answers and actions of one record into the timeline. */
export class ObjectFiling {
  readonly #seen: Seen;
  readonly #timeline: Timeline;
  #visits = 0;
  #found = false;
  /** Envelopes of the record, and the member of each that holds what is inside. */
  #envelopes = new Map<object, string>();

  constructor(seen: Seen, timeline: Timeline) {
    this.#seen = seen;
    this.#timeline = timeline;
  }

  /** Whether there was any event, answer or action in the objects. */
  file({ objects, cut }: FoundObjects): boolean {
    const { top, envelopes } = unwrap(objects, cut);
    this.#envelopes = envelopes;
    for (const object of [...envelopes.keys(), ...top]) {
      this.#visit(object, '', { isTop: !envelopes.has(object), isCut: cut.has(object), nesting: 0 });
    }
    return this.#found;
  }

  #visit(value: unknown, key: string, place: Place): void {
    this.#visits += 1;
    if (this.#visits > MAX_VISITS) return;
    if (typeof value === 'string') this.#visitText(value, key, place);
    else if (Array.isArray(value)) for (const element of value) this.#visit(element, key, { ...place, isTop: false });
    else if (isObject(value)) this.#visitObject(value, place);
  }

  #visitText(text: string, key: string, { isCut, nesting }: Place): void {
    if (nesting >= MAX_NESTING || !ENVELOPE_KEYS.test(key) || !text.includes('{')) return;
    const { objects, cut } = objectsIn(text);
    for (const object of objects) {
      this.#visit(object, '', { isTop: false, isCut: isCut || cut.has(object), nesting: nesting + 1 });
    }
  }

  #visitObject(object: Record<string, unknown>, place: Place): void {
    const filed = this.#fileObject(object, place);
    if (filed === 'event') return;
    const inside = this.#envelopes.get(object);
    const isLeft = (name: string) => name !== inside && (filed === null || name !== 'Actions');
    const members = Object.entries(object).filter(([name]) => isLeft(name));
    for (const [name, member] of members) this.#visit(member, name, { ...place, isTop: false });
  }

  /** Files one object, if it is something we know. */
  #fileObject(object: Record<string, unknown>, { isTop, isCut }: Place): 'event' | 'answer' | null {
    const event = asCallEvent(object);
    if (event !== null) {
      this.#timeline.events.push({ ...this.#seen, event });
      this.#found = true;
      return 'event';
    }
    const answer = asAnswer(object);
    if (answer === null) return null;
    const isLone = !('Actions' in object) && !('SchemaVersion' in object);
    const place = isLone ? 'lone' : isTop ? 'top' : 'nested';
    this.#timeline.answers.push({ ...this.#seen, ...answer, place, cut: isCut });
    this.#found = true;
    return 'answer';
  }
}
