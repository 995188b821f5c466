// After the shape of AWS's first samples: promises inside, a callback outside.
// @ts-nocheck: written without types, as such handlers are
exports.handler = (event, _context, callback) => {
  console.log(`Lambda is invoked with calldetails:${JSON.stringify(event)}`);
  const done = (actions) => {
    callback(null, { SchemaVersion: '1.0', Actions: actions });
  };
  const keep = () => {
    callback(null, { SchemaVersion: '1.0' });
  };
  Promise.resolve(event)
    .then((e) => {
      if (e.InvocationEventType === 'NEW_INBOUND_CALL')
        return done([{ Type: 'Pause', Parameters: { DurationInMilliseconds: '30000', ParticipantTag: 'LEG-A' } }]);
      if (e.InvocationEventType === 'ACTION_SUCCESSFUL' && e.ActionData.Type === 'Pause')
        return done([{ Type: 'Pause', Parameters: { DurationInMilliseconds: '30000', ParticipantTag: 'LEG-A' } }]);
      if (e.InvocationEventType === 'CALL_UPDATE_REQUESTED') {
        const a = e.ActionData.Parameters.Arguments;
        if (a.cmd !== 'xfer' || !a.token || !a.mtgId) return keep();
        return done([
          { Type: 'JoinChimeMeeting', Parameters: { JoinToken: a.token, MeetingId: a.mtgId, ParticipantTag: 'LEG-A' } },
        ]);
      }
      return keep();
    })
    .catch(callback);
};
