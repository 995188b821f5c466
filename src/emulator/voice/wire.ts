import type { SipMediaApplication } from '../world.js';

/** How an SMA looks on the wire (service model, SipMediaApplication). */
export function applicationOnTheWire(sma: SipMediaApplication, accountId: string): object {
  const created = new Date(sma.createdAt).toISOString();
  return {
    SipMediaApplicationId: sma.sipMediaApplicationId,
    AwsRegion: sma.region,
    Name: sma.name,
    Endpoints: [{ LambdaArn: sma.lambdaArn }],
    CreatedTimestamp: created,
    UpdatedTimestamp: created,
    SipMediaApplicationArn: `arn:aws:chime:${sma.region}:${accountId}:sma/${sma.sipMediaApplicationId}`,
  };
}
