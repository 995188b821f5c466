// Named one by one, so that a bundler leaves out the SDK's other commands.
export { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
