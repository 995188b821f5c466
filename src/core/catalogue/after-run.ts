import { checkRunCommand, cleanupCommand, removeAttendeeCommand } from './command-line.js';

/** What to do about a run that did not join: added to whatever its failure advises. */
export const lookAgain = (runId: string) => `look again: ${checkRunCommand(runId)}`;
export const seeWhatIsLeft = (runId: string) => `see what may be removed: ${cleanupCommand(runId)}`;
export const seeWhatIsLeftLater = (runId: string) => `once the call is over, ${seeWhatIsLeft(runId)}`;

/** The one piece of advice that may drop somebody, and says so. */
export function takeOutWrongCaller(meetingId: string, meetingsRegion: string, attendeeId: string): string {
  const command = removeAttendeeCommand({ meetingId, meetingsRegion }, attendeeId);
  return `wrong caller? take them out, which cuts them off: ${command}`;
}
