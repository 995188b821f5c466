import { ChimeSDKMeetingsClient, GetMeetingCommand } from '@aws-sdk/client-chime-sdk-meetings';
import { ChimeSDKVoiceClient, ListSipMediaApplicationsCommand } from '@aws-sdk/client-chime-sdk-voice';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';

/** A service's client, and a harmless command of it whose request another takes the place of; `path` is how its own ends. */
export function of(service: 'meetings' | 'voice' | 'logs', config: object, anyId: string) {
  if (service === 'meetings') {
    const command = () => ({ command: new GetMeetingCommand({ MeetingId: anyId }), path: `/meetings/${anyId}` });
    return { client: new ChimeSDKMeetingsClient(config), command };
  }
  if (service === 'voice') {
    const command = () => ({ command: new ListSipMediaApplicationsCommand({}), path: '/sip-media-applications' });
    return { client: new ChimeSDKVoiceClient(config), command };
  }
  return {
    client: new CloudWatchLogsClient(config),
    command: () => ({ command: new DescribeLogGroupsCommand({}), path: '/' }),
  };
}
