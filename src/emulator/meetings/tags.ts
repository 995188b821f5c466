import { type Operation, operation } from '../http/operation.js';
import { Refusal } from '../http/refusal.js';
import * as input from './input.js';
import type { Meeting } from './meeting.js';
import type { MeetingRooms } from './rooms.js';

/** A resource holds so many tags (service model, TagList; TooManyTagsException beyond). */
const MAX_TAGS = 50;

const MEETING_ARN = /^arn:[^:]*:chime:([^:]*):\d*:meeting\/([^/]+)$/;

/** The three operations of chime-sdk-meetings on a meeting's tags; the other resources of Amazon Chime have none here. */
export function tagOperations(rooms: MeetingRooms): Operation[] {
  const service = 'meetings';
  const tagged = (arn: string, region: string): Meeting => {
    const [, home = '', meetingId = ''] = MEETING_ARN.exec(arn) ?? [];
    const meeting = home === region ? rooms.find(region, meetingId) : undefined;
    if (meeting === undefined) throw new Refusal('ResourceNotFoundException', 'The resource could not be found.');
    return meeting;
  };
  return [
    operation({
      name: 'ListTagsForResource',
      service,
      input: input.listTagsInput,
      run: ({ ResourceARN }, { region }) => ({
        Tags: [...tagged(ResourceARN, region).tags].map(([Key, Value]) => ({ Key, Value })),
      }),
    }),
    operation({
      name: 'TagResource',
      service,
      success: 204,
      input: input.tagResourceInput,
      run: ({ ResourceARN, Tags }, { region }) => {
        const { tags } = tagged(ResourceARN, region);
        const together = new Map([...tags, ...Tags.map(({ Key, Value }) => [Key, Value] as const)]);
        if (together.size > MAX_TAGS) throw new Refusal('TooManyTagsException', 'The resource has too many tags.');
        for (const [key, value] of together) tags.set(key, value);
        return undefined;
      },
    }),
    operation({
      name: 'UntagResource',
      service,
      success: 204,
      input: input.untagResourceInput,
      run: ({ ResourceARN, TagKeys }, { region }) => {
        const { tags } = tagged(ResourceARN, region);
        for (const key of TagKeys) tags.delete(key);
        return undefined;
      },
    }),
  ];
}
