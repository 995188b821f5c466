import { REQUESTS_PER_SECOND } from '../../core/facts/limits.js';
import { type Operation, operation } from '../http/operation.js';
import { Refusal } from '../http/refusal.js';
import type { Quota } from '../quotas.js';
import { TooManyCalls } from '../sma/allowance.js';
import type { Applications } from './applications.js';
import * as input from './input.js';
import { found, NO_APPLICATION } from './named.js';
import { sipHeadersProblem } from './sip-headers.js';

const quotaOf = (perSecond: number): Quota => ({ perSecond, burst: perSecond });

/** Observed of calls that were over (github.com/q4mobile/serverless-artillery); an unknown one is not told from them. */
const noCall = (transactionId: string, applicationId: string) =>
  `Transaction ${transactionId.slice(0, 100)} doesn't exist for SipMediaApplication ${applicationId}`;

export function callOperations(applications: Applications): Operation[] {
  return [
    operation({
      name: 'CreateSipMediaApplicationCall',
      service: 'voice',
      success: 201,
      quota: quotaOf(REQUESTS_PER_SECOND.createCall),
      input: input.createCallInput,
      run: (request, { region }) => {
        const { SipMediaApplicationId, FromPhoneNumber, ToPhoneNumber, SipHeaders = {}, ArgumentsMap = {} } = request;
        const problem = sipHeadersProblem(SipHeaders);
        if (problem !== undefined) throw new Refusal('BadRequestException', problem);
        const application = found(applications, region, SipMediaApplicationId);
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
      service: 'voice',
      success: 202,
      quota: quotaOf(REQUESTS_PER_SECOND.update),
      input: input.updateCallInput,
      run: ({ SipMediaApplicationId, TransactionId, Arguments }, { region }) => {
        const outcome = applications.update(
          found(applications, region, SipMediaApplicationId),
          TransactionId,
          Arguments,
        );
        if (outcome === 'no-such-application') throw new Refusal('NotFoundException', NO_APPLICATION);
        if (outcome !== 'accepted') {
          throw new Refusal('NotFoundException', noCall(TransactionId, SipMediaApplicationId));
        }
        return { SipMediaApplicationCall: { TransactionId } };
      },
    }),
  ];
}
