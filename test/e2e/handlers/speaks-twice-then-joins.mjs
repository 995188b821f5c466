import { hold, isUpdate, join, respond } from './hold.mjs';

const speak = (/** @type {string} */ Text) => ({ Type: 'Speak', Parameters: { Text, VoiceId: 'Joanna' } });
/** @type {any} */
let kept = null;
let spoken = 0;

/** Two prompts, one after the other, and the join once both are spoken; all of it is logged. @param {any} event */
function answerTo(event) {
  if (isUpdate(event)) {
    kept = event;
    return respond([speak('One moment, please.')]);
  }
  if (event.InvocationEventType !== 'ACTION_SUCCESSFUL' || event.ActionData.Type !== 'Speak') return hold(event);
  spoken += 1;
  return spoken === 1 ? respond([speak('We are connecting you.')]) : respond([join(kept)]);
}

/** @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  const answer = answerTo(event);
  console.log(JSON.stringify(answer));
  return answer;
};
