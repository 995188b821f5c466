import { bridgeCommand } from '../catalogue/command-line.js';
import { FILL_ARGUMENTS, PRINT, REHEARSE_KEYS, SAY_WHICH } from '../catalogue/remarks.js';
import { JOIN_GRADES, type JoinGrade } from './answer.js';
import { neverJoins } from './course.js';
import { finding, listed, ok, unknown } from './judged.js';
import { isNotSimulated } from './lacking.js';
import type { Judge, Observed } from './observed.js';
import type { JoinTrial } from './ports.js';
import { isTraced } from './search-result.js';

/** The best answer got at least as far as this. */
function reached({ search: { found } }: Observed, grade: JoinGrade): boolean {
  return found !== null && JOIN_GRADES.indexOf(found.grade) > JOIN_GRADES.indexOf(grade);
}

const namesIn = (reads: string[]) => listed(reads.slice(0, 20).map((name) => JSON.stringify(name.slice(0, 60))));

const knowsUpdate: Judge = ({ search, bridged }) => {
  const { reads, found, actions, emptied, hungUp, tries, listed: copied, threwFirst } = search;
  if (reads !== null && reads.length > 0) {
    return ok(`On CALL_UPDATE_REQUESTED it reads the arguments ${namesIn(reads)}.`);
  }
  if (found !== null) return ok('It acts on CALL_UPDATE_REQUESTED.');
  if (hungUp === tries && tries > 0) {
    return finding('It hangs up on every update that was tried, and reads no argument of it.', PRINT);
  }
  if (bridged !== null && (bridged.reads ?? []).length > 0) {
    return ok(
      `On a call with two legs it reads the arguments ${namesIn(bridged.reads ?? [])}; on a call with one, none.`,
    );
  }
  if (reads === null) return unknown('Whether it reads the arguments of an update cannot be seen.', PRINT);
  const threw = threwFirst ?? bridged?.threwFirst ?? null;
  if (threw !== null) {
    return unknown(
      `It throws on CALL_UPDATE_REQUESTED before it reads an argument (${threw.text.slice(0, 200)}): what it would read is not known.`,
      'Give it the call that it expects: read what an update needs before it looks at anything else.',
    );
  }
  if (copied) {
    return unknown('It copies the arguments of an update: what it reads of the copy cannot be seen.', SAY_WHICH);
  }
  return finding(`It reads no argument of CALL_UPDATE_REQUESTED: ${doesWith(actions, emptied)}.`, PRINT);
};

function doesWith(actions: string[], emptied: boolean): string {
  if (actions.length > 0) return `each is answered with ${listed(actions)}`;
  return emptied ? 'each is answered with an empty list of actions' : 'updates are ignored';
}

const argumentsFound: Judge = ({ handler: { source }, search, bridged }) => {
  const { found, tries, hung, threwFirst, unusable } = search;
  if (found !== null) return ok(`These arguments make it return JoinChimeMeeting: ${bridgeCommand(found)}`);
  const cause = hung ? ' The search ended early, because it hung.' : '';
  const seen = `None of ${tries} sets of arguments made it return JoinChimeMeeting.${cause}`;
  if (bridged?.found != null) {
    return finding(
      'It returns JoinChimeMeeting only on a call that is bridged already: that action cannot run there.',
      'Hold the caller on LEG-A alone until the update comes.',
    );
  }
  if (unusable !== null) return unknown(`${seen} One of its answers cannot be used: ${unusable}.`, null);
  const mayJoin = source === '' || !neverJoins(source, search) || threwFirst !== null;
  return mayJoin && !hung ? unknown(`${seen} Which would could not be found out.`, SAY_WHICH) : finding(seen, PRINT);
};

const joinToken: Judge = (observed) => {
  if (observed.search.found === null) return null;
  if (reached(observed, 'other-token')) return ok('JoinToken is the one of the update.');
  if (!observed.search.ownToken) {
    return unknown(
      'It returns JoinChimeMeeting, but which argument its JoinToken comes from could not be found out.',
      FILL_ARGUMENTS,
    );
  }
  return finding(
    'Its JoinChimeMeeting holds another JoinToken than the update brought, and the same one each time.',
    'Take JoinToken from event.ActionData.Parameters.Arguments.',
  );
};

const meetingId: Judge = (observed) => {
  const { found } = observed.search;
  if (found === null || !reached(observed, 'other-token')) return null;
  if (reached(observed, 'no-meeting')) return ok('MeetingId is the one of the update.');
  const { ownMeeting, noMeeting } = observed.search;
  const given = found.parameters['MeetingId'];
  if (!ownMeeting && !noMeeting) {
    return unknown(
      `Its JoinChimeMeeting ${given === undefined ? 'held no MeetingId' : 'did not hold the MeetingId of the update'}, but what it takes it from could not be found out.`,
      FILL_ARGUMENTS,
    );
  }
  const what = given === undefined ? 'holds no MeetingId' : 'holds another MeetingId than the update brought';
  return finding(
    `Its JoinChimeMeeting ${what}: without the right one no meeting of today's API can be joined.`,
    "Return MeetingId beside JoinToken. AWS's page calls it optional, which was true of the old namespace alone.",
  );
};

const legA: Judge = (observed) => {
  if (!reached(observed, 'no-meeting')) return null;
  if (reached(observed, 'other-leg')) return ok('The leg that joins is LEG-A.');
  return finding(
    'Its JoinChimeMeeting names another leg than LEG-A, which is not what AWS documents it for.',
    'Take CallId from the participant of the event whose ParticipantTag is LEG-A, or leave it out.',
  );
};

/** An update that comes earlier is not taken: whoever sends one must know. */
function onceText({ after }: JoinTrial): string {
  if (after === null) return '';
  return 'keys' in after ? `, once the caller had pressed ${after.keys}` : `, once its first ${after.action} was over`;
}

const joins: Judge = (observed) => {
  const { trial, search } = observed;
  if (trial === null) return unknown('Not tried: no arguments were found.');
  if (trial.joined) return ok(`A call joined a meeting on the embedded AWS with these arguments${onceText(trial)}.`);
  const why = (trial.hindrance ?? 'nothing happened to it').replace(/\.$/, '');
  if (isNotSimulated(trial)) {
    const actions = listed(trial.notSimulated.map((type) => type.slice(0, 60)));
    return unknown(
      `Whether a call joins cannot be seen: ${actions} is not simulated here.`,
      'Try it on a test call in AWS.',
    );
  }
  if (trial.unheard !== null) {
    return unknown(
      `Its first actions ask for keys, and did not take ${trial.unheard}: whether a call joins after the right ones was not seen.`,
      REHEARSE_KEYS,
    );
  }
  const seen = `The call did not join on the embedded AWS: ${why}.`;
  // What it takes the token from was not found out: that the call did not join says nothing of the handler.
  if (!isTraced(search)) return unknown(seen, SAY_WHICH);
  return finding(seen, 'Mend what is found above, and check again.');
};

/** Does an update make it join, and which? */
export const JOIN_JUDGES = {
  'knows-update': knowsUpdate,
  'arguments-found': argumentsFound,
  'join-token': joinToken,
  'meeting-id': meetingId,
  'leg-a': legA,
  joins,
} satisfies Record<string, Judge>;
