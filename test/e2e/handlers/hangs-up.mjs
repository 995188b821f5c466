import { logging, respond } from './hold.mjs';

export const handler = logging(() => respond([{ Type: 'Hangup', Parameters: { SipResponseCode: '0' } }]));
