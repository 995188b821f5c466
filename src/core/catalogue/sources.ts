/** Where what the catalogue says is written. */

/** A page of the Amazon Chime SDK developer guide. */
export const guide = (page: string) => `https://docs.aws.amazon.com/chime-sdk/latest/dg/${page}.html`;
/** A page of the Amazon Chime SDK administration guide. */
const adminGuide = (page: string) => `https://docs.aws.amazon.com/chime-sdk/latest/ag/${page}.html`;
/** A page of the AWS Lambda developer guide. */
export const lambdaGuide = (page: string) => `https://docs.aws.amazon.com/lambda/latest/dg/${page}.html`;
/** A page of the Amazon Chime SDK API reference. */
const api = (page: string) => `https://docs.aws.amazon.com/chime-sdk/latest/APIReference/${page}.html`;

export const UPDATE_API = api('API_voice-chime_UpdateSipMediaApplicationCall');
export const COMMON_ERRORS = api('CommonErrors');
export const QUOTAS = 'https://docs.aws.amazon.com/general/latest/gr/chime-sdk.html';
export const FAQS = 'https://github.com/aws/amazon-chime-sdk-js/blob/main/guides/07_FAQs.md';
export const VOICE_MODEL = 'AWS service model chime-sdk-voice, 2022-08-03';
export const MEETINGS_MODEL = 'AWS service model chime-sdk-meetings, 2021-07-15';
export const LOGS_MODEL = 'AWS service model logs, 2014-03-28';
export const MAINTENANCE = adminGuide('sip-applications-maintenance-mode');
export const SDK = 'the AWS SDK for JavaScript v3, run against a local server';
export const NODE = 'https://nodejs.org/api/errors.html';
/** What people report of real accounts: observed, and no promise of AWS's. */
export const issue = (repository: string, number: number) => `https://github.com/${repository}/issues/${number}`;
export const TROUBLESHOOTING = guide('unexpected-action-fail');
/** Ours: the exit codes, verdicts and error codes are this program's own. Each is named on the page that is cited for it. */
export const VERDICTS_PAGE = 'chime-join, docs/verdicts.md';
export const RUNS_PAGE = 'chime-join, docs/runs.md';
export const ERRORS_PAGE = 'chime-join, docs/errors.md';
