import { join, logging, respond } from './hold.mjs';

export const handler = logging((event) => respond([join(event, { MeetingId: undefined })]));
