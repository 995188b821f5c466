import type { Service } from './refusal.js';

/** Where a request goes: an operation with what its path and query say, or an operation the emulator does not have. */
export type Destination =
  | { service: Service; operation: string; labels: Record<string, string>; query: Record<string, string> }
  | { service: Service; unknown: string }
  | { service: Service; malformed: string };

interface Route {
  method: string;
  /** Segments; `{Name}` takes the path's segment as the input's member. */
  path: string[];
  /** The value of the query's `operation`, where the model's request URI has one. */
  query?: string;
  operation: string;
  /** Query parameters that are members of the input. */
  members?: Record<string, string>;
}

const route = (method: string, uri: string, operation: string, members?: Record<string, string>): Route => {
  const [path = '', query] = uri.split('?operation=');
  return {
    method,
    path: path.slice(1).split('/'),
    operation,
    ...(query === undefined ? {} : { query }),
    ...(members === undefined ? {} : { members }),
  };
};

const PAGING = { 'max-results': 'MaxResults', 'next-token': 'NextToken' };

/** The request URIs of the models (botocore, chime-sdk-meetings 2021-07-15 and chime-sdk-voice 2022-08-03). */
const ROUTES: Record<'meetings' | 'voice', Route[]> = {
  meetings: [
    route('POST', '/meetings', 'CreateMeeting'),
    route('POST', '/meetings?operation=create-attendees', 'CreateMeetingWithAttendees'),
    route('GET', '/meetings/{MeetingId}', 'GetMeeting'),
    route('DELETE', '/meetings/{MeetingId}', 'DeleteMeeting'),
    route('POST', '/meetings/{MeetingId}/attendees', 'CreateAttendee'),
    route('POST', '/meetings/{MeetingId}/attendees?operation=batch-create', 'BatchCreateAttendee'),
    route('GET', '/meetings/{MeetingId}/attendees', 'ListAttendees', PAGING),
    route('GET', '/meetings/{MeetingId}/attendees/{AttendeeId}', 'GetAttendee'),
    route('DELETE', '/meetings/{MeetingId}/attendees/{AttendeeId}', 'DeleteAttendee'),
    route('PUT', '/meetings/{MeetingId}/attendees/{AttendeeId}/capabilities', 'UpdateAttendeeCapabilities'),
    route(
      'PUT',
      '/meetings/{MeetingId}/attendees/capabilities?operation=batch-update-except',
      'BatchUpdateAttendeeCapabilitiesExcept',
    ),
    route('POST', '/meetings/{MeetingId}/transcription?operation=start', 'StartMeetingTranscription'),
    route('POST', '/meetings/{MeetingId}/transcription?operation=stop', 'StopMeetingTranscription'),
    route('GET', '/tags', 'ListTagsForResource', { arn: 'ResourceARN' }),
    route('POST', '/tags?operation=tag-resource', 'TagResource'),
    route('POST', '/tags?operation=untag-resource', 'UntagResource'),
  ],
  voice: [
    route('GET', '/sip-media-applications', 'ListSipMediaApplications', PAGING),
    route('POST', '/sip-media-applications', 'CreateSipMediaApplication'),
    route('GET', '/sip-media-applications/{SipMediaApplicationId}', 'GetSipMediaApplication'),
    route('PUT', '/sip-media-applications/{SipMediaApplicationId}', 'UpdateSipMediaApplication'),
    route('DELETE', '/sip-media-applications/{SipMediaApplicationId}', 'DeleteSipMediaApplication'),
    route('POST', '/sip-media-applications/{SipMediaApplicationId}/calls', 'CreateSipMediaApplicationCall'),
    route(
      'POST',
      '/sip-media-applications/{SipMediaApplicationId}/calls/{TransactionId}',
      'UpdateSipMediaApplicationCall',
    ),
    route(
      'GET',
      '/sip-media-applications/{SipMediaApplicationId}/logging-configuration',
      'GetSipMediaApplicationLoggingConfiguration',
    ),
    route(
      'PUT',
      '/sip-media-applications/{SipMediaApplicationId}/logging-configuration',
      'PutSipMediaApplicationLoggingConfiguration',
    ),
    route(
      'GET',
      '/sip-media-applications/{SipMediaApplicationId}/alexa-skill-configuration',
      'GetSipMediaApplicationAlexaSkillConfiguration',
    ),
    route(
      'PUT',
      '/sip-media-applications/{SipMediaApplicationId}/alexa-skill-configuration',
      'PutSipMediaApplicationAlexaSkillConfiguration',
    ),
    route('GET', '/sip-rules', 'ListSipRules'),
    route('POST', '/sip-rules', 'CreateSipRule'),
    route('GET', '/sip-rules/{SipRuleId}', 'GetSipRule'),
    route('PUT', '/sip-rules/{SipRuleId}', 'UpdateSipRule'),
    route('DELETE', '/sip-rules/{SipRuleId}', 'DeleteSipRule'),
  ],
};

const LOGS_TARGET = 'Logs_20140328.';

/** Finds the way of a request. `url` is its target as it came; `has` tells which operations the emulator has. */
export function findDestination(
  request: { method: string; url: string; target: string | undefined },
  has: (service: Service, operation: string) => boolean,
): Destination {
  const { method, url, target } = request;
  if (target !== undefined) {
    const operation = target.startsWith(LOGS_TARGET) ? target.slice(LOGS_TARGET.length) : target;
    if (target === operation || !has('logs', operation)) return { service: 'logs', unknown: operation };
    return { service: 'logs', operation, labels: {}, query: {} };
  }
  const [path = '', search = ''] = splitOnce(url, '?');
  const service = /^\/(?:meetings|tags)(?:\/|$)/.test(path) ? 'meetings' : 'voice';
  const segments = decodeSegments(path);
  const query = decodeQuery(search);
  if (segments === undefined || query === undefined) return { service, malformed: 'the request URI is not valid' };
  return match(service, { method, segments, query }, has) ?? { service, unknown: `${method} ${path}` };
}

function match(
  service: 'meetings' | 'voice',
  { method, segments, query }: { method: string; segments: string[]; query: Record<string, string> },
  has: (service: Service, operation: string) => boolean,
): Destination | undefined {
  for (const { method: wanted, path, query: qualifier, operation, members = {} } of ROUTES[service]) {
    const fits =
      wanted === method &&
      path.length === segments.length &&
      path.every((part, index) => part.startsWith('{') || part === segments[index]);
    if (!fits || qualifier !== query['operation']) continue;
    if (!has(service, operation)) return { service, unknown: operation };
    const labels = path.flatMap((part, index) =>
      part.startsWith('{') ? [[part.slice(1, -1), segments[index] ?? '']] : [],
    );
    const named = Object.entries(members).flatMap(([name, member]) => {
      const value = query[name];
      return value === undefined ? [] : [[member, value]];
    });
    return { service, operation, labels: Object.fromEntries(labels), query: Object.fromEntries(named) };
  }
  return undefined;
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decodeSegments(path: string): string[] | undefined {
  try {
    return path.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function decodeQuery(search: string): Record<string, string> | undefined {
  try {
    const pairs = search.split('&').filter((pair) => pair !== '');
    const decode = (part: string) => decodeURIComponent(part.replaceAll('+', ' '));
    return Object.fromEntries(pairs.map((pair) => splitOnce(pair, '=').map(decode)));
  } catch {
    return undefined;
  }
}
