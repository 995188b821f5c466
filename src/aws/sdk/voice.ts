// Named one by one, so that a bundler leaves out the SDK's other commands.
export {
  ChimeSDKVoiceClient,
  GetSipMediaApplicationCommand,
  ListSipMediaApplicationsCommand,
  UpdateSipMediaApplicationCallCommand,
} from '@aws-sdk/client-chime-sdk-voice';
