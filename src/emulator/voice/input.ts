import { MAX_UPDATE_ARGUMENTS } from '../../core/facts/limits.js';
import { integer, list, structure, text, textMap, truth } from '../http/shape.js';

/** The inputs of chime-sdk-voice with the constraints of its service model (2022-08-03). */

const nonEmpty = text({ pattern: /^.*\S.*$/ });
const e164 = text({ pattern: /^\+?[1-9]\d{1,14}$/ });

export const applicationInput = structure({ SipMediaApplicationId: nonEmpty });
export const listInput = structure({}, { MaxResults: integer({ min: 1, max: 100 }), NextToken: text({ max: 65_535 }) });
export const createCallInput = structure(
  { SipMediaApplicationId: nonEmpty, FromPhoneNumber: e164, ToPhoneNumber: e164 },
  { SipHeaders: textMap({ max: 20 }), ArgumentsMap: textMap({ max: 20 }) },
);
export const updateCallInput = structure({
  SipMediaApplicationId: nonEmpty,
  TransactionId: nonEmpty,
  Arguments: textMap({ max: MAX_UPDATE_ARGUMENTS }),
});
export const putLoggingInput = structure(
  { SipMediaApplicationId: nonEmpty },
  { SipMediaApplicationLoggingConfiguration: structure({}, { EnableSipMediaApplicationMessageLogs: truth }) },
);

const name = text({ min: 1, max: 256, pattern: /^[a-zA-Z0-9 _.-]+$/ });
const endpoints = list(structure({}, { LambdaArn: text({ max: 10_000 }) }), { min: 1, max: 1 });
const tag = structure({ Key: text({ min: 1, max: 128 }), Value: text({ max: 256 }) });

export const createApplicationInput = structure(
  { AwsRegion: text(), Name: name, Endpoints: endpoints },
  { Tags: list(tag, { min: 1, max: 50 }) },
);
export const updateApplicationInput = structure(
  { SipMediaApplicationId: nonEmpty },
  { Name: name, Endpoints: endpoints },
);
