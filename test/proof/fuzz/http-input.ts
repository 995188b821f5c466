/** What no HTTP client would ever send. */
import { MEETING, TRANSACTION } from './samples.js';
import type { Source } from './texts.js';

/** One connection: what is written to it, in one part or two, and whether the client then leaves. */
export interface HttpInput {
  parts: Buffer[];
  leaves: boolean;
}

const SIGNED =
  'AWS4-HMAC-SHA256 Credential=EMULATOR/20261122/us-east-1/chime/aws4_request, SignedHeaders=host, Signature=0';
const PATHS: readonly (readonly [method: string, path: string])[] = [
  ['POST', '/meetings'],
  ['POST', '/meetings?operation=create-attendees'],
  ['GET', `/meetings/${MEETING}/attendees?max-results=5&next-token=W10`],
  ['DELETE', `/meetings/${MEETING}`],
  ['GET', '/sip-media-applications'],
  ['POST', `/sip-media-applications/${MEETING}/calls/${TRANSACTION}`],
  ['POST', '/'],
  ['POST', '/_emulator/advance'],
  ['POST', '/_emulator/hangup'],
  ['POST', '/_emulator/press'],
  ['POST', '/_emulator/telephones'],
  ['POST', '/_emulator/faults'],
  ['GET', '/_emulator/rules'],
  ['CONNECT', '127.0.0.1:443'],
  ['OPTIONS', '*'],
];
/** The reference handler's own. */
const GROUP = '/aws/lambda/sma-handler';
/** Tokens of pages: none of ours, a list, a text, no JSON. */
const PAGE_TOKENS = ['W10', 'bm9wZQ', 'WyJhIiwiYiJd', 'bnVsbA', '', '!!', 'WyJhIiw1XQ'];
const BODIES = [
  '{"ClientRequestToken":"t","ExternalMeetingId":"standup","MediaRegion":"us-east-1"}',
  '{"ClientRequestToken":"t","ExternalMeetingId":"standup","MediaRegion":"us-east-1","Attendees":[{"ExternalUserId":"p"}]}',
  '{"Arguments":{"a":"b"}}',
  ...PAGE_TOKENS.map((nextToken) => JSON.stringify({ logGroupName: GROUP, filterPattern: '{ $.a = 1 }', nextToken })),
  '{"ms":5}',
  '[]',
  '',
];

const LENGTHS = ['-1', '1e9', '99999999999', '0', 'x', ' 5', '5, 5', ''];
const ODD_HEADERS = [
  'Expect: 100-continue',
  'Upgrade: websocket\r\nConnection: upgrade',
  'Transfer-Encoding: gzip, chunked',
  'Host: evil',
];

export function httpInput(source: Source, port: number): HttpInput {
  const { chance, below } = source;
  const requests = Array.from({ length: chance(0.15) ? 1 + below(4) : 1 }, () => requestOf(source, port)).join('');
  const bytes = Buffer.from(requests, chance(0.9) ? 'utf8' : 'latin1');
  const cut = chance(0.1) ? below(bytes.length + 1) : bytes.length;
  return {
    parts: [bytes.subarray(0, cut), bytes.subarray(cut)].filter(({ length }) => length > 0),
    leaves: chance(0.05),
  };
}

function requestOf(source: Source, port: number): string {
  const { oneOf, chance, mutated, text } = source;
  const [method, path] = oneOf(PATHS);
  const body = bodyOf(source);
  const headers = headersOf(source, body, port).filter((line) => line !== '');
  const head = `${method} ${pathOf(source, path)} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`;
  const whole = head + (head.includes('chunked') ? chunksOf(source, body) : body);
  return chance(0.1) ? mutated(whole) : chance(0.03) ? text() : whole;
}

function bodyOf({ oneOf, chance, below, mutated, document }: Source): string {
  if (chance(0.4)) return mutated(oneOf(BODIES));
  if (chance(0.5)) return document();
  return chance(0.05) ? oneOf(['[', '{"a":', '"']).repeat(below(300_000)) : oneOf(BODIES);
}

function headersOf({ oneOf, chance, below, mutated, bytes }: Source, body: string, port: number): string[] {
  const length = chance(0.85) ? Buffer.byteLength(body) : oneOf(LENGTHS);
  return [
    `Host: 127.0.0.1:${chance(0.03) ? below(70_000) : port}`,
    chance(0.95) ? `Authorization: ${chance(0.1) ? mutated(SIGNED) : SIGNED}` : '',
    chance(0.25)
      ? `X-Amz-Target: Logs_20140328.${oneOf(['FilterLogEvents', 'DescribeLogGroups', 'Nothing', bytes(10)])}`
      : '',
    chance(0.1) ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`,
    chance(0.05) ? oneOf(ODD_HEADERS) : '',
    chance(0.02) ? `X-${'a'.repeat(below(20_000))}: 1` : '',
    ...(chance(0.02) ? Array.from({ length: below(3_000) }, (_, at) => `x${at}: 1`) : []),
  ];
}

function pathOf({ chance, below, mutated }: Source, path: string): string {
  if (chance(0.2)) return mutated(path).replaceAll(/[\r\n]/g, '');
  return chance(0.02) ? `/${'%2f'.repeat(below(5_000))}` : path;
}

function chunksOf({ chance, mutated }: Source, body: string): string {
  return chance(0.5)
    ? `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`
    : mutated(`5\r\nhello\r\n0\r\n\r\n`);
}
