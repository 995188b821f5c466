import { type ActionType, isActionType } from '../../../core/facts/actions/table.js';
import { type ActionKind, legProblem } from './action.js';
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

/** Every action whose effect the emulator simulates. The other ones of AWS run without any. */
const SIMULATED: Partial<Record<ActionType, ActionKind>> = {
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
};

/** An action that AWS has and the emulator does not simulate: it succeeds, and changes nothing. */
const withoutEffect: ActionKind = { takes: () => 20, problem: legProblem };

/** True where the emulator knows what the action does to a call. */
export function isSimulated(type: ActionType): boolean {
  return SIMULATED[type] !== undefined;
}

/** The action of this Type; whoever asks has made sure that AWS has it. */
export function actionKind(type: string): ActionKind {
  if (!isActionType(type)) throw new Error(`no such action: ${type}`);
  return SIMULATED[type] ?? withoutEffect;
}
