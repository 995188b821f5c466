import { describe, expect, it } from 'vitest';
import { checkedInput } from '../../../src/emulator/http/input.js';
import { operation } from '../../../src/emulator/http/operation.js';
import { Refusal, type Service } from '../../../src/emulator/http/refusal.js';
import { integer, structure, text } from '../../../src/emulator/http/shape.js';

const LIST = { name: 'List', input: structure({ Id: text() }, { MaxResults: integer({ max: 9 }), NextToken: text() }) };
const of = (service: Service) => operation({ ...LIST, service, run: () => undefined });

function read(body: string, { labels = {}, query = {}, service = 'meetings' as Service } = {}) {
  return checkedInput(of(service), { service, operation: 'List', labels, query }, Buffer.from(body));
}

function refusal(...of: Parameters<typeof read>) {
  try {
    read(...of);
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, message: error.message };
  }
  throw new Error('it was not refused');
}

describe('the input of an operation', () => {
  it('is put together from body, query and path, and the path wins', () => {
    const parts = { labels: { Id: 'path' }, query: { NextToken: 'query' } };
    expect(read('{"Id":"body","NextToken":"body","Other":1}', parts)).toEqual({
      Id: 'path',
      NextToken: 'query',
      Other: 1,
    });
  });

  it('has MaxResults of the query as a number', () => {
    expect(read('', { labels: { Id: 'a' }, query: { MaxResults: '07' } })).toMatchObject({ MaxResults: 7 });
  });

  it.each(['', '1.5', 'x', '-1', '99999999999'])('has not the MaxResults %j', (MaxResults) => {
    const { message } = refusal('', { labels: { Id: 'a' }, query: { MaxResults } });
    expect(message).toMatch(/^1 validation error detected: Value at 'MaxResults'/);
  });

  it.each([
    ['meetings', 'BadRequestException'],
    ['voice', 'BadRequestException'],
    ['logs', 'InvalidParameterException'],
  ] as const)('that breaks the model is refused by %s as %s', (service, code) => {
    expect(refusal('{"Id":5}', { service }).code).toBe(code);
  });

  it.each(['[]', '5', '"a"', '{', 'null'])('that is %s is unreadable', (body) => {
    expect(refusal(body, { service: 'logs' }).code).toBe('SerializationException');
    expect(refusal(body).code).toBe('BadRequestException');
  });
});
