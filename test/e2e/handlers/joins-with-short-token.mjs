import { join, logging, respond } from './hold.mjs';

export const handler = logging((event) => {
  const { JoinToken } = event.ActionData.Parameters.Arguments;
  return respond([join(event, { JoinToken: JoinToken.slice(0, 40) })]);
});
