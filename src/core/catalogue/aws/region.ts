import { NOT_SENT } from '../after-request.js';
import type { AnswerEntry } from '../entry.js';
import { SDK } from '../sources.js';

const NO_REGION = new RegExp(
  [
    'Region is missing|Missing region in config|You must specify a region',
    'Unable to (?:find a region via the region provider chain|load region from any of the providers)',
    'No RegionEndpoint or ServiceURL configured',
    'could not find region configuration|Invalid Configuration: Missing Region|an AWS region is required',
    'Missing required client configuration options:\\s+region|Aws::Errors::MissingRegionError|No region was provided',
  ].join('|'),
  'i',
);

/** A region, an endpoint or an id that a request lacks. */
export const REGION_ENTRIES: readonly AnswerEntry[] = [
  {
    id: 'region.missing',
    title: 'No AWS region is set',
    recognised: {
      error: { says: /^Region is missing/, unsent: true },
      says: NO_REGION,
      failure: 'REGION_MISSING',
    },
    meaning: 'No AWS region is set.',
    certainty: 'observed',
    sources: [SDK],
    ...NOT_SENT,
    steps: () => ["set --region or AWS_REGION to the SIP media application's region"],
  },
  {
    id: 'region.unusable',
    title: 'The AWS region cannot be the name of one',
    recognised: {
      error: { says: /^Region not accepted/, unsent: true },
      says: /Region not accepted/,
      failure: 'REGION_INVALID',
    },
    meaning: 'The AWS region cannot be the name of one.',
    certainty: 'observed',
    sources: [SDK],
    ...NOT_SENT,
    steps: () => ['check --region, --meetings-region and AWS_REGION'],
  },
  {
    id: 'endpoint.contradicts',
    title: 'The endpoint cannot be used with the other AWS settings',
    recognised: {
      error: { says: /^Invalid Configuration:|custom endpoint/, unsent: true },
      says: /Invalid Configuration: .{0,300}custom endpoint/,
      failure: 'ENDPOINT_INVALID',
    },
    meaning: 'The endpoint cannot be used together with the other AWS settings.',
    certainty: 'observed',
    sources: [SDK],
    ...NOT_SENT,
    steps: () => ['unset AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, or the endpoint'],
  },
  {
    id: 'endpoint.no-url',
    title: 'The endpoint is no URL',
    recognised: { error: { codes: ['ERR_INVALID_URL', 'ERR_INVALID_PROTOCOL'] }, failure: 'ENDPOINT_INVALID' },
    meaning: 'The endpoint is no URL.',
    certainty: 'observed',
    sources: [SDK],
    ...NOT_SENT,
    steps: () => ['check --endpoint-url, AWS_ENDPOINT_URL and its variants'],
  },
  {
    id: 'id.missing-in-request',
    title: 'An id that the request needs is missing',
    recognised: {
      error: {
        says: /^No value provided for input HTTP label|^Empty value provided for input HTTP label/,
        unsent: true,
      },
      says: /(?:No|Empty) value provided for input HTTP label/,
      failure: 'ID_MISSING',
    },
    meaning: ({ doing }) => `An id that is needed to ${doing} is missing.`,
    certainty: 'observed',
    sources: [SDK],
    ...NOT_SENT,
    steps: () => ['give the id that the message names'],
  },
];
