import { Refusal, type Service, SPELLING } from './refusal.js';

/** An opaque token for the place where the next page of a listing begins. */
export function pageToken(listing: string, place: string): string {
  return Buffer.from(JSON.stringify([listing, place])).toString('base64url');
}

/** The place in a token of this listing; throws the service's word for bad input for any other text. */
export function placeIn(token: string, listing: string, service: Service): string {
  try {
    const [name, place] = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[];
    if (name === listing && typeof place === 'string') return place;
  } catch {
    // Not one of ours: refused below.
  }
  throw new Refusal(SPELLING[service].badInput, 'The NextToken is not valid.');
}
