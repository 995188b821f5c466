import type { Rule } from '../world.js';

/** One rule on its way into the table: id, label, rule, source. */
export type Row = readonly [id: string, label: Rule['label'], rule: string, source: string];

/** A page of the Amazon Chime SDK developer guide. */
export const guide = (page: string) => `https://docs.aws.amazon.com/chime-sdk/latest/dg/${page}.html`;
/** A page of the AWS Lambda developer guide. */
export const lambdaGuide = (page: string) => `https://docs.aws.amazon.com/lambda/latest/dg/${page}.html`;
/** The source of what we had to choose. */
export const OURS = 'the emulator: AWS says nothing of it';
/** The same, of what others were looked through for. */
export const NOBODY = 'no source found';
export const QUOTAS = 'AWS general reference, "Amazon Chime SDK endpoints and quotas"';
export const MEETINGS_MODEL = 'botocore, chime-sdk-meetings 2021-07-15, service model';
