import { describe, expect, test } from 'vitest';
import { explain } from '../../../src/core/explain/explain.js';
import { idsOf, quiet } from '../catalogue/asked.js';

describe('an error that is said not to be there', () => {
  test.each([
    'no ThrottledClientException seen',
    'No NotFoundException in the log',
    'it went without any ThrottledClientException',
    'that was not a NotFoundException',
    'all done\nno ThrottledClientException seen',
  ])('is not explained: %s', (text) => expect(idsOf(text)).toEqual([]));

  test.each([
    ['ThrottledClientException: no capacity', 'aws.throttled'],
    ['there is no answer: ThrottledClientException', 'aws.throttled'],
    ['no NotFoundException, but a ThrottledClientException', 'aws.throttled'],
  ])('hides none that is there: %s', (text, id) => expect(idsOf(text)).toContain(id));
});

test('where the words are the name of a file, the way to explain that file is named', () => {
  const failed = (file: string | null) => () => explain({ text: 'app.log', operation: null, file }, quiet);
  expect(failed("'a b.log'")).toThrow(
    expect.objectContaining({
      failure: expect.objectContaining({
        code: 'NOT_KNOWN',
        tryThis: ["what the file holds: chime-join explain --file 'a b.log'"],
      }),
    }),
  );
  expect(failed(null)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ tryThis: expect.not.arrayContaining(['--file']) }) }),
  );
});
