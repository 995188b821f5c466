import type { SipMediaApplication } from '@aws-sdk/client-chime-sdk-voice';
import { looksLikeRegion } from '../core/facts/regions.js';
import type { Application, Applications } from '../core/ports/calls.js';
import type { Clients } from './clients.js';
import { functionName } from './function-name.js';
import { everyPage } from './pages.js';
import { readId, readList, readObject, readOptionalText } from './reading.js';
import type { Ask } from './request.js';

const PAGE_SIZE = 100;
const MAX_TOKEN_LENGTH = 65_536;

/** SIP media applications over the wire. */
export function openApplications(clients: Clients, ask: Ask, region: string): Applications {
  const service = 'voice';

  async function listPage(NextToken: string | undefined, signal: AbortSignal) {
    const { sdk, client } = await clients.voice();
    const page = { MaxResults: PAGE_SIZE, ...(NextToken === undefined ? {} : { NextToken }) };
    const command = new sdk.ListSipMediaApplicationsCommand(page);
    return ask(
      {
        context: { operation: 'ListSipMediaApplications', service, region },
        command,
        send: (options) => client.send(command, options),
        read: (output) => ({
          items: readList(output.SipMediaApplications, 'SipMediaApplications', PAGE_SIZE, readApplication),
          nextToken: readOptionalText(output.NextToken, 'NextToken', MAX_TOKEN_LENGTH),
        }),
      },
      signal,
    );
  }

  return {
    async find(sipMediaApplicationId, signal) {
      const { sdk, client } = await clients.voice();
      const command = new sdk.GetSipMediaApplicationCommand({ SipMediaApplicationId: sipMediaApplicationId });
      return ask(
        {
          context: { operation: 'GetSipMediaApplication', service, region },
          command,
          send: (options) => client.send(command, options),
          read: (output) => readApplication(output.SipMediaApplication),
        },
        signal,
      );
    },

    list: (signal) => everyPage('ListSipMediaApplications', (nextToken) => listPage(nextToken, signal)),
  };
}

function readApplication(answered: SipMediaApplication | undefined): Application {
  const { SipMediaApplicationId, Name, AwsRegion, Endpoints } = readObject(answered, 'SipMediaApplication');
  const region = readOptionalText(AwsRegion, 'AwsRegion');
  return {
    sipMediaApplicationId: readId(SipMediaApplicationId, 'SipMediaApplicationId'),
    name: readOptionalText(Name, 'Name'),
    region: region !== null && looksLikeRegion(region) ? region : null,
    functionName: functionName(Array.isArray(Endpoints) ? Endpoints[0]?.LambdaArn : undefined),
  };
}
