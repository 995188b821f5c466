import { REQUESTS_PER_SECOND } from '../../core/facts/limits.js';
import { functionIn } from '../functions.js';
import { type Operation, operation } from '../http/operation.js';
import { pageToken, placeIn } from '../http/paging.js';
import { Refusal } from '../http/refusal.js';
import type { Quota } from '../quotas.js';
import { TooManyCalls } from '../sma/allowance.js';
import type { Clock } from '../world.js';
import type { Application, Applications } from './applications.js';
import * as input from './input.js';
import { sipHeadersProblem } from './sip-headers.js';
import { applicationOnTheWire } from './wire.js';

const quotaOf = (perSecond: number): Quota => ({ perSecond, burst: perSecond });

const NO_APPLICATION = 'The SIP media application could not be found.';
/** Observed of calls that were over (github.com/q4mobile/serverless-artillery); an unknown one is not told from them. */
const noCall = (transactionId: string, applicationId: string) =>
  `Transaction ${transactionId.slice(0, 100)} doesn't exist for SipMediaApplication ${applicationId}`;

/** SIP media applications of one account and region (general reference, quotas). */
export const MAX_APPLICATIONS = 30;

const DEFAULT_PAGE = 100;
const LISTING = 'ListSipMediaApplications';

/** The operations of chime-sdk-voice that the emulator has. An SMA exists in its own region only. */
export function voiceOperations(applications: Applications, accountId: string, clock: Clock): Operation[] {
  const service = 'voice';

  const found = (region: string, id: string): Application => {
    const application = applications.find(region, id);
    if (application !== undefined) return application;
    throw new Refusal('NotFoundException', NO_APPLICATION);
  };
  const logging = ({ sma }: Application) => ({
    SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs: sma.messageLogs },
  });
  const shown = (application: Application) => ({ SipMediaApplication: applicationOnTheWire(application, accountId) });

  return [
    operation({
      name: 'GetSipMediaApplication',
      service,
      input: input.applicationInput,
      run: ({ SipMediaApplicationId }, { region }) => shown(found(region, SipMediaApplicationId)),
    }),
    operation({
      name: LISTING,
      service,
      input: input.listInput,
      run: ({ NextToken, MaxResults = DEFAULT_PAGE }, { region }) => {
        const from = NextToken === undefined ? 0 : Number(placeIn(NextToken, LISTING, service));
        const all = applications.all().filter((each) => each.region === region);
        return {
          SipMediaApplications: all.slice(from, from + MaxResults).map((each) => applicationOnTheWire(each, accountId)),
          ...(from + MaxResults < all.length ? { NextToken: pageToken(LISTING, String(from + MaxResults)) } : {}),
        };
      },
    }),
    operation({
      name: 'CreateSipMediaApplication',
      service,
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
      service,
      input: input.updateApplicationInput,
      run: async ({ SipMediaApplicationId, Name, Endpoints }, { region }) => {
        const application = found(region, SipMediaApplicationId);
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
      service,
      success: 204,
      input: input.applicationInput,
      run: ({ SipMediaApplicationId }, { region }) => {
        const application = found(region, SipMediaApplicationId);
        if (application === applications.own) {
          throw new Refusal('ConflictException', 'A SIP rule leads to this SIP media application.');
        }
        applications.remove(application);
        return undefined;
      },
    }),
    operation({
      name: 'CreateSipMediaApplicationCall',
      service,
      success: 201,
      quota: quotaOf(REQUESTS_PER_SECOND.createCall),
      input: input.createCallInput,
      run: (request, { region }) => {
        const { SipMediaApplicationId, FromPhoneNumber, ToPhoneNumber, SipHeaders = {}, ArgumentsMap = {} } = request;
        const problem = sipHeadersProblem(SipHeaders);
        if (problem !== undefined) throw new Refusal('BadRequestException', problem);
        const application = found(region, SipMediaApplicationId);
        const line = { from: FromPhoneNumber, to: ToPhoneNumber, sipHeaders: SipHeaders, arguments: ArgumentsMap };
        try {
          return { SipMediaApplicationCall: { TransactionId: application.sma.placeOutbound(line).transactionId } };
        } catch (error) {
          if (!(error instanceof TooManyCalls)) throw error;
          throw new Refusal('ResourceLimitExceededException', 'The account has as many live calls as it may have.');
        }
      },
    }),
    operation({
      name: 'UpdateSipMediaApplicationCall',
      service,
      success: 202,
      quota: quotaOf(REQUESTS_PER_SECOND.update),
      input: input.updateCallInput,
      run: ({ SipMediaApplicationId, TransactionId, Arguments }, { region }) => {
        const outcome = applications.update(found(region, SipMediaApplicationId), TransactionId, Arguments);
        if (outcome === 'no-such-application') throw new Refusal('NotFoundException', NO_APPLICATION);
        if (outcome !== 'accepted') {
          throw new Refusal('NotFoundException', noCall(TransactionId, SipMediaApplicationId));
        }
        return { SipMediaApplicationCall: { TransactionId } };
      },
    }),
    operation({
      name: 'GetSipMediaApplicationLoggingConfiguration',
      service,
      input: input.applicationInput,
      run: ({ SipMediaApplicationId }, { region }) => {
        return logging(found(region, SipMediaApplicationId));
      },
    }),
    operation({
      name: 'PutSipMediaApplicationLoggingConfiguration',
      service,
      input: input.putLoggingInput,
      run: ({ SipMediaApplicationId, SipMediaApplicationLoggingConfiguration: wanted }, { region }) => {
        const application = found(region, SipMediaApplicationId);
        application.sma.messageLogs = wanted?.EnableSipMediaApplicationMessageLogs ?? false;
        return logging(application);
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
  const message = `The embedded AWS cannot load this function: ${error instanceof Error ? error.message : String(error)}`;
  throw new Refusal('BadRequestException', message);
}
