import type { Rule } from '../world.js';

const MODEL = 'botocore, logs 2014-03-28, service model';
const SDK = '@aws-sdk/client-cloudwatch-logs, FilterLogEventsRequest';
const GUIDE = 'CloudWatch Logs user guide, "Filter pattern syntax" (2023)';
const NOBODY = 'no source found';

const rule = (id: string, label: Rule['label'], source: string, text: string): Rule => ({
  id: `logs-${id}`,
  area: 'logs',
  label,
  rule: text,
  source,
});

/** What the emulator's CloudWatch Logs does, and how sure that is. */
export const LOGS_RULES: Rule[] = [
  rule(
    'operations',
    'model',
    MODEL,
    'FilterLogEvents, GetLogEvents, DescribeLogGroups, DescribeLogStreams, CreateLogGroup, CreateLogStream, PutLogEvents and StartLiveTail with their constraints; a log group exists in the Region it was made in.',
  ),
  rule('time-range', 'model', MODEL, 'Records before startTime and later than endTime are left out, both ends count.'),
  rule('time-range-reversed', 'assumed', NOBODY, 'A startTime after endTime is InvalidParameterException.'),
  rule('group-or-identifier', 'model', MODEL, 'Exactly one of logGroupName and logGroupIdentifier (a name or an ARN).'),
  rule(
    'empty-pages',
    'model',
    MODEL,
    'A page may be partly full or empty and still have a nextToken: paging ends where there is none.',
  ),
  rule(
    'empty-pages-when',
    'assumed',
    'made up, to catch clients that stop early',
    'Of the queries with the same group, streams and pattern every third, the first included, begins with an empty page.',
  ),
  rule('page-size', 'model', MODEL, 'A page holds up to 10,000 events or 1 MB of them.'),
  rule(
    'page-scan',
    'assumed',
    NOBODY,
    'A page looks at 10,000 records at most, matching or not, so a page of a long log may be empty and have a nextToken.',
  ),
  rule(
    'page-token',
    'assumed',
    NOBODY,
    'A nextToken belongs to its query: with other parameters it is InvalidParameterException. It does not expire.',
  ),
  rule(
    'newest-first',
    'documented',
    SDK,
    'startFromHead false shows the newest first; a startTime before 2024 is then InvalidParameterException.',
  ),
  rule('newest-first-no-start', 'assumed', NOBODY, 'No startTime counts as one before 2024.'),
  rule(
    'terms',
    'documented',
    GUIDE,
    'Terms are case-sensitive; all of them must match, one of those with ?, none of those with -; whatever is not alphanumeric or underscore is quoted.',
  ),
  rule('terms-mixed', 'assumed', NOBODY, 'Terms with ? beside others are ignored.'),
  rule('terms-substring', 'assumed', NOBODY, 'A term matches anywhere in a message, in the middle of a word too.'),
  rule(
    'json',
    'documented',
    GUIDE,
    'JSON patterns match messages that are whole JSON objects: selectors with indexes, = != < > <= >=, IS NULL TRUE FALSE, NOT EXISTS, && ||, parentheses, * in strings.',
  ),
  rule(
    'regular-expressions',
    'documented',
    'CloudWatch Logs user guide, "Supported regular expressions syntax"',
    'A term, a value of a JSON pattern or of a field may be a %regular expression% of letters, digits, :_#=@/;,- and the operators ^ $ ? [ ] { } | \\ * + . without parentheses; two in a pattern at most.',
  ),
  rule(
    'fields',
    'documented',
    GUIDE,
    'Patterns in brackets match messages whose fields blanks divide, quotation marks and brackets around a field included: names, ..., = != < > <= >=, && ||, * in values.',
  ),
  rule(
    'fields-last',
    'assumed',
    "the guide's examples name two words of longer messages",
    'The last field takes whatever is left of the message. A message with fewer fields than the pattern does not match.',
  ),
  rule(
    'streams',
    'model',
    MODEL,
    'DescribeLogStreams lists by name or by last event, which excludes a prefix; 50 at most.',
  ),
  rule(
    'stream-events',
    'model',
    MODEL,
    'GetLogEvents pages both ways: its tokens are never null, and one that comes back as it was sent is the end. endTime itself does not count.',
  ),
  rule(
    'put',
    'model',
    MODEL,
    'PutLogEvents takes at most 1 MB, 10,000 events and 24 hours in chronological order; events older than 14 days or more than two hours ahead are rejected, the others taken. Sequence tokens are ignored.',
  ),
  rule(
    'put-body',
    'assumed',
    'the emulator protects itself',
    'A batch whose whole request is larger than 1 MiB is 413.',
  ),
  rule(
    'class',
    'assumed',
    'the emulator leaves it out',
    'A new log group is of the class STANDARD; any other is InvalidParameterException. Tags and KMS keys are checked and then ignored.',
  ),
  rule(
    'live-tail',
    'model',
    MODEL,
    'StartLiveTail sends sessionStart, then each second a sessionUpdate with at most 500 of the events ingested since the last one, and SessionTimeoutException after three hours. Log groups are named by ARN.',
  ),
  rule(
    'live-tail-host',
    'assumed',
    'in AWS the host is stream-logs.REGION.amazonaws.com; loopback has no name of that kind',
    'A client must be told to leave out the host prefix (disableHostPrefix, inject_host_prefix).',
  ),
  rule(
    'quota-streams',
    'model',
    MODEL,
    'DescribeLogStreams takes 25 requests a second, CreateLogStream 50. GetLogEvents, PutLogEvents, CreateLogGroup and StartLiveTail are not limited.',
  ),
  rule(
    'quota',
    'documented',
    'CloudWatch Logs user guide, quotas (2023)',
    'Five requests a second of FilterLogEvents and of DescribeLogGroups.',
  ),
  rule(
    'quota-answer',
    'assumed',
    'common errors of AWS: ThrottlingException, 400; the text as the AWS CLI and SDKs are seen to print it',
    'Beyond the quota: ThrottlingException, 400, "Rate exceeded". Five requests at once are taken; what is refused uses up nothing.',
  ),
  rule(
    'latency',
    'assumed',
    'workshop hint: "up to about 30 second latency"',
    'A record can be read at once, or after the log delay that was asked for.',
  ),
  rule('order', 'assumed', NOBODY, 'Records are ordered by their time, those of one millisecond by their arrival.'),
  rule(
    'reorder',
    'assumed',
    'made up, for the fault reorder-events',
    'The next four records arrive in reverse, 100 ms after each other.',
  ),
];
