import { createClock } from '../../../src/emulator/clock.js';
import { Refusal } from '../../../src/emulator/http/refusal.js';
import type { Happening } from '../../../src/emulator/meetings/meeting-events.js';
import { meetingsOperations } from '../../../src/emulator/meetings/operations.js';
import { createRequestTokens } from '../../../src/emulator/meetings/request-tokens.js';
import { MeetingRooms } from '../../../src/emulator/meetings/rooms.js';

// biome-ignore lint/suspicious/noExplicitAny: the tests' own view of an answer
type Answered = any;

/** The operations of chime-sdk-meetings without a wire; what is wrong with an input by the model is thrown as well. */
export function asking({ maxLive = 1_000, region: own = 'us-east-1' } = {}) {
  const clock = createClock(() => 0);
  const happened: Happening[] = [];
  const rooms = new MeetingRooms(clock, (_meeting, happening) => void happened.push(happening));
  const operations = meetingsOperations({ rooms, tokens: createRequestTokens(), accountId: '111122223333', maxLive });
  let tokens = 0;
  const ask = async (name: string, input: object, region = own): Promise<Answered> => {
    const operation = operations.find((each) => each.name === name);
    const problem = operation?.problem(input);
    if (operation === undefined || problem !== undefined) throw new Refusal('BadRequestException', problem ?? name);
    return operation.run(input, { region });
  };
  const create = async (more: object = {}, region = own): Promise<Answered> => {
    tokens += 1;
    const request = { ClientRequestToken: `token-${tokens}`, MediaRegion: region, ExternalMeetingId: 'standup' };
    return (await ask('CreateMeeting', { ...request, ...more }, region)).Meeting;
  };
  const attend = async (MeetingId: string, ExternalUserId: string, more: object = {}): Promise<Answered> =>
    (await ask('CreateAttendee', { MeetingId, ExternalUserId, ...more })).Attendee;
  return { clock, rooms, happened, operations, ask, create, attend, types: () => happened.map(({ type }) => type) };
}
