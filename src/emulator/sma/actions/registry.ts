import { type ActionType, isActionType } from '../../../core/facts/actions/table.js';
import { type ActionKind, legProblem } from './action.js';
import {
  pause,
  playAudio,
  playAudioAndGetDigits,
  receiveDigits,
  recordAudio,
  speak,
  speakAndGetDigits,
  startBotConversation,
} from './audio.js';
import { callAndBridge } from './call-and-bridge.js';
import { hangup } from './hangup.js';
import { joinChimeMeeting } from './join-chime-meeting.js';

/** Every action whose effect the emulator simulates. The other ones of AWS run without any. */
const SIMULATED: Partial<Record<ActionType, ActionKind>> = {
  CallAndBridge: callAndBridge,
  Hangup: hangup,
  JoinChimeMeeting: joinChimeMeeting,
  Pause: pause,
  PlayAudio: playAudio,
  PlayAudioAndGetDigits: playAudioAndGetDigits,
  ReceiveDigits: receiveDigits,
  RecordAudio: recordAudio,
  Speak: speak,
  SpeakAndGetDigits: speakAndGetDigits,
  StartBotConversation: startBotConversation,
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
