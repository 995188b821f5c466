// The emulator's HTTP face, over raw sockets: what no HTTP client would ever send.
import { connect } from 'node:net';
import { startEmulator } from '../../dist/emulator/start.js';
import { REFERENCE_HANDLER } from '../../dist/handler/contract.js';
import { MEETING, TRANSACTION } from './texts.js';

const AT_ONCE = 16;
/** A face that says nothing for so long hangs. */
const LONGEST_MS = 5_000;
const SIGNED =
  'AWS4-HMAC-SHA256 Credential=EMULATOR/20261122/us-east-1/chime/aws4_request, SignedHeaders=host, Signature=0';
const PATHS = [
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

function requestOf({ oneOf, chance, below, mutated, document, bytes, text }, port) {
  const [method, path] = oneOf(PATHS);
  const body = chance(0.4)
    ? mutated(oneOf(BODIES))
    : chance(0.5)
      ? document()
      : chance(0.05)
        ? oneOf(['[', '{"a":', '"']).repeat(below(300_000))
        : oneOf(BODIES);
  const length = chance(0.85)
    ? Buffer.byteLength(body)
    : oneOf(['-1', '1e9', '99999999999', '0', 'x', ' 5', '5, 5', '']);
  const headers = [
    `Host: 127.0.0.1:${chance(0.03) ? below(70_000) : port}`,
    chance(0.95) ? `Authorization: ${chance(0.1) ? mutated(SIGNED) : SIGNED}` : '',
    chance(0.25)
      ? `X-Amz-Target: Logs_20140328.${oneOf(['FilterLogEvents', 'DescribeLogGroups', 'Nothing', bytes(10)])}`
      : '',
    chance(0.1) ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`,
    chance(0.05)
      ? oneOf([
          'Expect: 100-continue',
          'Upgrade: websocket\r\nConnection: upgrade',
          'Transfer-Encoding: gzip, chunked',
          'Host: evil',
        ])
      : '',
    chance(0.02) ? `X-${'a'.repeat(below(20_000))}: 1` : '',
    ...(chance(0.02) ? Array.from({ length: below(3_000) }, (_, at) => `x${at}: 1`) : []),
  ];
  const target = chance(0.2)
    ? mutated(path).replaceAll(/[\r\n]/g, '')
    : chance(0.02)
      ? `/${'%2f'.repeat(below(5_000))}`
      : path;
  const head = `${method} ${target} HTTP/1.1\r\n${headers.filter((line) => line !== '').join('\r\n')}\r\n\r\n`;
  const chunked = head.includes('chunked');
  const framed = !chunked
    ? body
    : chance(0.5)
      ? `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`
      : mutated(`5\r\nhello\r\n0\r\n\r\n`);
  const whole = head + framed;
  return chance(0.1) ? mutated(whole) : chance(0.03) ? text() : whole;
}

/** One connection: one request or several in a row, in one part or several. */
export function httpInput(random, port) {
  const { chance, below } = random;
  const requests = Array.from({ length: chance(0.15) ? 1 + below(4) : 1 }, () => requestOf(random, port)).join('');
  const bytes = Buffer.from(requests, chance(0.9) ? 'utf8' : 'latin1');
  const cut = chance(0.1) ? below(bytes.length + 1) : bytes.length;
  return {
    parts: [bytes.subarray(0, cut), bytes.subarray(cut)].filter(({ length }) => length > 0),
    leaves: chance(0.05),
  };
}

function exchange(port, { parts, leaves }) {
  return new Promise((resolve) => {
    const chunks = [];
    const started = performance.now();
    const socket = connect(port, '127.0.0.1');
    const late = setTimeout(() => done('hangs'), LONGEST_MS);
    const done = (ending) => {
      clearTimeout(late);
      socket.destroy();
      resolve({ ending, answer: Buffer.concat(chunks), ms: performance.now() - started });
    };
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => done('broken'));
    socket.on('close', () => done('closed'));
    socket.on('connect', () => {
      const [first, second] = parts;
      if (first !== undefined) socket.write(first);
      if (leaves) return socket.resetAndDestroy();
      // A second part comes by itself, not in the packet of the first.
      setImmediate(() => (second === undefined ? socket.end() : socket.end(second)));
    });
  });
}

function checkAnswer({ ending, answer }) {
  if (ending === 'hangs') throw new Error('broken: every connection is answered or closed');
  const text = answer.toString('latin1');
  if (text !== '' && !/^HTTP\/1\.1 \d{3} /.test(text)) throw new Error('broken: what is answered is HTTP');
  const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
  if (statuses.some((status) => status === 500 || status > 503))
    throw new Error(`broken: no input makes it fail: ${statuses}`);
}

/** Fuzzes the face; `inputAt` makes the input of a number. Gives the longest exchange; throws with the number of a bad one. */
export async function fuzzHttpFace(count, inputAt, note) {
  const said = [];
  const emulator = await startEmulator({ port: 0, handlerFile: REFERENCE_HANDLER, stderr: (line) => said.push(line) });
  const port = Number(new URL(emulator.url).port);
  const failing = () => said.find((line) => line.includes('failed inside the emulator'));
  try {
    for (let at = 0; at < count; at += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, count - at) }, (_, index) => at + index);
      await Promise.all(
        numbers.map(async (number) => {
          const input = inputAt(number, port);
          const exchanged = await exchange(port, input);
          note(number, exchanged.ms);
          try {
            checkAnswer(exchanged);
            if (failing() !== undefined) throw new Error(`broken: ${failing()}`);
          } catch (error) {
            throw Object.assign(error, { number, input });
          }
        }),
      );
      said.length = 0;
      // Whoever posts faults or moves the clock must not spoil what comes after.
      if (at % (AT_ONCE * 8) === 0) {
        const { status } = await fetch(`${emulator.url}/_emulator/reset`, { method: 'POST' });
        if (status !== 200) throw new Error(`broken: it still answers: ${status}`);
      }
    }
  } finally {
    await emulator.close();
  }
}
