import { ARGUMENT_PRESETS, type ArgumentPreset } from '../core/run/arguments.js';
import type { AwsFlags } from './aws-settings.js';
import { choice, typedSwitch, typedValue, value, values } from './flags.js';

const PRESETS = Object.keys(ARGUMENT_PRESETS) as ArgumentPreset[];

export const BRIDGE_FLAGS = {
  'call-id': value('call-id', "CallId of the phone's leg; alone it is enough, the rest is looked up in the logs", 'ID'),
  'transaction-id': value('transaction-id', 'TransactionId of the call; with --sma-id nothing is looked up', 'ID'),
  'sma-id': value('sma-id', 'id of the SIP media application that holds the call', 'ID'),
  event: value('event', 'an event of the call as its handler saw it, JSON or log line; - is standard input', 'FILE'),
  since: value('since', 'how far back the ids are looked up (default: 15m, then 24h)', 'DURATION'),
  'meeting-id': value('meeting-id', 'an existing meeting (default: a new one is made)', 'ID'),
  'external-meeting-id': value('external-meeting-id', 'your own id for the new meeting', 'ID'),
  'media-region': value('media-region', "where the new meeting's media is (default: the meetings region)", 'REGION'),
  'external-user-id': value('external-user-id', "your own id for the phone's attendee (default: from the run)", 'ID'),
  'add-attendee': values('add-attendee', 'external user id of one more attendee to create; may be repeated', 'ID'),
  'attendees-file': value(
    'attendees-file',
    'new file for the meeting and the added attendees, join tokens included',
    'FILE',
  ),
  arguments: choice('arguments', "the handler's convention (default: standard)", PRESETS),
  argument: values(
    'argument',
    'one argument for the handler; may be repeated; {{JoinToken}} and such are filled in',
    'KEY=VALUE',
  ),
  wait: value('wait', 'how long to look for evidence of the join (default: 60s)', 'DURATION'),
  'no-wait': typedSwitch('do not look for evidence: ACCEPTED is all there will be'),
  'log-group': values('log-group', 'where the handler logs; may be repeated (default: its Lambda log group)', 'NAME'),
  'new-meeting': typedSwitch('make a new meeting, even if an earlier run for this call left one in place'),
  'keep-meeting': typedSwitch('undo nothing, whatever happens'),
  'run-id': typedValue(
    'name of the run; the same command with the same name goes on with it, and never joins twice',
    'ID',
  ),
  reason: value('reason', "why, in your own words, for the run's journal", 'TEXT'),
  'dry-run': typedSwitch('print the plan and the request; change nothing'),
};

/** BRIDGE_FLAGS and TOWARDS_AWS, as parsed. */
export interface BridgeFlags extends AwsFlags {
  'call-id'?: string | undefined;
  'transaction-id'?: string | undefined;
  'sma-id'?: string | undefined;
  event?: string | undefined;
  since?: string | undefined;
  'meeting-id'?: string | undefined;
  'external-meeting-id'?: string | undefined;
  'media-region'?: string | undefined;
  'external-user-id'?: string | undefined;
  'add-attendee'?: string[] | undefined;
  'attendees-file'?: string | undefined;
  arguments?: ArgumentPreset | undefined;
  argument?: string[] | undefined;
  wait?: string | undefined;
  'no-wait': boolean;
  'log-group'?: string[] | undefined;
  'new-meeting': boolean;
  'keep-meeting': boolean;
  'run-id'?: string | undefined;
  reason?: string | undefined;
  'dry-run': boolean;
}
