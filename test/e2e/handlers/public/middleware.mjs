// After the shape of handlers behind middleware: hooks before and after, and a table of functions by event type.
// @ts-nocheck: written without types, as such handlers are
const middleware =
  (inner, ...hooks) =>
  async (event, context) => {
    for (const hook of hooks) await hook.before?.(event, context);
    let answer = await inner(event, context);
    for (const hook of hooks.toReversed()) answer = (await hook.after?.(answer, event)) ?? answer;
    return answer;
  };
const logging = { before: (event) => console.log('incoming', JSON.stringify({ event })) };
const versioned = { after: (answer) => ({ SchemaVersion: '1.0', ...answer }) };
const on = {
  NEW_INBOUND_CALL: () => ({
    Actions: [
      { Type: 'PlayAudio', Parameters: { Repeat: 3, AudioSource: { Type: 'S3', BucketName: 'moh', Key: 'a.wav' } } },
    ],
  }),
  ACTION_SUCCESSFUL: ({ ActionData }) => (ActionData.Type === 'PlayAudio' ? on.NEW_INBOUND_CALL() : {}),
  ACTION_FAILED: () => on.NEW_INBOUND_CALL(),
  CALL_UPDATE_REQUESTED: ({
    ActionData: {
      Parameters: { Arguments: a },
    },
    CallDetails: { Participants },
  }) => {
    const legA = Participants.find((p) => p.ParticipantTag === 'LEG-A');
    if (Participants.length > 1) return {};
    if (a?.intent?.toLowerCase() === 'conference:add' && a.credential) {
      return {
        Actions: [
          {
            Type: 'JoinChimeMeeting',
            Parameters: { CallId: legA.CallId, JoinToken: a.credential, MeetingId: a.conferenceRef },
          },
        ],
      };
    }
    return {};
  },
};
export const handler = middleware(async (event) => on[event.InvocationEventType]?.(event) ?? {}, logging, versioned);
