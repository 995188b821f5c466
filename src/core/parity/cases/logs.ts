import type { ParityCase } from '../case.js';
import { logs } from './asked.js';

/** Nothing was logged then. */
const LONG_AGO = { startTime: 1, endTime: 2 };

export const LOGS: readonly ParityCase[] = [
  logs('filter-unknown-group', 'FilterLogEvents', 'a log group that is not there', {
    logGroupName: '/chime-join-parity/{Run}',
    ...LONG_AGO,
  }),
  logs('filter-no-group', 'FilterLogEvents', 'no log group', LONG_AGO),
  logs('filter-name-and-identifier', 'FilterLogEvents', 'a log group by name and by identifier', {
    logGroupName: '/chime-join-parity/{Run}',
    logGroupIdentifier: '/chime-join-parity/{Run}',
    ...LONG_AGO,
  }),
  logs('filter-bad-group-name', 'FilterLogEvents', 'a name that no log group can have', {
    logGroupName: 'a b',
    ...LONG_AGO,
  }),
  logs('filter-limit-none', 'FilterLogEvents', 'a limit of 0', {
    logGroupName: '/chime-join-parity/{Run}',
    limit: 0,
    ...LONG_AGO,
  }),
  logs('describe-none', 'DescribeLogGroups', 'a prefix that no log group has', {
    logGroupNamePrefix: '/chime-join-parity/{Run}',
  }),
  logs('describe-limit', 'DescribeLogGroups', 'a limit of 51', { limit: 51 }),
  logs('filter-nothing', 'FilterLogEvents', "the handler's log group, at a time of no records", {
    logGroupName: '{LogGroup}',
    ...LONG_AGO,
  }),
  logs('filter-time-reversed', 'FilterLogEvents', 'an end before the start', {
    logGroupName: '{LogGroup}',
    startTime: 2,
    endTime: 1,
  }),
  logs('filter-newest-first', 'FilterLogEvents', 'newest first without a start', {
    logGroupName: '{LogGroup}',
    endTime: 2,
    startFromHead: false,
    filterPattern: '"{Run}"',
  }),
  logs('filter-bad-token', 'FilterLogEvents', 'a nextToken that was never given', {
    logGroupName: '{LogGroup}',
    nextToken: '{Run}',
    ...LONG_AGO,
  }),
  logs('filter-regular-expression', 'FilterLogEvents', 'a %regular expression%', {
    logGroupName: '{LogGroup}',
    filterPattern: '%a[0-9]%',
    ...LONG_AGO,
  }),
  logs('filter-words', 'FilterLogEvents', 'a space-delimited pattern', {
    logGroupName: '{LogGroup}',
    filterPattern: '[one, two]',
    ...LONG_AGO,
  }),
  logs('filter-unclosed-pattern', 'FilterLogEvents', 'a pattern that is not closed', {
    logGroupName: '{LogGroup}',
    filterPattern: '{ $.a = ',
    ...LONG_AGO,
  }),
];
