import { describe, expect, it } from 'vitest';
import { pathText } from '../../../src/core/json/path.js';
import { repeatedNames } from '../../../src/core/json/repeated-names.js';

const found = (json: string) => repeatedNames(json).map(({ path, at }) => `${pathText(path)}@${at}`);

describe('a name that stands twice in one object', () => {
  it.each([
    ['is told where it stands again', '{"Type":"JoinChimeMeeting","Type":"Hangup"}', ['$.Type@27']],
    ['in a list, by its place', '[{"a":1},{"a":1,"b":[{"c":0,"c":1}]}]', ['$[1].b[0].c@28']],
    ['is one however it is written', '{"a":1,"\\u0061":2}', ['$.a@7']],
    ['three times is told twice', '{"a":1,"a":2,"a":3}', ['$.a@7', '$.a@13']],
    ['is none in another object', '{"a":{"a":1},"b":{"a":1}}', []],
    ['is none as a value', '{"a":"b","b":"a"}', []],
    ['is none where there is no object', '["a","a"]', []],
  ])('%s', (_, json, expected) => expect(found(json)).toEqual(expected));
});
