/** The ARN of a log group, without the `:*` that IAM wants (service model, LogGroup.logGroupArn). */
export function groupArn(region: string, accountId: string, name: string): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${name}`;
}

const ARN = /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)(?::\*)?$/;

/** The log group's name in an identifier, which is a name or an ARN. */
export function nameInArn(identifier: string): string {
  return ARN.exec(identifier)?.[1] ?? identifier;
}
