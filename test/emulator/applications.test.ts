import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChimeSDKVoiceClient,
  CreateSipMediaApplicationCallCommand,
  CreateSipMediaApplicationCommand,
  type CreateSipMediaApplicationCommandInput,
  DeleteSipMediaApplicationCommand,
  GetSipMediaApplicationCommand,
  ListSipMediaApplicationsCommand,
  paginateListSipMediaApplications,
  UpdateSipMediaApplicationCallCommand,
  UpdateSipMediaApplicationCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { CloudWatchLogsClient, GetLogEventsCommand, paginateDescribeLogStreams } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Emulator, EmulatorOptions } from '../../src/emulator/emulator.js';
import { startEmulator } from '../../src/emulator/start.js';
import { running } from './running.js';

const folder = mkdtempSync(join(tmpdir(), 'applications-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A handler that holds every call, and logs its own name with each event. */
function handler(name: string): string {
  const file = join(folder, `${name}.mjs`);
  const hold = '{ Type: "Pause", Parameters: { DurationInMilliseconds: "30000" } }';
  const source = `export const handler = async (event) => {
    console.log('${name} ' + event.InvocationEventType);
    return { SchemaVersion: '1.0', Actions: [${hold}] };
  };`;
  writeFileSync(file, source);
  return file;
}

const main = handler('main');
handler('other');
writeFileSync(join(folder, 'broken.mjs'), 'export const handler = ;');

const emulators: Emulator[] = [];
afterEach(async () => {
  for (const emulator of emulators.splice(0)) await emulator.close();
});

async function start(more: Partial<EmulatorOptions> = {}) {
  const emulator = await startEmulator({ handlerFile: main, stderr: () => undefined, ...more });
  emulators.push(emulator);
  const clients = (region = 'us-east-1') => {
    const credentials = { accessKeyId: 'EMULATOR', secretAccessKey: 'emulator' };
    const config = { region, endpoint: emulator.url, maxAttempts: 1, credentials };
    return { voice: new ChimeSDKVoiceClient(config), logs: new CloudWatchLogsClient(config) };
  };
  const control = async (path: string, body: object) => {
    const answer = await fetch(`${emulator.url}/_emulator/${path}`, { method: 'POST', body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  };
  return { emulator, ...clients(), clients, control };
}

const arn = (name: string, region = 'us-east-1') => `arn:aws:lambda:${region}:111122223333:function:${name}`;
const wanted = (name: string, region = 'us-east-1') => ({
  AwsRegion: region,
  Name: `the ${name} one`,
  Endpoints: [{ LambdaArn: arn(name, region) }],
});
const bad = { name: 'BadRequestException', $metadata: { httpStatusCode: 400 } };
const gone = { name: 'NotFoundException', $metadata: { httpStatusCode: 404 } };

async function logged(logs: CloudWatchLogsClient, name: string): Promise<string[]> {
  const logGroupName = `/aws/lambda/${name}`;
  const lines: string[] = [];
  for await (const page of paginateDescribeLogStreams({ client: logs }, { logGroupName })) {
    for (const { logStreamName } of page.logStreams ?? []) {
      const events = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }));
      lines.push(...(events.events ?? []).map(({ message = '' }) => message));
    }
  }
  return lines.flatMap((line) => /(?:main|other|red) [A-Z_]+\s*$/.exec(line)?.[0].trim() ?? []);
}

describe('a second SIP media application', () => {
  test('invokes its own handler, and only that, for calls in and out and for updates', async () => {
    const { voice, logs, control, emulator } = await start();
    const made = await voice.send(new CreateSipMediaApplicationCommand(wanted('other')));
    expect(made.$metadata.httpStatusCode).toBe(201);
    const { SipMediaApplicationId: id = '', SipMediaApplicationArn, CreatedTimestamp } = made.SipMediaApplication ?? {};
    expect(SipMediaApplicationArn).toBe(`arn:aws:chime:us-east-1:111122223333:sma/${id}`);
    expect(CreatedTimestamp).toBeInstanceOf(Date);
    const got = await voice.send(new GetSipMediaApplicationCommand({ SipMediaApplicationId: id }));
    expect(got.SipMediaApplication).toEqual(made.SipMediaApplication);

    const { body: inbound } = await control('calls', { sipMediaApplicationId: id });
    expect(inbound['sipMediaApplicationId']).toBe(id);
    const call = { SipMediaApplicationId: id, FromPhoneNumber: '+12065550100', ToPhoneNumber: '+12065550142' };
    await voice.send(new CreateSipMediaApplicationCallCommand(call));
    const ids = { SipMediaApplicationId: id, TransactionId: inbound['transactionId'] };
    await voice.send(new UpdateSipMediaApplicationCallCommand({ ...ids, Arguments: {} }));
    const ofAnother = { ...ids, SipMediaApplicationId: emulator.sipMediaApplicationId, Arguments: {} };
    await expect(voice.send(new UpdateSipMediaApplicationCallCommand(ofAnother))).rejects.toMatchObject(gone);
    await expect.poll(() => logged(logs, 'other')).toContain('other CALL_UPDATE_REQUESTED');
    expect(await logged(logs, 'other')).toEqual(
      expect.arrayContaining(['other NEW_INBOUND_CALL', 'other NEW_OUTBOUND_CALL']),
    );
    expect(await logged(logs, 'main')).toEqual([]);
    expect(emulator.calls().map(({ sipMediaApplicationId }) => sipMediaApplicationId)).toEqual([id, id]);
    expect((await control('hangup', { transactionId: inbound['transactionId'] })).status).toBe(200);
  });

  test('is listed page by page, and lives in its own region', async () => {
    const { clients, voice } = await start();
    await voice.send(new CreateSipMediaApplicationCommand(wanted('main')));
    const ireland = clients('eu-west-1');
    const there = await ireland.voice.send(new CreateSipMediaApplicationCommand(wanted('main', 'eu-west-1')));
    const { SipMediaApplicationId } = there.SipMediaApplication ?? {};
    await expect(voice.send(new GetSipMediaApplicationCommand({ SipMediaApplicationId }))).rejects.toMatchObject(gone);
    const pages = async (client: ChimeSDKVoiceClient) => {
      const names = [];
      for await (const page of paginateListSipMediaApplications({ client, pageSize: 1 }, {})) {
        names.push(page.SipMediaApplications?.map(({ Name }) => Name));
      }
      return names;
    };
    expect(await pages(voice)).toEqual([['chime-join emulator'], ['the main one']]);
    expect(await pages(ireland.voice)).toEqual([['the main one']]);
  });

  test('gets another name and another function, which new calls invoke', async () => {
    const { voice, logs, control, emulator } = await start();
    const SipMediaApplicationId = emulator.sipMediaApplicationId;
    const { body: before } = await control('calls', {});
    const Endpoints = [{ LambdaArn: arn('other') }];
    const renamed = { SipMediaApplicationId, Name: 'renamed', Endpoints };
    const { SipMediaApplication } = await voice.send(new UpdateSipMediaApplicationCommand(renamed));
    expect(SipMediaApplication).toMatchObject({ Name: 'renamed', Endpoints, SipMediaApplicationId });
    await control('calls', {});
    expect(await logged(logs, 'other')).toEqual(['other NEW_INBOUND_CALL']);
    const update = { SipMediaApplicationId, TransactionId: before['transactionId'], Arguments: {} };
    await voice.send(new UpdateSipMediaApplicationCallCommand(update));
    await expect.poll(() => logged(logs, 'main')).toContain('main CALL_UPDATE_REQUESTED');
    await control('reset', {});
    const { SipMediaApplication: own } = await voice.send(new GetSipMediaApplicationCommand({ SipMediaApplicationId }));
    expect(own).toMatchObject({ Name: 'chime-join emulator', Endpoints: [{ LambdaArn: arn('main') }] });
  });

  test('is gone once deleted, its calls go on; the emulator’s own is not deleted', async () => {
    const { voice, control, emulator } = await start();
    const { SipMediaApplication } = await voice.send(new CreateSipMediaApplicationCommand(wanted('main')));
    const id = { SipMediaApplicationId: SipMediaApplication?.SipMediaApplicationId };
    const { body: call } = await control('calls', { sipMediaApplicationId: id.SipMediaApplicationId });
    expect((await voice.send(new DeleteSipMediaApplicationCommand(id))).$metadata.httpStatusCode).toBe(204);
    await expect(voice.send(new GetSipMediaApplicationCommand(id))).rejects.toMatchObject(gone);
    await expect(voice.send(new DeleteSipMediaApplicationCommand(id))).rejects.toMatchObject(gone);
    expect((await control('calls', { sipMediaApplicationId: id.SipMediaApplicationId })).status).toBe(404);
    expect(emulator.calls()).toMatchObject([{ transactionId: call['transactionId'], status: 'Connected' }]);
    const own = { SipMediaApplicationId: emulator.sipMediaApplicationId };
    const kept = voice.send(new DeleteSipMediaApplicationCommand(own));
    await expect(kept).rejects.toMatchObject({ name: 'ConflictException', $metadata: { httpStatusCode: 409 } });
  });

  test('is refused where its name, its region or its function is wrong, and nothing is made', async () => {
    const { voice, emulator } = await start();
    const SipMediaApplicationId = emulator.sipMediaApplicationId;
    const cases: [string, Partial<CreateSipMediaApplicationCommandInput>][] = [
      ['no name', { Name: undefined }],
      ['a name with a forbidden character', { Name: 'a/b' }],
      ['a name of 257 characters', { Name: 'x'.repeat(257) }],
      ['no endpoint', { Endpoints: [] }],
      ['two endpoints', { Endpoints: [{ LambdaArn: arn('main') }, { LambdaArn: arn('main') }] }],
      ['an endpoint that is no function', { Endpoints: [{ LambdaArn: 'arn:aws:s3:::bucket' }] }],
      ['a function of another region', { Endpoints: [{ LambdaArn: arn('main', 'eu-west-1') }] }],
      ['another region than the request', { AwsRegion: 'eu-west-1' }],
      ['a function that is not there', { Endpoints: [{ LambdaArn: arn('nowhere') }] }],
      ['a function outside the folder', { Endpoints: [{ LambdaArn: arn('../main') }] }],
      ['a function that cannot be loaded', { Endpoints: [{ LambdaArn: arn('broken') }] }],
    ];
    for (const [what, more] of cases) {
      const create = voice.send(new CreateSipMediaApplicationCommand({ ...wanted('main'), ...more }));
      await expect(create, what).rejects.toMatchObject(bad);
      if (more.Endpoints === undefined) continue;
      const changed = voice.send(
        new UpdateSipMediaApplicationCommand({ SipMediaApplicationId, Endpoints: more.Endpoints }),
      );
      await expect(changed, what).rejects.toMatchObject(bad);
    }
    const { SipMediaApplications } = await voice.send(new ListSipMediaApplicationsCommand({}));
    expect(SipMediaApplications).toHaveLength(1);
  });
});

describe('the account’s quota of live calls', () => {
  test('counts the calls of all its SIP media applications, and of functions that they had', async () => {
    const { voice, control, emulator } = await start({ quotas: { activeCalls: 2 } });
    const { SipMediaApplication } = await voice.send(new CreateSipMediaApplicationCommand(wanted('other')));
    const { SipMediaApplicationId: id = '' } = SipMediaApplication ?? {};
    const { body: first } = await control('calls', {});
    const Endpoints = [{ LambdaArn: arn('other') }];
    const own = { SipMediaApplicationId: emulator.sipMediaApplicationId };
    await voice.send(new UpdateSipMediaApplicationCommand({ ...own, Endpoints }));
    await control('calls', {});
    expect((await control('calls', { sipMediaApplicationId: id })).status).toBe(409);
    const line = { FromPhoneNumber: '+12065550100', ToPhoneNumber: '+12065550142' };
    const out = new CreateSipMediaApplicationCallCommand({ SipMediaApplicationId: id, ...line });
    await expect(voice.send(out)).rejects.toMatchObject({ name: 'ResourceLimitExceededException' });
    await control('hangup', { transactionId: first['transactionId'] });
    expect((await control('calls', { sipMediaApplicationId: id })).status).toBe(200);
    await control('reset', {});
    await control('calls', {});
    expect((await control('calls', {})).status).toBe(200);
  });
});

describe('a function beside the handler', () => {
  const source = (name: string) => `export const ${name} = async (event) => {
    console.log(process.env.COLOR + ' ' + event.InvocationEventType);
    return { SchemaVersion: '1.0' };
  };
  export const unrelated = 1;`;
  const python = `import os
def lambda_handler(event, context):
    print(os.environ["COLOR"] + " " + event["InvocationEventType"])
    return {"SchemaVersion": "1.0"}
`;

  test.each([
    ['has the export that was named', 'named.mjs', source('onCall')],
    ['has one of the usual exports', 'usual.mjs', source('handler')],
    ['is in another language', 'snake.py', python],
  ])('runs with the handler’s variables where it %s', async (_, file, text) => {
    const onCall = join(folder, 'on-call.mjs');
    writeFileSync(onCall, source('onCall'));
    writeFileSync(join(folder, file), text);
    const handlerSettings = { exportName: 'onCall', runtime: 'nodejs22.x', variables: { COLOR: 'red' } };
    const { voice, logs, control } = await start({ handlerFile: onCall, handlerSettings });
    const [name = ''] = file.split('.');
    const { SipMediaApplication } = await voice.send(new CreateSipMediaApplicationCommand(wanted(name)));
    await control('calls', { sipMediaApplicationId: SipMediaApplication?.SipMediaApplicationId ?? '' });
    expect(await logged(logs, name)).toEqual(['red NEW_INBOUND_CALL']);
  });
});

test('a region has 30 SIP media applications', async () => {
  const { voice, sma } = await running();
  const create = () =>
    voice.send(
      new CreateSipMediaApplicationCommand({
        ...{ AwsRegion: 'us-east-1', Name: 'one more' },
        Endpoints: [{ LambdaArn: sma.lambdaArn }],
      }),
    );
  for (let count = 1; count < 30; count += 1) await create();
  await expect(create()).rejects.toMatchObject({ name: 'ResourceLimitExceededException' });
});
