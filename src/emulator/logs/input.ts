import { integer, list, oneOf, structure, text, truth } from '../http/shape.js';

/** The inputs of CloudWatch Logs with the constraints of its service model (2014-03-28, and the SDK's for the newest). */

const groupName = text({ min: 1, max: 512, pattern: /^[.\-_/#A-Za-z0-9]+$/ });
const groupIdentifier = text({ min: 1, max: 2_048, pattern: /^[\w#+=/:,.@-]*$/ });
const streamName = text({ min: 1, max: 512, pattern: /^[^:*]*$/ });
const timestamp = integer({ min: 0 });
const nextToken = text({ min: 1 });

export const filterLogEventsInput = structure(
  {},
  {
    logGroupName: groupName,
    logGroupIdentifier: groupIdentifier,
    logStreamNames: list(streamName, { min: 1, max: 100 }),
    logStreamNamePrefix: streamName,
    startTime: timestamp,
    endTime: timestamp,
    filterPattern: text({ max: 1_024 }),
    nextToken,
    limit: integer({ min: 1, max: 10_000 }),
    interleaved: truth,
    unmask: truth,
    startFromHead: truth,
  },
);

export const describeLogGroupsInput = structure(
  {},
  {
    accountIdentifiers: list(text({ pattern: /^\d{12}$/ }), { max: 20 }),
    logGroupNamePrefix: groupName,
    logGroupNamePattern: text({ max: 512, pattern: /^[.\-_/#A-Za-z0-9]*$/ }),
    nextToken,
    limit: integer({ min: 1, max: 50 }),
    includeLinkedAccounts: truth,
    logGroupClass: oneOf('STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'),
    logGroupIdentifiers: list(groupIdentifier, { min: 1, max: 50 }),
  },
);
