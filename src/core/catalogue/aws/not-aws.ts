import { lookFirst } from '../../advice.js';
import { OPEN } from '../after-request.js';
import type { AnswerEntry, Circumstances, Entry } from '../entry.js';
import { SDK } from '../sources.js';
import { CHECK_ENDPOINT } from './network-steps.js';

const answered = ({ doing, status, perhaps }: Circumstances) =>
  `AWS did not answer the request to ${doing}: a proxy, gateway or portal did${status === 0 ? '' : `, with HTTP ${status}`}${perhaps}.`;

/** Answers by something that is not AWS. Such a page can come after the request went through, so it refuses nothing. */
export const NOT_AWS_ENTRIES: readonly AnswerEntry[] = [
  {
    id: 'proxy.sign-in',
    title: 'A proxy wants to be signed in to',
    recognised: { error: { statuses: [407], unsent: false }, failure: 'UNAVAILABLE' },
    meaning: answered,
    certainty: 'documented',
    sources: ['https://www.rfc-editor.org/rfc/rfc9110#name-407-proxy-authentication-re'],
    ...OPEN,
    steps: ({ lookFirst }) => [...lookFirst, 'give the proxy a user and a password, where this machine sets the proxy'],
  },
  {
    id: 'proxy.not-aws',
    title: 'Something other than AWS answered',
    recognised: {
      error: { statuses: [[100, 599]], marked: false, unsent: false },
      says: /a proxy, gateway or portal did, with HTTP \d{3}/,
      words: ['NotAwsError'],
      failure: 'UNAVAILABLE',
    },
    meaning: answered,
    certainty: 'observed',
    notKnown: 'Whether AWS received the request. AWS puts a request id on each of its answers, and this one has none.',
    sources: [SDK],
    ...OPEN,
    steps: ({ lookFirst }) => [
      ...lookFirst,
      'if the network has a sign-in page, open it in a browser and sign in',
      'ask who runs the network to let requests through to *.api.aws, *.amazonaws.com',
      CHECK_ENDPOINT,
    ],
  },
];

const HTML =
  /Unexpected token '?<'?|<!DOCTYPE html|<html[\s>]|invalid character '<' looking for beginning of value|Unexpected character \('<'|Unexpected character encountered while parsing value: <|Error parsing JSON: Syntax error/i;

/** A page in AWS's place, of which only the client's complaint is known. */
export const PAGE_ENTRY: Entry = {
  id: 'answer.html-page',
  title: 'The answer is an HTML page, not JSON',
  recognised: { says: HTML, words: ['HTML page', 'Deserialization error'] },
  meaning:
    "The client expected AWS's JSON and got a page. A proxy, a gateway or a sign-in page mostly sends one; AWS's own front end does so too when it fails.",
  certainty: 'observed',
  notKnown:
    'Who sent the page, and whether AWS received the request: the HTTP status and a request id of AWS, where the error shows them, say more.',
  sources: [SDK],
  changed: 'Not known: the request may have taken effect, or not.',
  again: 'look-first',
  steps: () => [
    lookFirst('whether the request took effect'),
    'in JavaScript, print the page: error.$response holds its status and its body',
    CHECK_ENDPOINT,
  ],
};
