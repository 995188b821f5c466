import type { Form } from '../value-form.js';

/** Who says that something is so. `assumed`: no page does. */
export type Certainty = 'documented' | 'model' | 'observed' | 'assumed';

/** Why an action failed, as its ACTION_FAILED tells it. */
export interface ActionFailure {
  errorType: string;
  errorMessage: string;
}

/** A failure that a page of AWS lists; the message is empty where the page shows none. */
export interface DocumentedFailure extends ActionFailure {
  /** The cause, in our words. */
  when: string;
  source: string;
}

/** What an object may or must hold under one name. */
export interface Member {
  form: Form;
  required?: boolean;
  /** Other names for it that AWS's own pages use, and that work as well. */
  aliases?: readonly string[];
  /** What the object, or each object of the list, holds. */
  members?: Members;
  /** Where another page than the object's own says so. */
  source?: string;
  certainty?: Certainty;
  /** Overrides `error`. */
  severity?: 'warning';
  /** Why it is required, where that needs saying. */
  because?: string;
  /** The failure that a wrong value leads to; without it, that of the member around it, or `wrongParameter`. */
  failure?: ActionFailure;
  /** The failure where it is required and missing, or an empty text; without it, `failure`. */
  missing?: ActionFailure;
  /** AWS's pages disagree: another page, or a capture, shows it missing, or with these values, or allows another form. */
  disputed?: { by: string; missing?: true; values?: readonly string[]; form?: Form };
}

export type Members = Readonly<Record<string, Member>>;

/** What several parameters together must be. */
export interface ParameterRule {
  /** Where it is broken: the path below Parameters, and what is wrong there; null where it holds. */
  broken(parameters: Record<string, unknown>): { path: readonly (string | number)[]; message: string } | null;
  limit: string;
  failure: ActionFailure | ((parameters: Record<string, unknown>) => ActionFailure);
  source: string;
  certainty: Certainty;
}

/** One action, as AWS documents it. */
export interface ActionFacts {
  /** The action's own page. */
  page: string;
  /** `named`: a page names it and says nothing else of it, neither its parameters nor what it does. */
  standing: 'documented' | 'named';
  parameters: Members;
  rules?: readonly ParameterRule[];
  /** Whether an update's new list stops it at once. Where it does not, it finishes first. */
  interruptible: { is: boolean; source: string; certainty: Certainty };
  /** What the ActionData of its ACTION_SUCCESSFUL holds beside Type and Parameters. */
  success: Members;
  /** What the ActionData of its ACTION_FAILED holds for the error, by its page; every other form is possible too. */
  failureForm: 'type-and-message' | 'error-string' | 'not-documented';
  /** Every failure that a page lists, whatever the cause. */
  failures: readonly DocumentedFailure[];
}
