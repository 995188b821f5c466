/** Errors in the spellings of AWS's SDKs, its CLI and its services, and texts that only look like them. */
import { describe, expect, it } from 'vitest';
import { event, failed, invalidResponse } from '../samples.js';
import { asked, idsOf } from './asked.js';
import { ACTION_TEXTS, NOT_KNOWN, SPELLINGS } from './spellings.js';

const first = (text: string) => asked(text).explanations[0];
/** The text as it may stand in a file: among other lines, in a log, in JSON, in colours. */
const WRAPPED: readonly [how: string, wrap: (text: string) => string][] = [
  ['as it is', (text) => text],
  ['with blanks around it', (text) => `\n  ${text}\n\n`],
  ['after other lines', (text) => `starting\nconfig loaded\n${text}`],
  ['with Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
];

it('there are enough of them', () => {
  expect(SPELLINGS.length).toBeGreaterThanOrEqual(120);
  expect(ACTION_TEXTS.length).toBeGreaterThanOrEqual(25);
});

describe.each(WRAPPED)('%s', (_how, wrap) => {
  it.each(SPELLINGS.map(([what, text, id, operation]) => [id, what, text, operation] as const))(
    '%s: %s',
    (id, _what, text, operation) => {
      const told = first(wrap(text));
      expect([told?.id, told?.title]).toEqual([id, expect.any(String)]);
      if (operation !== undefined) expect(told?.operation).toBe(operation);
    },
  );
});

describe('the texts of ACTION_FAILED', () => {
  it.each(ACTION_TEXTS)('%s, %s: %s', (type, code, message, id) => {
    const action = { Type: type, Parameters: {}, ErrorType: code, ErrorMessage: message };
    expect(first(JSON.stringify(event('ACTION_FAILED', 3, { ActionData: action })))?.id).toBe(id);
    expect(idsOf(message)).toContain(id);
    expect(idsOf(message)[0]).toBe(id);
    expect(idsOf(`${code}: ${message}`)).toContain(id);
    expect(idsOf(`2026-11-28T08:00:00Z sma ERROR ${message}`)).toContain(id);
  });
});

describe('what an ErrorType means depends on the event', () => {
  it('a limit that stops the whole answer is a limit, and no matter of SchemaVersion', () => {
    const throttled = {
      ...invalidResponse(2),
      ErrorType: 'ActionExecutionThrottled',
      ErrorMessage: 'This account has exceeded the number of bot references allowed by the PSTN Audio service',
    };
    expect(first(JSON.stringify(throttled))).toMatchObject({ id: 'action.throttled', certainty: 'documented' });
  });

  it('so does a SchemaVersionMismatch, whatever its message', () => {
    const mismatch = { ...invalidResponse(2), ErrorType: 'SchemaVersionMismatch', ErrorMessage: '' };
    expect(first(JSON.stringify(mismatch))?.id).toBe('response.schema-version');
  });

  it.each(['ResourceNotFound', 'AccessDenied'])('%s alone may be of an action, and of AWS', (word) => {
    const ids = idsOf(word);
    expect(ids.filter((id) => id.startsWith('action.'))).not.toEqual([]);
    expect(ids.filter((id) => !id.startsWith('action.'))).not.toEqual([]);
    expect(idsOf(word, 'FilterLogEvents').filter((id) => id.startsWith('action.'))).toEqual([]);
  });

  it('the words of a failed join stay those of the join', () => {
    expect(first(JSON.stringify(failed(3)))?.id).toBe('join.invalid-parameter');
  });
});

describe('what only looks alike stays unknown', () => {
  it.each(NOT_KNOWN)('%s', (text) => {
    const { known, explanations } = asked(text);
    expect({ known, ids: explanations.map(({ id }) => id) }).toEqual({ known: false, ids: [] });
  });
});

describe('what the text shows beside the error narrows it', () => {
  const subjects = (text: string) => asked(text).explanations.map(({ id }) => id.split('.')[0]);
  it.each([
    ['com.amazonaws.services.chimesdkvoice.model.NotFoundException', ['meeting', 'attendee', 'logs']],
    ['Amazon.ChimeSDKMeetings.Model.NotFoundException: no', ['call', 'application', 'logs']],
    [
      'software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException: no',
      ['call', 'meeting', 'attendee'],
    ],
    [
      'AWS HTTP error: Client error: `POST https://meetings-chime.us-east-1.amazonaws.com/x` resulted in a `404 Not Found` response:\n{"Code":"NotFound","Message":"The meeting has en (truncated...)',
      ['call', 'application', 'logs'],
    ],
  ])('%s', (text, others) => {
    expect(asked(text).known).toBe(true);
    expect(subjects(text).filter((subject) => others.includes(subject as string))).toEqual([]);
  });

  it.each([
    [
      'AccessDeniedException: User: arn:aws:iam::111122223333:user/x is not authorized to perform: chime:CreateAttendee on resource: *',
      'CreateAttendee',
    ],
    [
      '{"eventSource":"chime.amazonaws.com","eventName":"CreateMeeting","errorCode":"AccessDenied","errorMessage":"no"}',
      'CreateMeeting',
    ],
  ])('the operation of %s', (text, operation) => {
    expect(first(text)).toMatchObject({ id: 'access.denied', operation });
    expect(asked(text).explanations.length).toBe(1);
  });
});

describe('what is told is honest', () => {
  it('an ended meeting is not an ended call', () => {
    const told = first('NotFoundException: The meeting has ended');
    expect(told?.meaning).toMatch(/says nothing of the call/);
    expect(idsOf('NotFoundException: The meeting has ended')).not.toContain('call.not-found');
  });

  it('no policy is advised against the old namespace', () => {
    const told = first(
      'An error occurred (ForbiddenException) when calling the CreateMeeting operation: Not authorized to call Chime SDK with Account Id 1',
    );
    expect(told?.steps.join()).not.toMatch(/policy|IAM/);
  });

  it('at most 10 attendees are advised, and who says what is told', () => {
    const told = first(
      "Value at 'attendees' failed to satisfy constraint: Member must have length less than or equal to 10",
    );
    expect(told?.steps[0]).toContain('at most 10');
    expect(told?.notKnown).toMatch(/10.*20/);
  });

  it('a page in the place of JSON may hide a request that took effect', () => {
    const told = first('SyntaxError: Unexpected token \'<\', "<html>" is not valid JSON');
    expect(told).toMatchObject({ again: 'look-first', certainty: 'observed' });
  });

  it('names of numbers and tokens in an error are masked', () => {
    const said = JSON.stringify(
      asked('NotFoundException: The meeting has ended for +14155551212 JoinToken=abcdef0123456789'),
    );
    expect(said).not.toMatch(/14155551212|abcdef0123456789/);
  });
});
