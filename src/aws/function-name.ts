/** A function's ARN, `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, with a version or an alias or without (Lambda service model). */
const FUNCTION_ARN = /^arn:[\w-]+:lambda:[a-z0-9-]+:\d{12}:function:([\w-]{1,64})(?::[\w$-]{1,128})?$/;

/** The name in a Lambda function's ARN, without version or alias; null where it is no whole ARN of a function. */
export function functionName(arn: unknown): string | null {
  return typeof arn === 'string' ? (FUNCTION_ARN.exec(arn)?.[1] ?? null) : null;
}
