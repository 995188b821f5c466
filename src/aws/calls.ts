import type { Calls } from '../core/ports/calls.js';
import type { Clients } from './clients.js';
import { secretsIn } from './mask.js';
import { readOptionalText } from './reading.js';
import type { Ask } from './request.js';

/** UpdateSipMediaApplicationCall over the wire, once: the SDK's own repeats would invoke the handler again. */
export function openCalls(clients: Clients, ask: Ask, region: string): Calls {
  return {
    async update({ sipMediaApplicationId, transactionId, arguments: values }, signal) {
      const { sdk, client } = await clients.voiceOnce();
      const command = new sdk.UpdateSipMediaApplicationCallCommand({
        SipMediaApplicationId: sipMediaApplicationId,
        TransactionId: transactionId,
        Arguments: values,
      });
      return ask(
        {
          context: {
            operation: 'UpdateSipMediaApplicationCall',
            service: 'voice',
            region,
            secrets: secretsIn(values),
          },
          command,
          send: (options) => client.send(command, options),
          read: ({ SipMediaApplicationCall: call }) => ({
            transactionId: readOptionalText(call?.TransactionId, 'TransactionId'),
          }),
        },
        signal,
      );
    },
  };
}
