import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDestination } from '../../../src/emulator/http/route.js';

const ID = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';
const everything = () => true;
const find = (method: string, url: string, has: Parameters<typeof findDestination>[1] = everything) =>
  findDestination({ method, url, target: undefined }, has);
const forLogs = (target: string, has: Parameters<typeof findDestination>[1] = everything) =>
  findDestination({ method: 'POST', url: '/', target }, has);

describe('the way of a request for meetings', () => {
  it.each([
    ['POST', '/meetings', 'CreateMeeting'],
    ['POST', '/meetings?operation=create-attendees', 'CreateMeetingWithAttendees'],
    ['GET', `/meetings/${ID}`, 'GetMeeting'],
    ['DELETE', `/meetings/${ID}`, 'DeleteMeeting'],
    ['POST', `/meetings/${ID}/attendees`, 'CreateAttendee'],
    ['POST', `/meetings/${ID}/attendees?operation=batch-create`, 'BatchCreateAttendee'],
    ['GET', `/meetings/${ID}/attendees`, 'ListAttendees'],
    ['GET', `/meetings/${ID}/attendees/${ID}`, 'GetAttendee'],
    ['DELETE', `/meetings/${ID}/attendees/${ID}`, 'DeleteAttendee'],
    ['PUT', `/meetings/${ID}/attendees/${ID}/capabilities`, 'UpdateAttendeeCapabilities'],
    [
      'PUT',
      `/meetings/${ID}/attendees/capabilities?operation=batch-update-except`,
      'BatchUpdateAttendeeCapabilitiesExcept',
    ],
    ['POST', `/meetings/${ID}/transcription?operation=start`, 'StartMeetingTranscription'],
    ['POST', `/meetings/${ID}/transcription?operation=stop`, 'StopMeetingTranscription'],
    ['POST', '/tags?operation=untag-resource', 'UntagResource'],
    ['GET', '/tags?arn=arn%3Aaws', 'ListTagsForResource'],
  ])('%s %s is that of %s', (method, url, operation) => {
    expect(find(method, url)).toMatchObject({ service: 'meetings', operation });
  });

  it('takes the ids of its path for members', () => {
    expect(find('GET', `/meetings/one/attendees/t%20wo`)).toMatchObject({
      labels: { MeetingId: 'one', AttendeeId: 't wo' },
    });
  });

  it('takes the members of its query, and no other', () => {
    const { query } = find('GET', `/meetings/${ID}/attendees?max-results=5&next-token=a%2Bb+c&other=1`) as {
      query: object;
    };
    expect(query).toEqual({ MaxResults: '5', NextToken: 'a+b c' });
  });
});

describe('the way of a request for voice', () => {
  it.each([
    ['GET', '/sip-media-applications', 'ListSipMediaApplications'],
    ['POST', '/sip-media-applications', 'CreateSipMediaApplication'],
    ['PUT', `/sip-media-applications/${ID}`, 'UpdateSipMediaApplication'],
    ['POST', `/sip-media-applications/${ID}/calls`, 'CreateSipMediaApplicationCall'],
    ['POST', `/sip-media-applications/${ID}/calls/${ID}`, 'UpdateSipMediaApplicationCall'],
    ['GET', `/sip-media-applications/${ID}/logging-configuration`, 'GetSipMediaApplicationLoggingConfiguration'],
  ])('%s %s is that of %s', (method, url, operation) => {
    expect(find(method, url)).toMatchObject({ service: 'voice', operation });
  });
});

describe('the way of a request for logs', () => {
  it('is in its target, whatever its path', () => {
    expect(forLogs('Logs_20140328.FilterLogEvents')).toEqual({
      service: 'logs',
      operation: 'FilterLogEvents',
      labels: {},
      query: {},
    });
  });

  it.each(['FilterLogEvents', 'DynamoDB_20120810.GetItem', ''])('%j leads nowhere', (target) => {
    expect(forLogs(target)).toEqual({ service: 'logs', unknown: target });
  });

  it('of an operation that the emulator does not have is unknown by its name', () => {
    expect(forLogs('Logs_20140328.StartQuery', () => false)).toEqual({ service: 'logs', unknown: 'StartQuery' });
  });
});

describe('a request that leads nowhere', () => {
  it.each([
    ['PATCH', '/meetings', 'meetings'],
    ['POST', '/meetings?operation=other', 'meetings'],
    ['POST', `/meetings/${ID}/transcription`, 'meetings'],
    ['GET', '/meetings/a/b/c', 'meetings'],
    ['GET', '/meetingsroom', 'voice'],
    ['GET', '/', 'voice'],
    ['POST', '/?Action=GetCallerIdentity', 'voice'],
  ])('%s %s of %s is told with its path, without its query', (method, url, service) => {
    expect(find(method, url)).toEqual({ service, unknown: `${method} ${url.split('?')[0]}` });
  });

  it('of an operation that AWS has and the emulator does not, by its name', () => {
    expect(find('GET', '/sip-rules', () => false)).toEqual({ service: 'voice', unknown: 'ListSipRules' });
  });

  it.each(['/meetings/%zz', '/meetings/%E0%A4%A', '/meetings?a=%'])('%s is not a URI', (url) => {
    expect(find('GET', url)).toEqual({ service: 'meetings', malformed: 'the request URI is not valid' });
  });
});

it('no path and no query makes an exception, and an id comes out as it went in', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (path, search) => void find('GET', `/${path}?${search}`)));
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (id) => {
      const found = find('GET', `/meetings/${encodeURIComponent(id)}`);
      expect(found).toMatchObject({ labels: { MeetingId: id } });
    }),
  );
});
