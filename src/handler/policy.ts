import { SMA_PRINCIPAL } from '../core/facts/limits.js';

/** What stands for the operator's own ids, and what each is. */
export const POLICY_PLACEHOLDERS = {
  ACCOUNT_ID: 'the AWS account',
  REGION: "the SMA's region",
  MEETINGS_REGION: "the meetings' control region",
  SMA_ID: 'the id of the SIP media application',
  FUNCTION_NAME: "the handler's function",
} as const;

interface Statement {
  Sid: string;
  Effect: 'Allow';
  Principal?: { Service: string };
  Action: string[];
  Resource: string[];
  Condition?: { StringEquals: Record<string, string> };
}

/** IAM's prefix is `chime` for both Chime SDK services: `chime-sdk-voice:` and `chime-sdk-meetings:` grant nothing. */
const OPERATOR: Statement[] = [
  {
    Sid: 'UpdateTheCall',
    Effect: 'Allow',
    Action: ['chime:UpdateSipMediaApplicationCall', 'chime:GetSipMediaApplication'],
    Resource: ['arn:aws:chime:REGION:ACCOUNT_ID:sma/SMA_ID'],
  },
  {
    // Only where `bridge` is given a CallId alone. A list has no resource to name.
    Sid: 'FindTheCall',
    Effect: 'Allow',
    Action: ['chime:ListSipMediaApplications'],
    Resource: ['*'],
  },
  {
    // Neither has a meeting yet that could be named.
    Sid: 'MakeMeetings',
    Effect: 'Allow',
    Action: ['chime:CreateMeeting', 'chime:CreateMeetingWithAttendees'],
    Resource: ['*'],
  },
  {
    Sid: 'UseMeetings',
    Effect: 'Allow',
    Action: [
      'chime:GetMeeting',
      'chime:DeleteMeeting',
      'chime:CreateAttendee',
      'chime:BatchCreateAttendee',
      'chime:ListAttendees',
      'chime:DeleteAttendee',
    ],
    Resource: ['arn:aws:chime:MEETINGS_REGION:ACCOUNT_ID:meeting/*'],
  },
  {
    Sid: 'ReadTheEvidence',
    Effect: 'Allow',
    Action: ['logs:FilterLogEvents'],
    Resource: [
      'arn:aws:logs:REGION:ACCOUNT_ID:log-group:/aws/lambda/FUNCTION_NAME:*',
      'arn:aws:logs:REGION:ACCOUNT_ID:log-group:/aws/ChimeSipMediaApplicationSipMessages/SMA_ID:*',
    ],
  },
];

/** The SMAs of one account alone, as AWS's guide has it (developer guide, route-calls-events-cli: `--source-account`). */
const FUNCTION: Statement[] = [
  {
    Sid: 'SipMediaApplicationInvokes',
    Effect: 'Allow',
    Principal: { Service: SMA_PRINCIPAL },
    Action: ['lambda:InvokeFunction'],
    Resource: ['arn:aws:lambda:REGION:ACCOUNT_ID:function:FUNCTION_NAME'],
    Condition: { StringEquals: { 'AWS:SourceAccount': 'ACCOUNT_ID' } },
  },
];

const document = (Statement: Statement[]) => ({ Version: '2012-10-17', Statement });

/** One JSON document: the operator's IAM policy, and the function's resource policy. */
export const POLICIES = { operator: document(OPERATOR), function: document(FUNCTION) };
