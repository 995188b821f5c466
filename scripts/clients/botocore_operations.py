"""Asks an embedded AWS for each of its operations with botocore, with good input and with bad. Prints one line each.

Started by scripts/botocore.js, which gives the emulator's URL. botocore validates what it sends by AWS's own models,
and parses every answer by them; for bad input its validation is switched off, so that the emulator has to refuse it.
"""

import json
import sys
import time
import urllib.request

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

URL = sys.argv[1]
REGION = 'us-east-1'
NOBODY = '00000000-0000-4000-8000-000000000000'
failures = []


def client(service, validate=True, region=REGION):
    config = Config(
        parameter_validation=validate, retries={'total_max_attempts': 1}, inject_host_prefix=False, read_timeout=10
    )
    session = botocore.session.get_session()
    return session.create_client(
        service,
        region_name=region,
        endpoint_url=URL,
        aws_access_key_id='EMULATOR',
        aws_secret_access_key='emulator',
        config=config,
    )


def control(path, body):
    request = urllib.request.Request(f'{URL}/_emulator/{path}', json.dumps(body).encode(), method='POST')
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def said(line, is_right):
    print(('ok     ' if is_right else 'WRONG  ') + line)
    if not is_right:
        failures.append(line)


used = {'chime-sdk-meetings': set(), 'chime-sdk-voice': set(), 'logs': set()}


def asked(service, operation, arguments, validate=True):
    # Every quota has its second.
    control('advance', {'ms': 1_000})
    api = client(service, validate)
    used[service].add(operation)
    snake = botocore.xform_name(operation)
    return getattr(api, snake)(**arguments)


def good(service, operation, status=200, **arguments):
    try:
        answer = asked(service, operation, arguments)
    except Exception as error:  # noqa: BLE001
        said(f'{operation}: {type(error).__name__}: {error}', False)
        return {}
    got = answer['ResponseMetadata']['HTTPStatusCode']
    said(f'{operation}: {got}', got == status and len(answer['ResponseMetadata'].get('RequestId', '')) == 36)
    return answer


def bad(service, operation, code, **arguments):
    try:
        asked(service, operation, arguments, validate=False)
    except ClientError as error:
        got = error.response['Error']['Code']
        modelled = {shape.name for shape in client(service).meta.service_model.operation_model(operation).error_shapes}
        note = '' if got in modelled else ' (not in the model of this operation)'
        said(f'{operation} with bad input: {got}{note}', got == code)
    except Exception as error:  # noqa: BLE001
        said(f'{operation} with bad input: {type(error).__name__}: {error}', False)
    else:
        said(f'{operation} with bad input: accepted', False)


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
    first = next(iter(tail['responseStream']), {})
    said(f'StartLiveTail: its first event is {next(iter(first), "none")}', 'sessionStart' in first)
    tail['responseStream'].close()
    bad(service, 'StartLiveTail', 'InvalidParameterException', logGroupIdentifiers=['/mine'])


def scope():
    api = client('chime-sdk-meetings', region='us-west-1')
    try:
        api.get_meeting(MeetingId=NOBODY)
    except ClientError as error:
        said(f'a region without the service: {error}', error.response['Error']['Code'] == 'InvalidSignatureException')
    old = client('chime')
    try:
        old.create_meeting_dial_out(
            MeetingId=NOBODY, FromPhoneNumber='+12065550100', ToPhoneNumber='+12065550142', JoinToken='token'
        )
    except ClientError as error:
        said(f'the old namespace: {error}', error.response['Error']['Code'] == 'ForbiddenException')


meetings()
voice({'SipMediaApplicationId': sys.argv[2]})
logs()
scope()
operations = json.load(urllib.request.urlopen(f'{URL}/_emulator/requests', timeout=10))
every = set(client('chime-sdk-meetings').meta.service_model.operation_names)
said(f'all {len(every)} operations of chime-sdk-meetings were asked for', used['chime-sdk-meetings'] == every)
print(f'{len(operations)} requests, {len(failures)} wrong')
sys.exit(1 if failures else 0)
