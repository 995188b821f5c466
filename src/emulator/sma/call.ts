import { randomUUID } from 'node:crypto';
import type { InvocationEvent, Participant } from '../../core/facts/event.js';
import type { CallState, LegState } from '../world.js';

/** What listens for keys from one ReceiveDigits on. */
export interface DigitListener {
  press(digit: string, leg: Leg): void;
  cancel(): void;
}

export type LegTag = 'LEG-A' | 'LEG-B';

export interface Leg {
  callId: string;
  tag: LegTag;
  to: string;
  from: string;
  direction: 'Inbound' | 'Outbound';
  startedAt: number;
  status: 'Ringing' | 'Connected' | 'Disconnected';
  /** As events show them; only where there are any. */
  sipHeaders?: Record<string, string>;
  /** Only of a leg into a meeting. */
  meeting?: { meetingId: string; attendeeId: string; leave(): void };
  recording?: 'on' | 'paused';
  voiceFocus?: boolean;
}

/** One call: what is true of it, and nothing about how it came to be so. */
export class Call {
  readonly transactionId = randomUUID();
  readonly legs: Leg[] = [];
  readonly events: InvocationEvent[] = [];
  /** Actions of AWS that it ran here without effect. */
  readonly notSimulated = new Set<string>();
  attributes: Record<string, string> | undefined;
  sequence = 0;
  /** When it ended, on the emulator's clock. */
  endedAt: number | undefined;
  /** What ReceiveDigits listens for. */
  listener: DigitListener | undefined;

  constructor(readonly direction: 'Inbound' | 'Outbound') {}

  addLeg(leg: Omit<Leg, 'callId'>): Leg {
    const added = { ...leg, callId: randomUUID() };
    this.legs.push(added);
    return added;
  }

  get ended(): boolean {
    return this.endedAt !== undefined;
  }

  get legA(): Leg {
    const leg = this.legs[0];
    if (leg === undefined) throw new Error('a call begins with its LEG-A');
    return leg;
  }

  /** The live second leg: a call is bridged while it has one. */
  get legB(): Leg | undefined {
    return this.live.find((leg) => leg.tag === 'LEG-B');
  }

  get live(): Leg[] {
    return this.legs.filter((leg) => leg.status !== 'Disconnected');
  }

  get answered(): boolean {
    return this.legA.status === 'Connected';
  }

  /** As an event lists them: live legs, and those that the event itself reports as gone. */
  participants(gone: readonly Leg[] = []): Participant[] {
    return this.legs.filter((leg) => leg.status !== 'Disconnected' || gone.includes(leg)).map(participant);
  }

  state(sipMediaApplicationId: string): CallState {
    const status = this.ended ? 'Ended' : this.legA.status;
    const legs = this.legs.map(legState);
    return {
      transactionId: this.transactionId,
      sipMediaApplicationId,
      status,
      legs,
      notSimulated: [...this.notSimulated],
      events: structuredClone(this.events),
    };
  }
}

/** A leg that still rings has no Status, like the captured NEW_INBOUND_CALL. */
function participant(leg: Leg): Participant {
  return {
    CallId: leg.callId,
    ParticipantTag: leg.tag,
    To: leg.to,
    From: leg.from,
    Direction: leg.direction,
    StartTimeInMilliseconds: String(leg.startedAt),
    ...(leg.status === 'Ringing' ? {} : { Status: leg.status }),
    ...(leg.sipHeaders === undefined ? {} : { SipHeaders: leg.sipHeaders }),
  };
}

function legState({ callId, tag, status, to, from, meeting, recording, voiceFocus }: Leg): LegState {
  const inMeeting = meeting === undefined ? {} : { meetingId: meeting.meetingId, attendeeId: meeting.attendeeId };
  return {
    callId,
    participantTag: tag,
    status,
    to,
    from,
    ...inMeeting,
    ...(recording === undefined ? {} : { recording }),
    ...(voiceFocus === undefined ? {} : { voiceFocus }),
  };
}
