import { sameId } from '../../core/facts/ids.js';
import { REQUESTS_PER_SECOND } from '../../core/facts/limits.js';
import { type Operation, operation } from '../http/operation.js';
import { placeIn } from '../http/paging.js';
import { Refusal } from '../http/refusal.js';
import type { Quota } from '../quotas.js';
import { TooManyCalls } from '../sma/allowance.js';
import type { SipMediaApplication } from '../world.js';
import * as input from './input.js';
import { sipHeadersProblem } from './sip-headers.js';
import { applicationOnTheWire } from './wire.js';

const quotaOf = (perSecond: number): Quota => ({ perSecond, burst: perSecond });

const NO_APPLICATION = 'The SIP media application could not be found.';
/** Observed of calls that were over (github.com/q4mobile/serverless-artillery); an unknown one is not told from them. */
const noCall = (transactionId: string, applicationId: string) =>
  `Transaction ${transactionId.slice(0, 100)} doesn't exist for SipMediaApplication ${applicationId}`;

/** The operations of chime-sdk-voice that the emulator has. The SMA exists in its own region only. */
export function voiceOperations(sma: SipMediaApplication, accountId: string): Operation[] {
  const service = 'voice';

  const inPlace = (region: string, id?: string) =>
    region === sma.region && (id === undefined || sameId(id, sma.sipMediaApplicationId));
  const found = (region: string, id: string): SipMediaApplication => {
    if (inPlace(region, id)) return sma;
    throw new Refusal('NotFoundException', NO_APPLICATION);
  };
  const logging = () => ({
    SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs: sma.messageLogs },
  });

  return [
    operation({
      name: 'GetSipMediaApplication',
      service,
      input: input.applicationInput,
      run: ({ SipMediaApplicationId }, { region }) => ({
        SipMediaApplication: applicationOnTheWire(found(region, SipMediaApplicationId), accountId),
      }),
    }),
    operation({
      name: 'ListSipMediaApplications',
      service,
      input: input.listInput,
      run: ({ NextToken }, { region }) => {
        // One SMA makes one page: no token was ever given out.
        if (NextToken !== undefined) placeIn(NextToken, 'ListSipMediaApplications', service);
        return { SipMediaApplications: inPlace(region) ? [applicationOnTheWire(sma, accountId)] : [] };
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
          return { SipMediaApplicationCall: { TransactionId: application.placeOutbound(line).transactionId } };
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
        const outcome = found(region, SipMediaApplicationId).update(TransactionId, Arguments);
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
        found(region, SipMediaApplicationId);
        return logging();
      },
    }),
    operation({
      name: 'PutSipMediaApplicationLoggingConfiguration',
      service,
      input: input.putLoggingInput,
      run: ({ SipMediaApplicationId, SipMediaApplicationLoggingConfiguration: wanted }, { region }) => {
        found(region, SipMediaApplicationId).messageLogs = wanted?.EnableSipMediaApplicationMessageLogs ?? false;
        return logging();
      },
    }),
  ];
}
