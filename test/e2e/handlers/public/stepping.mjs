// After the shape of AWS's "visual media applications": a state machine answers for the handler.
/** @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  const answer = await fetch('https://sync-states.us-east-1.amazonaws.com/', {
    method: 'POST',
    body: JSON.stringify(event),
  });
  return answer.json();
};
