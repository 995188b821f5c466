import { describe, expect, it } from 'vitest';
import { asCallEvent } from '../../../src/core/evidence/call-event.js';
import { event, type Json } from '../samples.js';

const errorOf = (top: Json, data: Json) =>
  asCallEvent(event('ACTION_FAILED', 5, { ...top, ActionData: { Type: 'JoinChimeMeeting', ...data } }))?.error;

const CODE = 'InvalidActionParameter';
const MESSAGE = 'JoinToken parameter value is invalid.';
const TOLD = { code: CODE, message: MESSAGE };

describe("AWS's words are found", () => {
  it.each<[string, Json, Json, { code: string; message: string } | null]>([
    ['in ActionData, as most pages have it', {}, { ErrorType: CODE, ErrorMessage: MESSAGE }, TOLD],
    ['at the top level, as INVALID_LAMBDA_RESPONSE has it', { ErrorType: CODE, ErrorMessage: MESSAGE }, {}, TOLD],
    ['with the stray dot of the troubleshooting page', {}, { ErrorType: `${CODE}.`, ErrorMessage: MESSAGE }, TOLD],
    [
      "in the action page's one string",
      {},
      { Error: 'ErrorJoiningMeeting: Error while joining meeting.' },
      { code: 'ErrorJoiningMeeting', message: 'Error while joining meeting.' },
    ],
    ['in one string without a text', {}, { Error: 'SystemException' }, { code: 'SystemException', message: '' }],
    ['in one string at the top level', { Error: `${CODE}: ${MESSAGE}` }, {}, TOLD],
    ['in a list of objects', {}, { ErrorList: [{ ErrorType: CODE, ErrorMessage: MESSAGE }] }, TOLD],
    ['in a list of Code and Message', {}, { ErrorList: [{ Code: CODE, Message: MESSAGE }] }, TOLD],
    ['in a list of strings', {}, { ErrorList: [`${CODE}: ${MESSAGE}`] }, TOLD],
    ['in the code alone', {}, { ErrorType: CODE }, { code: CODE, message: '' }],
    ['in the message alone', {}, { ErrorMessage: MESSAGE }, { code: '', message: MESSAGE }],
    ['nowhere, with an empty list', {}, { ErrorList: [] }, null],
    ['nowhere', {}, {}, null],
    ['nowhere in what is no text', {}, { ErrorType: 4, ErrorMessage: {}, Error: [], ErrorList: 'x' }, null],
    ['in ActionData before the top level', { ErrorType: 'Outer' }, { ErrorType: CODE, ErrorMessage: MESSAGE }, TOLD],
  ])('%s', (_, top, data, told) => {
    expect(errorOf(top, data)).toEqual(told);
  });
});
