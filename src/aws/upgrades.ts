import { Agent, type AgentOptions, type ClientRequest } from 'node:http';

/**
 * Has a request fail at once that is answered with 101. Nobody asked for another protocol; Node then closes the connection
 * and tells nobody, so the SDK would wait for its time limit, and keep the process alive until then.
 */
function refusingUpgrades(request: ClientRequest): ClientRequest {
  return request.once('upgrade', (answer, socket) => {
    socket.destroy();
    const error = new SyntaxError(
      `the server wants to speak ${String(answer.headers.upgrade ?? 'something else').slice(0, 100)}`,
    );
    // Node counts the request as done, so destroying it would be silent.
    request.emit('error', Object.assign(error, { $metadata: { httpStatusCode: answer.statusCode } }));
  });
}

/** What Node's agent is handed for each request; its types leave it out. */
interface Handing {
  addRequest(request: ClientRequest, ...rest: unknown[]): void;
}

/** An agent of either kind, whose requests fail at once when they are answered with 101. */
export function withoutUpgrades<Made extends Agent>(agent: Made): Made {
  const handing = agent as unknown as Handing;
  const { addRequest } = handing;
  handing.addRequest = (request, ...rest) => addRequest.call(agent, refusingUpgrades(request), ...rest);
  return agent;
}

/** For http, which only loopback is spoken to with. */
export function plainAgent(options: AgentOptions): Agent {
  return withoutUpgrades(new Agent(options));
}
