import { messageOf } from '../../core/facts/thrown.js';
import { functionIn } from '../functions.js';
import { type Operation, operation } from '../http/operation.js';
import { pageToken, placeIn } from '../http/paging.js';
import { Refusal } from '../http/refusal.js';
import type { Clock } from '../world.js';
import type { Application, Applications } from './applications.js';
import * as input from './input.js';
import { found } from './named.js';
import { applicationOnTheWire } from './wire.js';

/** SIP media applications of one account and region (general reference, quotas). */
const MAX_APPLICATIONS = 30;

const DEFAULT_PAGE = 100;
const LISTING = 'ListSipMediaApplications';

/** Makes SIP media applications, shows, changes and removes them. */
export function applicationOperations(applications: Applications, accountId: string, clock: Clock): Operation[] {
  const shown = (application: Application) => ({ SipMediaApplication: applicationOnTheWire(application, accountId) });

  return [
    operation({
      name: 'GetSipMediaApplication',
      service: 'voice',
      input: input.applicationInput,
      run: ({ SipMediaApplicationId }, { region }) => shown(found(applications, region, SipMediaApplicationId)),
    }),
    operation({
      name: LISTING,
      service: 'voice',
      input: input.listInput,
      run: ({ NextToken, MaxResults = DEFAULT_PAGE }, { region }) => {
        const from = NextToken === undefined ? 0 : Number(placeIn(NextToken, LISTING, 'voice'));
        const all = applications.all().filter((each) => each.region === region);
        return {
          SipMediaApplications: all.slice(from, from + MaxResults).map((each) => applicationOnTheWire(each, accountId)),
          ...(from + MaxResults < all.length ? { NextToken: pageToken(LISTING, String(from + MaxResults)) } : {}),
        };
      },
    }),
    operation({
      name: 'CreateSipMediaApplication',
      service: 'voice',
      success: 201,
      input: input.createApplicationInput,
      run: async ({ AwsRegion, Name, Endpoints }, { region }) => {
        if (AwsRegion !== region)
          throw new Refusal('BadRequestException', 'AwsRegion must be the Region of the request.');
        const lambdaArn = functionOf(Endpoints, region);
        if (applications.all().filter((each) => each.region === region).length >= MAX_APPLICATIONS) {
          throw new Refusal(
            'ResourceLimitExceededException',
            'The account has as many SIP media applications as it may.',
          );
        }
        const application = await applications.create(region, Name, lambdaArn).catch(cannotLoad);
        if (application === undefined) throw noFunction();
        return shown(application);
      },
    }),
    operation({
      name: 'UpdateSipMediaApplication',
      service: 'voice',
      input: input.updateApplicationInput,
      run: async ({ SipMediaApplicationId, Name, Endpoints }, { region }) => {
        const application = found(applications, region, SipMediaApplicationId);
        if (Endpoints !== undefined) {
          const lambdaArn = functionOf(Endpoints, region);
          const isChanged = await applications.changeFunction(application, lambdaArn).catch(cannotLoad);
          if (!isChanged) throw noFunction();
        }
        if (Name !== undefined) Object.assign(application, { name: Name, updatedAt: clock.now() });
        return shown(application);
      },
    }),
    operation({
      name: 'DeleteSipMediaApplication',
      service: 'voice',
      success: 204,
      input: input.applicationInput,
      run: ({ SipMediaApplicationId }, { region }) => {
        const application = found(applications, region, SipMediaApplicationId);
        if (application === applications.own) {
          throw new Refusal('ConflictException', 'A SIP rule leads to this SIP media application.');
        }
        applications.remove(application);
        return undefined;
      },
    }),
  ];
}

/** The function that an SMA is to invoke: it must be of its own region (service model, SipMediaApplicationEndpoint). */
function functionOf(endpoints: readonly { LambdaArn?: string }[], region: string): string {
  const lambdaArn = endpoints[0]?.LambdaArn ?? '';
  const named = functionIn(lambdaArn);
  if (named === undefined) throw new Refusal('BadRequestException', 'LambdaArn must be the ARN of a Lambda function.');
  if (named.region === region) return lambdaArn;
  throw new Refusal('BadRequestException', 'The Lambda function must be in the Region of the SIP media application.');
}

function noFunction(): Refusal {
  const message = 'There is no such Lambda function: the embedded AWS looks for its file beside the handler.';
  return new Refusal('BadRequestException', message);
}

function cannotLoad(error: unknown): never {
  const message = `The embedded AWS cannot load this function: ${messageOf(error)}`;
  throw new Refusal('BadRequestException', message);
}
