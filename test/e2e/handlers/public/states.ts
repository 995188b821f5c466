// After the shape of state machines in TypeScript: a class for each step, chosen by TransactionAttributes.

enum Step {
  Greeting = 'greeting',
  Queue = 'queue',
  Room = 'room',
}
type Attributes = { step?: Step; since?: string };
interface SmaEvent {
  InvocationEventType: string;
  Sequence: number;
  ActionData?: { Type?: string; Parameters?: { Arguments?: Record<string, string> } };
  CallDetails: {
    TransactionId: string;
    TransactionAttributes?: Attributes;
    Participants: { CallId: string; ParticipantTag: string }[];
  };
}
abstract class Base {
  constructor(protected readonly event: SmaEvent) {}
  protected get attributes(): Attributes {
    return this.event.CallDetails.TransactionAttributes ?? {};
  }
  protected reply(next: Step, ...Actions: object[]) {
    return { SchemaVersion: '1.0' as const, Actions, TransactionAttributes: { ...this.attributes, step: next } };
  }
  abstract run(): object;
}
class Greeting extends Base {
  run() {
    return this.reply(Step.Queue, { Type: 'Speak', Parameters: { Text: 'Welcome' } });
  }
}
class Queue extends Base {
  run() {
    const a: Record<string, string> = this.event.ActionData?.Parameters?.Arguments ?? {};
    if (this.event.InvocationEventType === 'CALL_UPDATE_REQUESTED') {
      if (!('seatToken' in a)) return { SchemaVersion: '1.0' };
      const { seatToken: JoinToken, meetingGuid: MeetingId } = a;
      return this.reply(Step.Room, { Type: 'JoinChimeMeeting', Parameters: { JoinToken, MeetingId } });
    }
    return this.reply(Step.Queue, { Type: 'Pause', Parameters: { DurationInMilliseconds: 10_000 } });
  }
}
class Room extends Base {
  run() {
    if (this.event.InvocationEventType === 'ACTION_FAILED')
      return this.reply(Step.Queue, { Type: 'Pause', Parameters: { DurationInMilliseconds: 10_000 } });
    if (this.event.InvocationEventType === 'HANGUP')
      return {
        SchemaVersion: '1.0',
        Actions: [{ Type: 'Hangup', Parameters: { SipResponseCode: '0', ParticipantTag: 'LEG-A' } }],
      };
    return { SchemaVersion: '1.0', TransactionAttributes: this.attributes };
  }
}
const states: Record<Step, new (event: SmaEvent) => Base> = {
  [Step.Greeting]: Greeting,
  [Step.Queue]: Queue,
  [Step.Room]: Room,
};
export const lambdaHandler = async (event: SmaEvent): Promise<object> => {
  console.info({ event: JSON.stringify(event) });
  if (event.InvocationEventType === 'HANGUP' && event.CallDetails.Participants.length < 2)
    return { SchemaVersion: '1.0' };
  const step = event.CallDetails.TransactionAttributes?.step ?? Step.Greeting;
  return new states[step](event).run();
};
