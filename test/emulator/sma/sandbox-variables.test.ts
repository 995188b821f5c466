import { describe, expect, it } from 'vitest';
import { type SandboxOptions, sandboxVariables } from '../../../src/emulator/sma/sandbox-variables.js';

const OPTIONS: SandboxOptions = {
  file: '/srv/handlers/mine.mjs',
  region: 'eu-central-1',
  functionName: 'mine',
  functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:mine',
  logGroupName: '/aws/lambda/mine',
  logFormat: 'JSON',
};

const variables = (more: Partial<SandboxOptions> = {}) => sandboxVariables({ ...OPTIONS, ...more }, 'the-stream');

describe('the environment of a handler', () => {
  it('is the one that Lambda gives, for this function', () => {
    expect(variables()).toMatchObject({
      AWS_REGION: 'eu-central-1',
      AWS_DEFAULT_REGION: 'eu-central-1',
      AWS_LAMBDA_FUNCTION_NAME: 'mine',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/mine',
      AWS_LAMBDA_LOG_STREAM_NAME: 'the-stream',
      LAMBDA_TASK_ROOT: '/srv/handlers',
      TZ: ':UTC',
    });
  });

  it('holds nothing of the operator’s own', () => {
    process.env['OPERATORS_OWN'] = 'secret';
    try {
      const own = variables();
      expect(Object.values(own)).not.toContain('secret');
      expect(own['HOME']).toBe('/nonexistent');
      expect(own['PATH']).not.toBe(process.env['PATH']);
    } finally {
      delete process.env['OPERATORS_OWN'];
    }
  });

  it('has no credentials, and no file in which an SDK would find some', () => {
    const own = variables();
    expect(Object.keys(own).filter((name) => /ACCESS_KEY|SESSION_TOKEN|PROFILE/.test(name))).toEqual([]);
    expect(own['AWS_SHARED_CREDENTIALS_FILE']).toBe('/nonexistent');
    expect(own['AWS_CONFIG_FILE']).toBe('/nonexistent');
  });

  it('names the runtime that was asked for, else that of this Node', () => {
    expect(variables({ runtime: 'python3.13' })['AWS_EXECUTION_ENV']).toBe('AWS_Lambda_python3.13');
    const major = process.versions.node.split('.')[0];
    expect(variables()['AWS_EXECUTION_ENV']).toBe(`AWS_Lambda_nodejs${major}.x`);
  });

  it('lets an SDK try once where it reaches nothing, and look for no instance’s credentials where it may', () => {
    expect(variables()).toMatchObject({ AWS_MAX_ATTEMPTS: '1' });
    expect(variables()).not.toHaveProperty('AWS_EC2_METADATA_DISABLED');
    expect(variables({ allowNetwork: true })).toMatchObject({ AWS_EC2_METADATA_DISABLED: 'true' });
    expect(variables({ allowNetwork: true })).not.toHaveProperty('AWS_MAX_ATTEMPTS');
  });

  it('takes the operator’s variables, which win over Lambda’s', () => {
    expect(variables({ variables: { TABLE: 'calls', AWS_REGION: 'us-west-2' } })).toMatchObject({
      TABLE: 'calls',
      AWS_REGION: 'us-west-2',
      AWS_DEFAULT_REGION: 'eu-central-1',
    });
  });
});
