import { JOIN_GRADES, type JoinGrade } from './answer.js';
import { bridgeCommand } from './command.js';
import type { Judge, Observed } from './observed.js';
import { finding, listed, ok, unknown } from './sayings.js';

const PRINT = 'chime-join handler print --language node|python prints what it lacks';

/** The best answer got at least as far as this. */
function reached({ search: { found } }: Observed, grade: JoinGrade): boolean {
  return found !== null && JOIN_GRADES.indexOf(found.grade) > JOIN_GRADES.indexOf(grade);
}

const knowsUpdate: Judge = ({ search: { reads, found, acted } }) => {
  const names = listed((reads ?? []).slice(0, 20).map((name) => JSON.stringify(name.slice(0, 60))));
  if (names !== '') return ok(`On CALL_UPDATE_REQUESTED it reads the arguments ${names}.`);
  if (found !== null || acted) return ok('It acts on CALL_UPDATE_REQUESTED.');
  if (reads === null) return unknown('Whether it reads the arguments of an update cannot be seen.', PRINT);
  return finding('It reads no argument of CALL_UPDATE_REQUESTED: updates are ignored.', PRINT);
};

const argumentsFound: Judge = ({ search: { found, tries, hung } }) => {
  if (found !== null) return ok(`These arguments make it return JoinChimeMeeting: ${bridgeCommand(found)}`);
  const cause = hung ? ' The search ended early, because it hung.' : '';
  return finding(`None of ${tries} sets of arguments made it return JoinChimeMeeting.${cause}`, PRINT);
};

const joinToken: Judge = (observed) => {
  if (observed.search.found === null) return null;
  if (reached(observed, 'other-token')) return ok('JoinToken is the one of the update.');
  const isAbsent = observed.search.found.parameters['JoinToken'] === undefined;
  return finding(
    isAbsent
      ? 'Its JoinChimeMeeting holds no JoinToken: the argument it takes it from was not found.'
      : 'Its JoinChimeMeeting holds another JoinToken than the update brought.',
    isAbsent
      ? 'Fill the arguments it reads with --argument NAME={{JoinToken}} and --argument NAME={{MeetingId}}, by the names above.'
      : 'Take JoinToken from event.ActionData.Parameters.Arguments.',
  );
};

const meetingId: Judge = (observed) => {
  const { found } = observed.search;
  if (found === null || !reached(observed, 'other-token')) return null;
  if (reached(observed, 'no-meeting')) return ok('MeetingId is the one of the update.');
  const given = found.parameters['MeetingId'];
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

const joins: Judge = ({ trial }) => {
  if (trial === null) return unknown('Not tried: no arguments were found.');
  if (trial.joined) return ok('A call joined a meeting on the embedded AWS with these arguments.');
  if (trial.notSimulated.length > 0) {
    const actions = listed(trial.notSimulated.map((type) => type.slice(0, 60)));
    return unknown(
      `Whether a call joins cannot be seen: ${actions} is not simulated here.`,
      `Check it again without ${actions}, or try it with a real call.`,
    );
  }
  return finding(
    `The call did not join on the embedded AWS: ${(trial.hindrance ?? 'nothing happened to it').replace(/\.$/, '')}.`,
    'Mend what is found above, and check again.',
  );
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
