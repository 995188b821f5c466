import { sameId } from '../../core/facts/ids.js';
import type { Clock, SipMediaApplication, UpdateOutcome } from '../world.js';

/** One SIP media application, with the function it invokes now and those its older calls still invoke. */
export interface Application {
  readonly id: string;
  readonly region: string;
  readonly createdAt: number;
  updatedAt: number;
  name: string;
  lambdaArn: string;
  /** Takes new calls. */
  sma: SipMediaApplication;
}

/** Makes an SMA whose calls invoke this function; undefined where the emulator has no such function. */
export type MakeSma = (wanted: {
  region: string;
  lambdaArn: string;
  id?: string;
}) => Promise<SipMediaApplication> | undefined;

/** Every SIP media application of the embedded AWS. The first is the emulator's own, and stays. */
export interface Applications {
  readonly own: Application;
  all(): Application[];
  find(region: string, id: string): Application | undefined;
  /** Undefined where there is no such function. */
  create(region: string, name: string, lambdaArn: string): Promise<Application | undefined>;
  /** New calls invoke this function; false where there is none. */
  changeFunction(application: Application, lambdaArn: string): Promise<boolean>;
  /** It takes no more calls; those that it has go on. */
  remove(application: Application): void;
  update(application: Application, transactionId: string, args: Record<string, unknown>): UpdateOutcome;
  /** Every SMA that has, or had, calls: what is asked of a call is asked of these. */
  running(): SipMediaApplication[];
  reset(): Promise<void>;
  close(): Promise<void>;
}

export function createApplications(first: SipMediaApplication, makeSma: MakeSma, clock: Clock): Applications {
  const described = (sma: SipMediaApplication, name: string, lambdaArn: string): Application => ({
    id: sma.sipMediaApplicationId,
    region: sma.region,
    createdAt: sma.createdAt,
    updatedAt: sma.createdAt,
    name,
    lambdaArn,
    sma,
  });
  const own = described(first, first.name, first.lambdaArn);
  let applications = [own];
  /** Of calls that an SMA took before its function was changed, or before it was deleted. */
  let earlier: SipMediaApplication[] = [];

  const running = () => [...applications.map(({ sma }) => sma), ...earlier];

  return {
    own,
    all: () => applications,
    find: (region, id) => applications.find((each) => each.region === region && sameId(each.id, id)),
    create: async (region, name, lambdaArn) => {
      const sma = await makeSma({ region, lambdaArn });
      if (sma === undefined) return undefined;
      const application = described(sma, name, lambdaArn);
      applications.push(application);
      return application;
    },
    changeFunction: async (application, lambdaArn) => {
      const sma = await makeSma({ region: application.region, lambdaArn, id: application.id });
      if (sma === undefined) return false;
      sma.messageLogs = application.sma.messageLogs;
      earlier.push(application.sma);
      Object.assign(application, { sma, lambdaArn, updatedAt: clock.now() });
      return true;
    },
    remove: (application) => {
      applications = applications.filter((each) => each !== application);
      earlier.push(application.sma);
    },
    update: (application, transactionId, args) => {
      const ofThis = running().filter(({ sipMediaApplicationId }) => sipMediaApplicationId === application.id);
      const outcomes = ofThis.map((sma) => sma.update(transactionId, args));
      return outcomes.find((outcome) => outcome !== 'no-such-call') ?? 'no-such-call';
    },
    running,
    reset: async () => {
      const others = running().filter((sma) => sma !== first);
      applications = [Object.assign(own, described(first, first.name, first.lambdaArn))];
      earlier = [];
      await Promise.all([first.reset(), ...others.map((sma) => sma.close())]);
    },
    close: async () => {
      await Promise.all(running().map((sma) => sma.close()));
    },
  };
}
