import { type Operation, operation } from '../http/operation.js';
import { Refusal } from '../http/refusal.js';
import * as input from './input.js';
import { meetingOf } from './named.js';
import type { MeetingRooms } from './rooms.js';

/** A transcription is noted and reported as a meeting event; nothing is transcribed. */
export function transcriptionOperations(rooms: MeetingRooms): Operation[] {
  return [
    operation({
      name: 'StartMeetingTranscription',
      service: 'meetings',
      input: input.startTranscriptionInput,
      run: ({ MeetingId, TranscriptionConfiguration: wanted }, { region }) => {
        const meeting = meetingOf(rooms, region, MeetingId);
        const { EngineTranscribeSettings, EngineTranscribeMedicalSettings } = wanted;
        if ((EngineTranscribeSettings === undefined) === (EngineTranscribeMedicalSettings === undefined)) {
          throw new Refusal('BadRequestException', 'TranscriptionConfiguration must have the settings of one engine.');
        }
        rooms.transcribe(meeting, wanted);
        return undefined;
      },
    }),
    operation({
      name: 'StopMeetingTranscription',
      service: 'meetings',
      input: input.meetingInput,
      run: ({ MeetingId }, { region }) => {
        rooms.transcribe(meetingOf(rooms, region, MeetingId), undefined);
        return undefined;
      },
    }),
  ];
}
