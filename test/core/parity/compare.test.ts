import { describe, expect, it } from 'vitest';
import type { ParityCase } from '../../../src/core/parity/case.js';
import { PARITY_CASES } from '../../../src/core/parity/cases.js';
import { differencesOf } from '../../../src/core/parity/compare.js';
import { formOf } from '../../../src/core/parity/form.js';

const CASE = PARITY_CASES.find(({ id }) => id === 'get-meeting') as ParityCase;
const LIST = PARITY_CASES.find(({ id }) => id === 'list-applications') as ParityCase;
const FILTER = PARITY_CASES.find(({ id }) => id === 'filter-nothing') as ParityCase;
const HEADERS = { 'x-amzn-requestid': 'r', 'content-type': 'application/json', connection: 'close' };

const form = (
  body: unknown,
  {
    status = 200,
    headers = {},
    asked = CASE,
  }: { status?: number; headers?: Record<string, string>; asked?: ParityCase } = {},
) =>
  formOf(
    { status, headers: { ...HEADERS, ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) },
    {},
    asked,
  );
const differ = (aws: ReturnType<typeof form>, emulator: ReturnType<typeof form>, asked = CASE) =>
  differencesOf(aws, emulator, asked);

describe('two answers are the same', () => {
  it('where only ids, tokens of one length, times and the connection differ', () => {
    const one = form({ Attendee: { AttendeeId: '11112222-3333-4444-5555-666677778888', JoinToken: 'a'.repeat(98) } });
    const headers = { connection: 'keep-alive', 'content-length': '12' };
    const other = form(
      { Attendee: { AttendeeId: '99992222-3333-4444-5555-666677778888', JoinToken: 'b'.repeat(98) } },
      { headers },
    );
    expect(differ(one, other)).toEqual([]);
  });

  it('where an account has more of a thing, or none', () => {
    const item = { SipMediaApplicationId: 'x', Name: 'front desk', AwsRegion: 'us-east-1' };
    const many = form({ SipMediaApplications: [item, item] }, { asked: LIST });
    const one = form({ SipMediaApplications: [item] }, { asked: LIST });
    const none = form({ SipMediaApplications: [] }, { asked: LIST });
    expect([differ(many, one, LIST), differ(none, one, LIST), differ(one, none, LIST)]).toEqual([[], [], []]);
  });

  it('where a page may have a token, and has none', () => {
    const aws = form({ events: [], nextToken: 'abc', searchedLogStreams: [] }, { asked: FILTER });
    expect(differ(aws, form({ events: [] }, { asked: FILTER }), FILTER)).toEqual([]);
  });
});

it('a header of AWS is named as it is, and one that holds an id is not', () => {
  const id = '11112222333344445555666677778888';
  const headers = form({}, { headers: { 'x-amz-content-sha256': 'h', 'x-amz-id-2': 'i', [`x-${id}`]: 'j' } }).headers;
  expect(headers).toEqual(expect.arrayContaining(['x-amz-content-sha256', 'x-amz-id-2']));
  expect(headers.join()).not.toContain(id);
});

describe('two answers differ', () => {
  it.each<[string, ReturnType<typeof form>, ReturnType<typeof form>, object[]]>([
    [
      'by their status',
      form({}, { status: 202 }),
      form({}),
      [{ aspect: 'status', at: '', aws: '202', emulator: '200' }],
    ],
    [
      "by a header's name",
      form({}, { headers: { 'x-amzn-trace-id': 'Root=1' } }),
      form({}),
      [{ aspect: 'header', at: 'x-amzn-trace-id', aws: 'there', emulator: null }],
    ],
    [
      'by their content type',
      form({}, { headers: { 'content-type': 'text/html' } }),
      form({}),
      [{ aspect: 'header', at: 'content-type', aws: 'text/html', emulator: 'application/json' }],
    ],
    [
      "by the error's name in a header",
      form(
        { Code: 'NotFound' },
        { status: 404, headers: { 'x-amzn-errortype': 'NotFoundException:http://internal/' } },
      ),
      form({ Code: 'NotFound' }, { status: 404, headers: { 'x-amzn-errortype': 'NotFoundException' } }),
      [{ aspect: 'error', at: 'x-amzn-errortype', aws: 'NotFoundException:<url>', emulator: 'NotFoundException' }],
    ],
    [
      "by the error's name in the body",
      form({ Code: 'NotFoundException' }, { status: 404 }),
      form({ Code: 'NotFound' }, { status: 404 }),
      [{ aspect: 'error', at: 'code in the body', aws: 'NotFoundException', emulator: 'NotFound' }],
    ],
    [
      'by the words of an error',
      form({ Message: 'Meeting 11112222-3333-4444-5555-666677778888 has ended' }, { status: 404 }),
      form({ Message: 'Not found' }, { status: 404 }),
      [{ aspect: 'text', at: 'Message', aws: 'Meeting <id> has ended', emulator: 'Not found' }],
    ],
    [
      'by a member',
      form({ Meeting: { MeetingHostId: null, MediaRegion: 'us-east-1' } }),
      form({ Meeting: { MediaRegion: 'us-east-1' } }),
      [{ aspect: 'member', at: 'Meeting.MeetingHostId', aws: 'null', emulator: null }],
    ],
    [
      'by the length of a token',
      form({ JoinToken: 'a'.repeat(98) }),
      form({ JoinToken: 'a'.repeat(128) }),
      [{ aspect: 'member', at: 'JoinToken', aws: '<token of 98 characters>', emulator: '<token of 128 characters>' }],
    ],
    [
      'by an empty body',
      form(''),
      form({}),
      [{ aspect: 'member', at: '', aws: '<empty>', emulator: '<empty>' }].slice(1),
    ],
    [
      'by a body that is not JSON',
      form('<html>'),
      form({}),
      [{ aspect: 'member', at: '', aws: '<not JSON>', emulator: '<empty>' }],
    ],
  ])('%s', (_, aws, emulator, differences) => {
    expect(differ(aws, emulator)).toEqual(differences);
  });

  it('and of an answer and a refusal only what they have in common is told', () => {
    const refused = form(
      { Code: 'BadRequest', Message: 'No', RequestId: 'r' },
      { status: 400, headers: { 'x-amzn-errortype': 'BadRequestException' } },
    );
    const found = differ(form({ Meeting: { MeetingId: 'm' } }), refused);
    expect(found.map(({ aspect }) => aspect)).toEqual(['status', 'error', 'error', 'text']);
  });
});

it('a known value is told from another one of its kind', () => {
  const facts = { AttendeeId: '11112222-3333-4444-5555-666677778888' };
  const shown = (id: string) =>
    formOf({ status: 200, headers: {}, body: JSON.stringify({ AttendeeId: id }) }, facts, CASE).members;
  expect([shown(facts.AttendeeId), shown('99992222-3333-4444-5555-666677778888')]).toEqual([
    { AttendeeId: '<AttendeeId>' },
    { AttendeeId: '<id>' },
  ]);
});

it('a body that is made to be hostile is read within bounds', () => {
  const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 4_000 }, (_, at) => [`k${at}`, at])));
  expect(Object.keys(form(wide).members).length).toBeLessThanOrEqual(400);
  expect(form(`${'['.repeat(10_000)}${']'.repeat(10_000)}`).members).toEqual({ '': '<not JSON>' });
});
