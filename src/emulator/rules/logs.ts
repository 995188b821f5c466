import { NOBODY, type Row } from './row.js';

const MODEL = 'botocore, logs 2014-03-28, service model';
const SDK = '@aws-sdk/client-cloudwatch-logs, FilterLogEventsRequest';
const GUIDE = 'CloudWatch Logs user guide, "Filter pattern syntax" (2023)';

export const LOGS_RULES: readonly Row[] = [
  [
    'logs-operations',
    'model',
    'FilterLogEvents, GetLogEvents, DescribeLogGroups, DescribeLogStreams, CreateLogGroup, CreateLogStream, PutLogEvents and StartLiveTail with their constraints; a log group exists in the Region it was made in.',
    MODEL,
  ],
  ['logs-time-range', 'model', 'Records before startTime and later than endTime are left out, both ends count.', MODEL],
  ['logs-time-range-reversed', 'assumed', 'A startTime after endTime is InvalidParameterException.', NOBODY],
  [
    'logs-group-or-identifier',
    'model',
    'Exactly one of logGroupName and logGroupIdentifier (a name or an ARN).',
    MODEL,
  ],
  [
    'logs-empty-pages',
    'model',
    'A page may be partly full or empty and still have a nextToken: paging ends where there is none.',
    MODEL,
  ],
  [
    'logs-empty-pages-when',
    'assumed',
    'Of the queries with the same group, streams and pattern every third, the first included, begins with an empty page.',
    'made up, to catch clients that stop early',
  ],
  ['logs-page-size', 'model', 'A page holds up to 10,000 events or 1 MB of them.', MODEL],
  [
    'logs-page-scan',
    'assumed',
    'A page looks at 10,000 records at most, matching or not, so a page of a long log may be empty and have a nextToken.',
    NOBODY,
  ],
  [
    'logs-page-token',
    'assumed',
    'A nextToken belongs to its query: with other parameters it is InvalidParameterException. It does not expire.',
    NOBODY,
  ],
  [
    'logs-newest-first',
    'documented',
    'startFromHead false shows the newest first; a startTime before 2024 is then InvalidParameterException.',
    SDK,
  ],
  ['logs-newest-first-no-start', 'assumed', 'No startTime counts as one before 2024.', NOBODY],
  [
    'logs-terms',
    'documented',
    'Terms are case-sensitive; all of them must match, one of those with ?, none of those with -; whatever is not alphanumeric or underscore is quoted.',
    GUIDE,
  ],
  ['logs-terms-mixed', 'assumed', 'Terms with ? beside others are ignored.', NOBODY],
  ['logs-terms-substring', 'assumed', 'A term matches anywhere in a message, in the middle of a word too.', NOBODY],
  [
    'logs-json',
    'documented',
    'JSON patterns match messages that are whole JSON objects: selectors with indexes, = != < > <= >=, IS NULL TRUE FALSE, NOT EXISTS, && ||, parentheses, * in strings.',
    GUIDE,
  ],
  [
    'logs-regular-expressions',
    'documented',
    'A term, a value of a JSON pattern or of a field may be a %regular expression% of letters, digits, :_#=@/;,- and the operators ^ $ ? [ ] { } | \\ * + . without parentheses; two in a pattern at most.',
    'CloudWatch Logs user guide, "Supported regular expressions syntax"',
  ],
  [
    'logs-fields',
    'documented',
    'Patterns in brackets match messages whose fields blanks divide, quotation marks and brackets around a field included: names, ..., = != < > <= >=, && ||, * in values.',
    GUIDE,
  ],
  [
    'logs-fields-last',
    'assumed',
    'The last field takes whatever is left of the message. A message with fewer fields than the pattern does not match.',
    "the guide's examples name two words of longer messages",
  ],
  [
    'logs-streams',
    'model',
    'DescribeLogStreams lists by name or by last event, which excludes a prefix; 50 at most.',
    MODEL,
  ],
  [
    'logs-stream-events',
    'model',
    'GetLogEvents pages both ways: its tokens are never null, and one that comes back as it was sent is the end. endTime itself does not count.',
    MODEL,
  ],
  [
    'logs-put',
    'model',
    'PutLogEvents takes at most 1 MB, 10,000 events and 24 hours in chronological order; events older than 14 days or more than two hours ahead are rejected, the others taken. Sequence tokens are ignored.',
    MODEL,
  ],
  [
    'logs-put-body',
    'assumed',
    'A batch whose whole request is larger than 1 MiB is 413.',
    'the emulator protects itself',
  ],
  [
    'logs-class',
    'assumed',
    'A new log group is of the class STANDARD; any other is InvalidParameterException. Tags and KMS keys are checked and then ignored.',
    'the emulator leaves it out',
  ],
  [
    'logs-live-tail',
    'model',
    'StartLiveTail sends sessionStart, then each second a sessionUpdate with at most 500 of the events ingested since the last one, and SessionTimeoutException after three hours. Log groups are named by ARN.',
    MODEL,
  ],
  [
    'logs-live-tail-host',
    'assumed',
    'A client must be told to leave out the host prefix (disableHostPrefix, inject_host_prefix).',
    'in AWS the host is stream-logs.REGION.amazonaws.com; loopback has no name of that kind',
  ],
  [
    'logs-quota-streams',
    'model',
    'DescribeLogStreams takes 25 requests a second, CreateLogStream 50. GetLogEvents, PutLogEvents, CreateLogGroup and StartLiveTail are not limited.',
    MODEL,
  ],
  [
    'logs-quota',
    'documented',
    'Five requests a second of FilterLogEvents and of DescribeLogGroups.',
    'CloudWatch Logs user guide, quotas (2023)',
  ],
  [
    'logs-quota-answer',
    'assumed',
    'Beyond the quota: ThrottlingException, 400, "Rate exceeded". Five requests at once are taken; what is refused uses up nothing.',
    'common errors of AWS: ThrottlingException, 400; the text as the AWS CLI and SDKs are seen to print it',
  ],
  [
    'logs-latency',
    'assumed',
    'A record can be read at once, or after the log delay that was asked for.',
    'workshop hint: "up to about 30 second latency"',
  ],
  ['logs-order', 'assumed', 'Records are ordered by their time, those of one millisecond by their arrival.', NOBODY],
  [
    'logs-reorder',
    'assumed',
    'The next four records arrive in reverse, 100 ms after each other.',
    'made up, for the fault reorder-events',
  ],
];
