import type { Application } from '../ports/calls.js';

/** Where Lambda logs a function unless it was told otherwise (AWS Lambda developer guide); null where no function is known. */
export function handlerLogGroup(application: Application): string | null {
  return application.functionName === null ? null : `/aws/lambda/${application.functionName}`;
}

/** The SMA's own message log, where it is switched on (Chime SDK developer guide, "Checking logs"). Its format is not documented. */
export function messageLogGroup(sipMediaApplicationId: string): string {
  return `/aws/ChimeSipMediaApplicationSipMessages/${sipMediaApplicationId}`;
}
