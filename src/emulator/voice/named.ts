import { Refusal } from '../http/refusal.js';
import type { Application, Applications } from './applications.js';

export const NO_APPLICATION = 'The SIP media application could not be found.';

/** The SMA that a request names; it exists in its own region only. Throws the service's refusal. */
export function found(applications: Applications, region: string, id: string): Application {
  const application = applications.find(region, id);
  if (application !== undefined) return application;
  throw new Refusal('NotFoundException', NO_APPLICATION);
}
