import type { ActionKind } from './action.js';
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

/** Every action the emulator runs, by its Type; any other is refused. */
const ACTIONS = {
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
} satisfies Record<string, ActionKind>;

export function isSupportedAction(type: string): type is keyof typeof ACTIONS {
  return Object.hasOwn(ACTIONS, type);
}

/** The action of this Type; whoever asks has made sure that it is supported. */
export function actionKind(type: string): ActionKind {
  if (!isSupportedAction(type)) throw new Error(`no such action: ${type}`);
  return ACTIONS[type];
}
