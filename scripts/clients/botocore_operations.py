"""Asks an embedded AWS for each of its operations, with good input and with bad, through botocore or the AWS CLI.

Started by scripts/botocore.js with the emulator's URL, its SMA and, for the AWS CLI, its path. Both clients validate what they
send by AWS's own models, and parse every answer by them; for bad input their validation is switched off, so that the
emulator has to refuse it. Prints one line for each request; ends with 1 where one is wrong or an operation was not asked for.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

URL = sys.argv[1]
OWN = {'SipMediaApplicationId': sys.argv[2]}
AWS = sys.argv[3] if len(sys.argv) > 3 else None
REGION = 'us-east-1'
NOBODY = '00000000-0000-4000-8000-000000000000'
SERVICES = ('chime-sdk-meetings', 'chime-sdk-voice', 'logs')
# The AWS CLI puts a prefix before the host of this one, and cannot be told to leave it out.
NOT_BY_CLI = {'StartLiveTail'} if AWS else set()

failures = []
asked_well = {service: set() for service in SERVICES}
asked_badly = {service: set() for service in SERVICES}


def client(service, validate=True, region=REGION):
    config = Config(
        parameter_validation=validate, retries={'total_max_attempts': 1}, inject_host_prefix=False, read_timeout=10
    )
    return botocore.session.get_session().create_client(
        service,
        region_name=region,
        endpoint_url=URL,
        aws_access_key_id='EMULATOR',
        aws_secret_access_key='emulator',
        config=config,
    )


def operations_of(service):
    return set(client(service).meta.service_model.operation_names)


def control(path, body):
    request = urllib.request.Request(f'{URL}/_emulator/{path}', json.dumps(body).encode(), method='POST')
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def served(operation):
    """A fault can be asked for of an operation that there is, and of no other."""
    try:
        control('faults', [{'operation': operation, 'kind': 'delay', 'times': 1}])
        return True
    except urllib.error.HTTPError:
        return False
    finally:
        control('faults', [])


def said(line, is_right):
    print(('ok     ' if is_right else 'WRONG  ') + line, flush=True)
    if not is_right:
        failures.append(line)


class Refused(Exception):
    """An error that the AWS CLI prints: its name and its message."""

    def __init__(self, code, message):
        super().__init__(f'{code}: {message}')
        self.code = code


def by_botocore(service, operation, arguments, validate, region):
    api = client(service, validate, region)
    try:
        return getattr(api, botocore.xform_name(operation))(**arguments)
    except ClientError as error:
        raise Refused(error.response['Error']['Code'], error.response['Error']['Message']) from error


PRINTED = re.compile(r'An error occurred \((\S+)\) when calling the (\S+) operation(?: \([^)]*\))?: (.*)', re.DOTALL)


def by_cli(service, operation, arguments, validate, region):
    words = [service, botocore.xform_name(operation, '-'), '--cli-input-json', json.dumps(arguments)]
    with tempfile.NamedTemporaryFile('w', suffix='.ini') as settings:
        settings.write(f'[default]\nparameter_validation = {str(validate).lower()}\nmax_attempts = 1\n')
        settings.flush()
        kept = {name: value for name, value in os.environ.items() if not name.startswith('AWS_')}
        own = {
            'AWS_CONFIG_FILE': settings.name,
            'AWS_SHARED_CREDENTIALS_FILE': os.devnull,
            'AWS_ACCESS_KEY_ID': 'EMULATOR',
            'AWS_SECRET_ACCESS_KEY': 'emulator',
            'AWS_PAGER': '',
        }
        settled = ['--endpoint-url', URL, '--region', region, '--output', 'json']
        ended = subprocess.run([AWS, *words, *settled], env={**kept, **own}, capture_output=True, text=True, timeout=60)
    if ended.returncode == 0:
        return json.loads(ended.stdout or '{}')
    printed = PRINTED.search(ended.stderr)
    if printed is None or printed[2] != operation:
        raise RuntimeError(ended.stderr.strip()[-500:])
    raise Refused(printed[1], printed[3].strip())


def asked(service, operation, arguments, validate=True, region=REGION):
    # Every quota has its second.
    control('advance', {'ms': 1_000})
    ask = by_cli if AWS else by_botocore
    return ask(service, operation, arguments, validate, region)


def good(service, operation, status=200, **arguments):
    if operation in NOT_BY_CLI:
        print(f'-      {operation}: not by the AWS CLI', flush=True)
        return {}
    asked_well[service].add(operation)
    try:
        answer = asked(service, operation, arguments)
    except Exception as error:  # noqa: BLE001
        said(f'{operation}: {type(error).__name__}: {error}', False)
        return {}
    if AWS:
        said(f'{operation}', True)
        return answer
    got = answer['ResponseMetadata']['HTTPStatusCode']
    said(f'{operation}: {got}', got == status and len(answer['ResponseMetadata'].get('RequestId', '')) == 36)
    return answer


def refused(line, code, *request, **more):
    """The request must be refused with this error."""
    try:
        asked(*request, **more)
    except Refused as error:
        said(f'{line}: {error}', error.code == code)
    except Exception as error:  # noqa: BLE001
        said(f'{line}: {type(error).__name__}: {error}', False)
    else:
        said(f'{line}: accepted', False)


def bad(service, operation, code, **arguments):
    if operation in NOT_BY_CLI:
        return
    asked_badly[service].add(operation)
    modelled = {shape.name for shape in client(service).meta.service_model.operation_model(operation).error_shapes}
    note = '' if code in modelled else ' (not in the model of this operation)'
    refused(f'{operation} with bad input{note}', code, service, operation, arguments, validate=False)


def meetings():
    service = 'chime-sdk-meetings'
    made = {'ClientRequestToken': 'token-1', 'MediaRegion': REGION, 'ExternalMeetingId': 'standup'}
    capabilities = {'Audio': 'Receive', 'Video': 'None', 'Content': 'None'}
    meeting = good(service, 'CreateMeeting', **made, Tags=[{'Key': 'team', 'Value': 'red'}])['Meeting']
    bad(service, 'CreateMeeting', 'BadRequestException', ClientRequestToken='token-2', MediaRegion='mars', ExternalMeetingId='ab')
    good(service, 'CreateMeetingWithAttendees', **{**made, 'ClientRequestToken': 'token-3'}, Attendees=[{'ExternalUserId': 'ab'}])
    eleven = [{'ExternalUserId': f'user-{n}'} for n in range(11)]
    bad(service, 'CreateMeetingWithAttendees', 'ValidationException', **{**made, 'ClientRequestToken': 'token-4'}, Attendees=eleven)
    of = {'MeetingId': meeting['MeetingId']}
    attendee = good(service, 'CreateAttendee', **of, ExternalUserId='phone')['Attendee']
    # A meeting that nobody is in ends after five minutes, and the AWS CLI may take longer than that on a busy machine.
    control('present', {'meetingId': meeting['MeetingId'], 'attendeeId': attendee['AttendeeId'], 'present': True})
    bad(service, 'CreateAttendee', 'BadRequestException', **of, ExternalUserId='aws:phone')
    one = {**of, 'AttendeeId': attendee['AttendeeId']}
    good(service, 'BatchCreateAttendee', **of, Attendees=[{'ExternalUserId': 'one'}, {'ExternalUserId': 'two'}])
    bad(service, 'BatchCreateAttendee', 'BadRequestException', **of, Attendees=[])
    good(service, 'GetMeeting', **of)
    bad(service, 'GetMeeting', 'NotFoundException', MeetingId=NOBODY)
    good(service, 'GetAttendee', **one)
    bad(service, 'GetAttendee', 'NotFoundException', **of, AttendeeId=NOBODY)
    good(service, 'ListAttendees', **of, MaxResults=1)
    bad(service, 'ListAttendees', 'BadRequestException', **of, MaxResults=1000)
    good(service, 'UpdateAttendeeCapabilities', **one, Capabilities=capabilities)
    bad(service, 'UpdateAttendeeCapabilities', 'BadRequestException', **one, Capabilities={**capabilities, 'Content': 'Receive'})
    excluded = [{'AttendeeId': attendee['AttendeeId']}]
    good(service, 'BatchUpdateAttendeeCapabilitiesExcept', **of, ExcludedAttendeeIds=excluded, Capabilities=capabilities)
    bad(service, 'BatchUpdateAttendeeCapabilitiesExcept', 'BadRequestException', **of, ExcludedAttendeeIds=[], Capabilities=capabilities)
    settings = {'EngineTranscribeSettings': {'LanguageCode': 'en-US'}}
    good(service, 'StartMeetingTranscription', **of, TranscriptionConfiguration=settings)
    bad(service, 'StartMeetingTranscription', 'BadRequestException', **of, TranscriptionConfiguration={})
    good(service, 'StopMeetingTranscription', **of)
    bad(service, 'StopMeetingTranscription', 'NotFoundException', MeetingId=NOBODY)
    arn = {'ResourceARN': meeting['MeetingArn']}
    none = {'ResourceARN': meeting['MeetingArn'].replace(meeting['MeetingId'], NOBODY)}
    good(service, 'TagResource', 204, **arn, Tags=[{'Key': 'cost', 'Value': 'low'}])
    bad(service, 'TagResource', 'BadRequestException', **arn, Tags=[{'Key': '', 'Value': 'low'}])
    good(service, 'ListTagsForResource', **arn)
    bad(service, 'ListTagsForResource', 'ResourceNotFoundException', **none)
    good(service, 'UntagResource', 204, **arn, TagKeys=['cost'])
    bad(service, 'UntagResource', 'ResourceNotFoundException', **none, TagKeys=['cost'])
    good(service, 'DeleteAttendee', 204, **one)
    bad(service, 'DeleteAttendee', 'NotFoundException', **one)
    good(service, 'DeleteMeeting', 204, **of)
    bad(service, 'DeleteMeeting', 'NotFoundException', **of)


def voice(own):
    service = 'chime-sdk-voice'
    shown = good(service, 'GetSipMediaApplication', **own)['SipMediaApplication']
    bad(service, 'GetSipMediaApplication', 'NotFoundException', SipMediaApplicationId=NOBODY)
    made = {'AwsRegion': REGION, 'Name': 'another one', 'Endpoints': shown['Endpoints']}
    another = good(service, 'CreateSipMediaApplication', 201, **made)['SipMediaApplication']
    bad(service, 'CreateSipMediaApplication', 'BadRequestException', **{**made, 'Name': 'a/b'})
    its = {'SipMediaApplicationId': another['SipMediaApplicationId']}
    good(service, 'UpdateSipMediaApplication', **its, Name='renamed')
    bad(service, 'UpdateSipMediaApplication', 'BadRequestException', **its, Endpoints=[])
    good(service, 'ListSipMediaApplications', MaxResults=1)
    bad(service, 'ListSipMediaApplications', 'BadRequestException', MaxResults=101)
    numbers = {'FromPhoneNumber': '+12065550100', 'ToPhoneNumber': '+12065550142'}
    call = good(service, 'CreateSipMediaApplicationCall', 201, **its, **numbers)['SipMediaApplicationCall']
    bad(service, 'CreateSipMediaApplicationCall', 'BadRequestException', **its, **{**numbers, 'ToPhoneNumber': 'me'})
    good(service, 'UpdateSipMediaApplicationCall', 202, **its, TransactionId=call['TransactionId'], Arguments={'a': 'b'})
    bad(service, 'UpdateSipMediaApplicationCall', 'NotFoundException', **its, TransactionId=NOBODY, Arguments={})
    wanted = {'SipMediaApplicationLoggingConfiguration': {'EnableSipMediaApplicationMessageLogs': True}}
    good(service, 'PutSipMediaApplicationLoggingConfiguration', **its, **wanted)
    bad(service, 'PutSipMediaApplicationLoggingConfiguration', 'NotFoundException', SipMediaApplicationId=NOBODY, **wanted)
    good(service, 'GetSipMediaApplicationLoggingConfiguration', **its)
    bad(service, 'GetSipMediaApplicationLoggingConfiguration', 'NotFoundException', SipMediaApplicationId=NOBODY)
    good(service, 'DeleteSipMediaApplication', 204, **its)
    bad(service, 'DeleteSipMediaApplication', 'NotFoundException', **its)


def logs():
    service = 'logs'
    stream = {'logGroupName': '/mine', 'logStreamName': 'one'}
    good(service, 'CreateLogGroup', logGroupName='/mine')
    bad(service, 'CreateLogGroup', 'ResourceAlreadyExistsException', logGroupName='/mine')
    good(service, 'CreateLogStream', **stream)
    bad(service, 'CreateLogStream', 'InvalidParameterException', logGroupName='/mine', logStreamName='a:b')
    now = int(time.time() * 1000)
    event = {'timestamp': now, 'message': 'hello 42'}
    good(service, 'PutLogEvents', **stream, logEvents=[event])
    bad(service, 'PutLogEvents', 'InvalidParameterException', **stream, logEvents=[event, {**event, 'timestamp': now - 5}])
    good(service, 'GetLogEvents', **stream, startFromHead=True)
    bad(service, 'GetLogEvents', 'ResourceNotFoundException', logGroupName='/none', logStreamName='one')
    good(service, 'DescribeLogGroups', logGroupNamePrefix='/mine')
    bad(service, 'DescribeLogGroups', 'InvalidParameterException', limit=0)
    good(service, 'DescribeLogStreams', logGroupName='/mine')
    bad(service, 'DescribeLogStreams', 'InvalidParameterException', logGroupName='/mine', orderBy='Size')
    good(service, 'FilterLogEvents', logGroupName='/mine', filterPattern='%hel+o\\s\\d+%')
    bad(service, 'FilterLogEvents', 'InvalidParameterException', logGroupName='/mine', filterPattern='%(hello)%')
    arn = f'arn:aws:logs:{REGION}:111122223333:log-group:/mine'
    tail = good(service, 'StartLiveTail', logGroupIdentifiers=[arn])
    if 'responseStream' in tail:
        first = next(iter(tail['responseStream']), {})
        said(f'StartLiveTail: its first event is {next(iter(first), "none")}', 'sessionStart' in first)
        tail['responseStream'].close()
    bad(service, 'StartLiveTail', 'InvalidParameterException', logGroupIdentifiers=['/mine'])


def others():
    """What is not served, or signed for another place, is refused in a way that its own client can read."""
    somebody = {'MeetingId': NOBODY}
    far = 'InvalidSignatureException'
    refused('a region without the service', far, 'chime-sdk-meetings', 'GetMeeting', somebody, region='us-west-1')
    numbers = {'FromPhoneNumber': '+12065550100', 'ToPhoneNumber': '+12065550142', 'JoinToken': 'token'}
    refused('the old namespace', 'ForbiddenException', 'chime', 'CreateMeetingDialOut', {**somebody, **numbers})
    unknown = 'UnknownOperationException'
    refused('an operation of voice that is not served', unknown, 'chime-sdk-voice', 'ListVoiceConnectors', {})
    refused('an operation of logs that is not served', unknown, 'logs', 'DescribeExportTasks', {})
    refused('an operation of meetings in another service', unknown, 'chime-sdk-messaging', 'ListChannels', {
        'AppInstanceArn': 'arn:aws:chime:us-east-1:111122223333:app-instance/one',
        'ChimeBearer': 'arn:aws:chime:us-east-1:111122223333:app-instance/one/user/two',
    })
    refused('an operation of Lambda', unknown, 'lambda', 'ListFunctions', {})
    refused('an operation of STS', 'InvalidAction', 'sts', 'GetCallerIdentity', {})


meetings()
voice(OWN)
logs()
others()
for service in SERVICES:
    # The operations on tags have the same names in each service, and are those of meetings here.
    elsewhere = set() if service == SERVICES[0] else operations_of(SERVICES[0])
    there = {operation for operation in operations_of(service) - elsewhere if served(operation)} - NOT_BY_CLI
    for how, asked_for in (('good', asked_well[service]), ('bad', asked_badly[service])):
        missing = ', '.join(sorted(there ^ asked_for))
        note = f', but for {missing}' if missing else ''
        said(f'all {len(there)} operations of {service} were asked for with {how} input{note}', missing == '')
said('chime-sdk-meetings is served whole', all(served(operation) for operation in operations_of('chime-sdk-meetings')))
version = subprocess.run([AWS, '--version'], capture_output=True, text=True, timeout=60).stdout.split()[0] if AWS else None
requests = json.load(urllib.request.urlopen(f'{URL}/_emulator/requests', timeout=10))
print(f'{len(requests)} requests by {version or "botocore " + botocore.__version__}, {len(failures)} wrong')
sys.exit(1 if failures else 0)
