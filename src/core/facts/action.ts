import type { HandlerAction, HandlerResponse } from './event.js';

/** What JoinChimeMeeting takes (developer guide, "JoinChimeMeeting"). */
export interface JoinChimeMeetingParameters {
  JoinToken: string;
  /** Documented as optional, but required for every meeting of today's API. */
  MeetingId?: string;
  /** The leg to join; wins over ParticipantTag. */
  CallId?: string;
  /** LEG-A is the only value AWS allows; ignored where CallId is given. */
  ParticipantTag?: 'LEG-A';
}

export interface JoinChimeMeetingAction extends HandlerAction {
  Type: 'JoinChimeMeeting';
  Parameters: JoinChimeMeetingParameters & Record<string, unknown>;
}

/** The action as a handler returns it. Absent members stay absent: the SMA treats an empty one as a wrong one. */
export function joinChimeMeeting(parameters: JoinChimeMeetingParameters): JoinChimeMeetingAction {
  const { JoinToken, CallId, ParticipantTag, MeetingId } = parameters;
  return {
    Type: 'JoinChimeMeeting',
    Parameters: {
      JoinToken,
      ...(CallId === undefined ? {} : { CallId }),
      ...(ParticipantTag === undefined ? {} : { ParticipantTag }),
      ...(MeetingId === undefined ? {} : { MeetingId }),
    },
  };
}

/** A handler's whole response around its actions. */
export function handlerResponse(actions: HandlerAction[]): HandlerResponse {
  return { SchemaVersion: '1.0', Actions: actions };
}
