import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { functionIn, handlersNamed } from '../../src/emulator/functions.js';

const folder = mkdtempSync(join(tmpdir(), 'functions-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string) => {
  writeFileSync(join(folder, name), '');
  return join(folder, name);
};
const own = (source: object = {}, handler = file('own.mjs')) => ({
  name: 'own',
  source: { file: handler, ...source },
});

describe('the ARN of a function', () => {
  it.each([
    ['arn:aws:lambda:us-east-1:111122223333:function:my-handler_1', 'us-east-1', 'my-handler_1'],
    ['arn:aws:lambda:us-east-1:111122223333:function:mine:$LATEST', 'us-east-1', 'mine'],
    ['arn:aws:lambda:us-east-1:111122223333:function:mine:live', 'us-east-1', 'mine'],
    ['arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:mine', 'us-gov-west-1', 'mine'],
  ])('%s names its region and the function', (arn, region, name) => {
    expect(functionIn(arn)).toEqual({ region, name });
  });

  it.each([
    '',
    'mine',
    'arn:aws:lambda:us-east-1:1111:function:mine',
    'arn:aws:lambda:us-east-1:111122223333:layer:mine',
    'arn:aws:lambda:us-east-1:111122223333:function:../mine',
    'arn:aws:lambda:us-east-1:111122223333:function:',
    'arn:aws:lambda:us-east-1:111122223333:function:mine\n',
  ])('is not %j', (arn) => {
    expect(functionIn(arn)).toBeUndefined();
  });
});

describe('a function of a file', () => {
  it('of the handler’s name is the handler, as it is', () => {
    const { source, name } = own({ exportName: 'main' });
    expect(handlersNamed('own', { name, source })).toEqual([source]);
  });

  it.each(['mjs', 'cjs', 'js', 'ts', 'py'])('is the file beside it with the ending .%s', (extension) => {
    const beside = file(`beside-${extension}.${extension}`);
    expect(handlersNamed(`beside-${extension}`, own())).toMatchObject([{ file: beside }]);
  });

  it('is the first of them where there are several', () => {
    const first = file('several.cjs');
    file('several.py');
    expect(handlersNamed('several', own())).toMatchObject([{ file: first }]);
  });

  it('that is not there is none', () => {
    expect(handlersNamed('nowhere', own())).toEqual([]);
  });
});

describe('the neighbor of a handler', () => {
  const settings = { variables: { A: '1' }, allowNetwork: true, runtime: 'nodejs22.x', exportName: 'main' };

  it('in its language is run as it is, by its export first and then by the usual one', () => {
    const beside = file('neighbor.mjs');
    const { exportName: _own, ...usual } = settings;
    expect(handlersNamed('neighbor', own(settings))).toEqual([
      { ...settings, file: beside },
      { ...usual, file: beside },
    ]);
  });

  it('in another language has neither that export nor that runtime', () => {
    const beside = file('snake.py');
    expect(handlersNamed('snake', own(settings))).toEqual([
      { variables: { A: '1' }, allowNetwork: true, file: beside },
    ]);
  });

  it('does not run in the sandboxes of the handler', () => {
    file('plain.mjs');
    const start = async () => {
      throw new Error('never');
    };
    expect(handlersNamed('plain', own({ start }))[0]).not.toHaveProperty('start');
  });
});

describe('a function behind an invocation API', () => {
  const at = (url: string) => ({ name: 'own', source: { url } });
  const url = 'http://127.0.0.1:9000/2015-03-31/functions/own/invocations';

  it('has the same URL with its own name', () => {
    expect(handlersNamed('other', at(`${url}?a=1`))).toEqual([{ url: `${url.replace('own', 'other')}?a=1` }]);
  });

  it('is none where the URL names no function', () => {
    expect(handlersNamed('other', at('http://127.0.0.1:9000/invoke'))).toEqual([]);
  });
});
