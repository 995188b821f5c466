import type { Application } from './applications.js';

/** How an SMA looks on the wire (service model, SipMediaApplication). */
export function applicationOnTheWire(application: Application, accountId: string): object {
  const { id, region, name, lambdaArn, createdAt, updatedAt } = application;
  return {
    SipMediaApplicationId: id,
    AwsRegion: region,
    Name: name,
    Endpoints: [{ LambdaArn: lambdaArn }],
    CreatedTimestamp: new Date(createdAt).toISOString(),
    UpdatedTimestamp: new Date(updatedAt).toISOString(),
    SipMediaApplicationArn: `arn:aws:chime:${region}:${accountId}:sma/${id}`,
  };
}
