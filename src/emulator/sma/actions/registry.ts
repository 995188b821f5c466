import type { ActionKind } from './action.js';
import { pause, playAudio, recordAudio, speak } from './audio.js';
import { callAndBridge } from './call-and-bridge.js';
import { pauseCallRecording, resumeCallRecording, startCallRecording, stopCallRecording } from './call-recording.js';
import { playAudioAndGetDigits, speakAndGetDigits } from './collect-digits.js';
import { hangup } from './hangup.js';
import { joinChimeMeeting } from './join-chime-meeting.js';
import { modifyChimeMeetingAttendees } from './modify-attendees.js';
import { receiveDigits } from './receive-digits.js';
import { sendDigits } from './send-digits.js';
import { startBotConversation } from './start-bot-conversation.js';
import { voiceFocus } from './voice-focus.js';

/** Every action the emulator runs, by its Type; any other is refused. */
const ACTIONS = {
  CallAndBridge: callAndBridge,
  Hangup: hangup,
  JoinChimeMeeting: joinChimeMeeting,
  ModifyChimeMeetingAttendees: modifyChimeMeetingAttendees,
  Pause: pause,
  PauseCallRecording: pauseCallRecording,
  PlayAudio: playAudio,
  PlayAudioAndGetDigits: playAudioAndGetDigits,
  ReceiveDigits: receiveDigits,
  RecordAudio: recordAudio,
  ResumeCallRecording: resumeCallRecording,
  SendDigits: sendDigits,
  Speak: speak,
  SpeakAndGetDigits: speakAndGetDigits,
  StartBotConversation: startBotConversation,
  StartCallRecording: startCallRecording,
  StopCallRecording: stopCallRecording,
  VoiceFocus: voiceFocus,
} satisfies Record<string, ActionKind>;

/** Their names. */
export const SIMULATED_ACTIONS: readonly string[] = Object.keys(ACTIONS);

export function isSupportedAction(type: string): type is keyof typeof ACTIONS {
  return Object.hasOwn(ACTIONS, type);
}

/** The action of this Type; whoever asks has made sure that it is supported. */
export function actionKind(type: string): ActionKind {
  if (!isSupportedAction(type)) throw new Error(`no such action: ${type}`);
  return ACTIONS[type];
}
