/** What every port's request gives back beside its value: what an operator, or AWS Support, asks for afterwards. */
export interface Answered<T> {
  value: T;
  requestId: string | null;
  /** How often it was sent, retries included. */
  attempts: number;
  /** The service's own clock (the Date header), milliseconds since the epoch; null where it did not say. */
  date: number | null;
}
