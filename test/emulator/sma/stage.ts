import type { ActionData, HandlerAction } from '../../../src/core/facts/event.js';
import { ActionList, type ActionReport, type FailureForm } from '../../../src/emulator/sma/action-list.js';
import type { Stage } from '../../../src/emulator/sma/actions/action.js';
import { Call, type Leg } from '../../../src/emulator/sma/call.js';
import { createTelephones } from '../../../src/emulator/telephones.js';
import { fakeClock, fakeDoor } from './rig.js';

export interface Reported {
  type: ActionReport;
  data: ActionData;
}

/** The actions of one call, without the call's events: what they report, and which legs they let go. */
export function staged({ form = 'type-and-message' as FailureForm, direction = 'Inbound' as Call['direction'] } = {}) {
  const clock = fakeClock(0);
  const door = fakeDoor();
  const call = new Call(direction);
  const legA = call.addLeg({
    tag: 'LEG-A',
    to: '+12065550100',
    from: '+12065550142',
    direction,
    startedAt: 0,
    status: 'Ringing',
  });
  const account = { mayAct: true, mayCallOut: true };
  const reports: Reported[] = [];
  const left: { leg: Leg; code: number | undefined }[] = [];
  const hangups: { leg: Leg; code: number }[] = [];
  const digits: ActionData[] = [];
  const stage: Stage = {
    call,
    clock,
    door,
    telephones: createTelephones(),
    mayAct: () => account.mayAct,
    mayCallOut: () => account.mayCallOut,
    legLeft(leg, code) {
      left.push({ leg, code });
      leg.status = 'Disconnected';
    },
    tellHangup: (leg, code) => void hangups.push({ leg, code }),
    digitsReceived: (data) => void digits.push(data),
  };
  const list = new ActionList(stage, form, (type, data) => void reports.push({ type, data }));
  const addLegB = () =>
    call.addLeg({ tag: 'LEG-B', to: '+1', from: '+2', direction: 'Outbound', startedAt: 0, status: 'Connected' });
  return {
    ...{ clock, door, call, legA, account, stage, list, reports, left, hangups, digits, addLegB },
    told: () => reports.map(({ type, data }) => `${type} ${data.Type}`),
    run: (actions: HandlerAction[], ms = 0) => {
      list.replace(actions);
      clock.advance(ms);
    },
  };
}

export const pause = (ms: number): HandlerAction => ({
  Type: 'Pause',
  Parameters: { DurationInMilliseconds: String(ms) },
});
