import { type Operation, operation } from '../http/operation.js';
import type { Clock } from '../world.js';
import { applicationOperations } from './application-operations.js';
import type { Application, Applications } from './applications.js';
import { callOperations } from './call-operations.js';
import * as input from './input.js';
import { found } from './named.js';

/** The operations of chime-sdk-voice that the emulator has. */
export function voiceOperations(applications: Applications, accountId: string, clock: Clock): Operation[] {
  return [
    ...applicationOperations(applications, accountId, clock),
    ...callOperations(applications),
    ...loggingOperations(applications),
  ];
}

function loggingOperations(applications: Applications): Operation[] {
  const logging = ({ sma }: Application) => ({
    SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs: sma.messageLogs },
  });

  return [
    operation({
      name: 'GetSipMediaApplicationLoggingConfiguration',
      service: 'voice',
      input: input.applicationInput,
      run: ({ SipMediaApplicationId }, { region }) => {
        return logging(found(applications, region, SipMediaApplicationId));
      },
    }),
    operation({
      name: 'PutSipMediaApplicationLoggingConfiguration',
      service: 'voice',
      input: input.putLoggingInput,
      run: ({ SipMediaApplicationId, SipMediaApplicationLoggingConfiguration: wanted }, { region }) => {
        const application = found(applications, region, SipMediaApplicationId);
        application.sma.messageLogs = wanted?.EnableSipMediaApplicationMessageLogs ?? false;
        return logging(application);
      },
    }),
  ];
}
