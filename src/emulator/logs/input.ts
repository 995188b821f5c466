import { integer, list, oneOf, structure, text, textMap, truth } from '../http/shape.js';

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

export const describeLogStreamsInput = structure(
  {},
  {
    logGroupName: groupName,
    logGroupIdentifier: groupIdentifier,
    logStreamNamePrefix: streamName,
    orderBy: oneOf('LogStreamName', 'LastEventTime'),
    descending: truth,
    nextToken,
    limit: integer({ min: 1, max: 50 }),
  },
);

export const getLogEventsInput = structure(
  { logStreamName: streamName },
  {
    logGroupName: groupName,
    logGroupIdentifier: groupIdentifier,
    startTime: timestamp,
    endTime: timestamp,
    nextToken,
    limit: integer({ min: 1, max: 10_000 }),
    startFromHead: truth,
    unmask: truth,
  },
);

export const createLogGroupInput = structure(
  { logGroupName: groupName },
  {
    kmsKeyId: text({ max: 256 }),
    tags: textMap({ min: 1, max: 50 }),
    logGroupClass: oneOf('STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'),
    deletionProtectionEnabled: truth,
  },
);

export const createLogStreamInput = structure({ logGroupName: groupName, logStreamName: streamName });

const event = structure({ timestamp, message: text({ min: 1 }) });
export const putLogEventsInput = structure(
  { logGroupName: groupName, logStreamName: streamName, logEvents: list(event, { min: 1, max: 10_000 }) },
  { sequenceToken: text({ min: 1 }) },
);

const streamNames = list(streamName, { min: 1, max: 100 });
export const startLiveTailInput = structure(
  { logGroupIdentifiers: list(groupIdentifier, { min: 1, max: 10 }) },
  { logStreamNames: streamNames, logStreamNamePrefixes: streamNames, logEventFilterPattern: text({ max: 1_024 }) },
);
