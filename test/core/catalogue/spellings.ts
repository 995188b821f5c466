/** Errors as people paste them, each with the entry that explains it. Made up after what the SDKs print. */

const ID = '5f2f0a4e-1111-4222-8333-444455556666';
const REQUEST = 'e74203f0-0a1e-40ff-bc36-ff4bbf5d5a10';
const ACCOUNT = '111122223333';

/** JavaScript, v3: `console.error(error)`. */
const javascript3 = (
  name: string,
  message: string,
  status: number,
  operation = 'CreateAttendee',
) => `${name}: ${message}
    at throwDefaultError (/var/task/node_modules/@smithy/smithy-client/dist-cjs/index.js:867:20)
    at de_${operation}CommandError (/var/task/node_modules/@aws-sdk/client-chime-sdk-meetings/dist-cjs/index.js:1200:14)
    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)
    at async /var/task/node_modules/@smithy/middleware-serde/dist-cjs/index.js:35:20 {
  '$fault': 'client',
  '$metadata': {
    httpStatusCode: ${status},
    requestId: '${REQUEST}',
    extendedRequestId: undefined,
    cfId: undefined,
    attempts: 1,
    totalRetryDelay: 0
  },
  Code: '${name.replace(/Exception$/, '')}'
}`;
/** JavaScript, v2. */
const javascript2 = (code: string, message: string, status: number) => `${code}: ${message}
    at Object.extractError (/app/node_modules/aws-sdk/lib/protocol/json.js:61:27)
    at Request.extractError (/app/node_modules/aws-sdk/lib/protocol/rest_json.js:61:8)
    at Request.callListeners (/app/node_modules/aws-sdk/lib/sequential_executor.js:106:20) {
  code: '${code}',
  time: 2026-11-28T08:00:00.000Z,
  requestId: '${REQUEST}',
  statusCode: ${status},
  retryable: false,
  retryDelay: 41.2
}`;
const javascript2Json = (code: string, message: string, status: number) =>
  JSON.stringify(
    { message, code, time: '2026-11-28T08:00:00.000Z', requestId: REQUEST, statusCode: status, retryable: false },
    null,
    2,
  );
const boto = (name: string, operation: string, message: string) => `Traceback (most recent call last):
  File "/opt/app/join.py", line 41, in <module>
    main()
  File "/usr/lib/python3.12/site-packages/botocore/client.py", line 1009, in _make_api_call
    raise error_class(parsed_response, operation_name)
botocore.errorfactory.${name}: An error occurred (${name}) when calling the ${operation} operation: ${message}`;
const java1 = (name: string, message: string, status: number) =>
  `Exception in thread "main" com.amazonaws.services.chimesdkmeetings.model.${name}: ${message} (Service: AmazonChimeSDKMeetings; Status Code: ${status}; Error Code: ${name}; Request ID: ${REQUEST}; Proxy: null)
	at com.amazonaws.http.AmazonHttpClient$RequestExecutor.handleErrorResponse(AmazonHttpClient.java:1879)
	at com.amazonaws.services.chimesdkmeetings.AmazonChimeSDKMeetingsClient.executeCreateAttendee(AmazonChimeSDKMeetingsClient.java:361)`;
const java2 = (name: string, message: string, status: number) =>
  `software.amazon.awssdk.services.chimesdkmeetings.model.${name}: ${message} (Service: ChimeSdkMeetings, Status Code: ${status}, Request ID: ${REQUEST}) (SDK Attempt Count: 1)
	at software.amazon.awssdk.core.internal.http.CombinedResponseHandler.handleErrorResponse(CombinedResponseHandler.java:125)`;
const dotnet = (
  name: string,
  message: string,
) => `Unhandled exception. Amazon.ChimeSDKMeetings.Model.${name}: ${message}
 ---> Amazon.Runtime.Internal.HttpErrorResponseException: Exception of type 'Amazon.Runtime.Internal.HttpErrorResponseException' was thrown.
   at Amazon.Runtime.HttpWebRequestMessage.ProcessHttpResponseMessage(HttpResponseMessage responseMessage)
   --- End of inner exception stack trace ---
   at Amazon.Runtime.Internal.HttpErrorResponseExceptionHandler.HandleExceptionAsync(IExecutionContext executionContext)`;
const go1 = (name: string, message: string, status: number) => `${name}: ${message}
{
  RespMetadata: {
    StatusCode: ${status},
    RequestID: "${REQUEST}"
  },
  Code_: "${name.replace(/Exception$/, '')}",
  Message_: "${message}"
}`;
const go2 = (service: string, operation: string, status: number, error: string) =>
  `operation error ${service}: ${operation}, https response error StatusCode: ${status}, RequestID: ${REQUEST}, ${error}`;
const php = (operation: string, error: { code: string; name: string }, status: string, message: string) =>
  `PHP Fatal error:  Uncaught exception 'Aws\\ChimeSDKMeetings\\Exception\\ChimeSDKMeetingsException' with message 'Error executing "${operation}" on "https://meetings-chime.us-east-1.amazonaws.com/meetings/${ID}/attendees"; AWS HTTP error: Client error: \`POST https://meetings-chime.us-east-1.amazonaws.com/meetings/${ID}/attendees\` resulted in a \`${status}\` response:
{"Code":"${error.code}","Message":"${message.slice(0, 12)} (truncated...)
 ${error.name} (client): ${message} - {"Code":"${error.code}","Message":"${message}"}'`;
const ruby = (name: string, message: string) =>
  `/usr/local/bundle/gems/aws-sdk-core-3.191.0/lib/seahorse/client/plugins/raise_response_errors.rb:17:in \`call': ${message} (Aws::ChimeSDKMeetings::Errors::${name})
	from /usr/local/bundle/gems/aws-sdk-chimesdkmeetings-1.34.0/lib/aws-sdk-chimesdkmeetings/client.rb:512:in \`create_attendee'`;

const ENDED = 'The meeting has ended';
const SLOW = 'Service received too many requests';
const DEPRECATED = `Account Id ${ACCOUNT} is not authorized to call deprecated Amazon Chime SDK API on the "chime" endpoint, use one of the "*-chime*" endpoints instead.`;
const NOT_FOR_ACCOUNT = `Not authorized to call Chime SDK with Account Id ${ACCOUNT}`;
const TEN =
  "1 validation error detected: Value at 'attendees' failed to satisfy constraint: Member must have length less than or equal to 10";
const NO_CALL = `Transaction ${ID} doesn't exist for SipMediaApplication ${REQUEST}`;
const SSO =
  'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.';

/** What it is like, the text, the entry, and the operation where the text shows it. */
export const SPELLINGS: readonly (readonly [what: string, text: string, id: string, operation?: string | null])[] = [
  // The meeting has ended, in each SDK's own words.
  ['v3', javascript3('NotFoundException', ENDED, 404), 'meeting.ended', 'CreateAttendee'],
  ['v2', javascript2('NotFoundException', ENDED, 404), 'meeting.ended'],
  ['v2, as JSON', javascript2Json('NotFoundException', ENDED, 404), 'meeting.ended'],
  ['boto3', boto('NotFoundException', 'CreateAttendee', ENDED), 'meeting.ended', 'CreateAttendee'],
  [
    'the CLI',
    `\nAn error occurred (NotFoundException) when calling the CreateAttendee operation: ${ENDED}`,
    'meeting.ended',
    'CreateAttendee',
  ],
  [
    'the newest CLI',
    `\naws: [ERROR]: An error occurred (NotFoundException) when calling the CreateAttendee operation: ${ENDED}`,
    'meeting.ended',
    'CreateAttendee',
  ],
  ['Java, v1', java1('NotFoundException', ENDED, 404), 'meeting.ended', 'CreateAttendee'],
  ['Java, v2', java2('NotFoundException', ENDED, 404), 'meeting.ended'],
  ['.NET', dotnet('NotFoundException', ENDED), 'meeting.ended'],
  ['.NET, not found', dotnet('NotFoundException', `Meeting <${ID}> not found`), 'meeting.ended'],
  ['Go, v1', go1('NotFoundException', ENDED, 404), 'meeting.ended'],
  [
    'Go, v2',
    go2('Chime SDK Meetings', 'CreateAttendee', 404, `NotFoundException: ${ENDED}`),
    'meeting.ended',
    'CreateAttendee',
  ],
  [
    'PHP',
    php('CreateAttendee', { code: 'NotFound', name: 'NotFoundException' }, '404 Not Found', ENDED),
    'meeting.ended',
    'CreateAttendee',
  ],
  ['Ruby', ruby('NotFoundException', ENDED), 'meeting.ended', 'CreateAttendee'],
  ['Ruby, inspected', `#<Aws::ChimeSDKMeetings::Errors::NotFoundException: ${ENDED}>`, 'meeting.ended'],
  ['the message alone', 'The meeting has ended', 'meeting.ended'],
  ['the message of another meeting', `Meeting ${ID} not found`, 'meeting.ended'],
  ['the body', `{"Code":"NotFound","Message":"${ENDED}","RequestId":"${REQUEST}"}`, 'meeting.ended'],
  [
    'unhandled in Lambda',
    JSON.stringify({
      errorType: 'NotFoundException',
      errorMessage: ENDED,
      $fault: 'client',
      stack: ['NotFoundException: x', '    at de_CreateAttendeeCommandError'],
    }),
    'meeting.ended',
  ],
  [
    'unhandled in Lambda, Python',
    `[ERROR] NotFoundException: An error occurred (NotFoundException) when calling the CreateAttendee operation: ${ENDED}\nTraceback (most recent call last):\n  File "/var/task/app.py", line 3, in lambda_handler`,
    'meeting.ended',
    'CreateAttendee',
  ],
  [
    'a JSON logger',
    JSON.stringify({ level: 50, time: 1, msg: `join failed: NotFoundException: ${ENDED}`, requestId: REQUEST }),
    'meeting.ended',
  ],
  [
    'with colours',
    `\u001b[31mError:\u001b[39m An error occurred (\u001b[1mNotFoundException\u001b[22m) when calling the CreateAttendee operation: ${ENDED}`,
    'meeting.ended',
    'CreateAttendee',
  ],
  [
    'with a prefix',
    `2026-11-28T08:00:00.000Z\t${REQUEST}\tERROR\tInvoke Error \t{"errorType":"NotFoundException","errorMessage":"${ENDED}","Code":"NotFound","$fault":"client"}`,
    'meeting.ended',
  ],

  // A call that is over.
  [
    'v3',
    javascript3('NotFoundException', NO_CALL, 404, 'UpdateSipMediaApplicationCall'),
    'call.not-found',
    'UpdateSipMediaApplicationCall',
  ],
  ['its message alone', NO_CALL, 'call.not-found'],
  ['its message in a log line', `[2026-11-28 08:00:00] WARN artillery: ${NO_CALL} (status 404)`, 'call.not-found'],
  ['its message with another apostrophe', NO_CALL.replace("'", '’'), 'call.not-found'],
  ['name and message', `NotFoundException: ${NO_CALL}`, 'call.not-found'],
  [
    'boto3',
    boto('NotFoundException', 'UpdateSipMediaApplicationCall', NO_CALL),
    'call.not-found',
    'UpdateSipMediaApplicationCall',
  ],
  [
    'Go, v2',
    go2('Chime SDK Voice', 'UpdateSipMediaApplicationCall', 404, `NotFoundException: ${NO_CALL}`),
    'call.not-found',
    'UpdateSipMediaApplicationCall',
  ],

  // Throttled.
  ['its message alone', SLOW, 'aws.throttled'],
  [
    'v3',
    javascript3('ThrottledClientException', SLOW, 429, 'CreateSipMediaApplicationCall'),
    'aws.throttled',
    'CreateSipMediaApplicationCall',
  ],
  [
    'v3, the status alone',
    `Error: UnknownError\n    at x {\n  '$metadata': { httpStatusCode: 429, requestId: '${REQUEST}', attempts: 3, totalRetryDelay: 812 }\n}`,
    'aws.throttled',
  ],
  ['v3, one line of it', "'$metadata': { httpStatusCode: 429,", 'aws.throttled'],
  ['v3, as JSON', '{"$metadata":{"httpStatusCode":429,"attempts":3},"message":"UnknownError"}', 'aws.throttled'],
  [
    'the CLI, given up',
    '\nAn error occurred (ThrottledClientException) when calling the UpdateSipMediaApplicationCall operation (reached max retries: 2): Service received too many requests',
    'aws.throttled',
    'UpdateSipMediaApplicationCall',
  ],
  ['Java, v2', java2('ThrottledClientException', SLOW, 429), 'aws.throttled'],
  [
    'Java, v1, its class is general',
    `com.amazonaws.services.chimesdkvoice.model.AmazonChimeSDKVoiceException: Rate exceeded (Service: AmazonChimeSDKVoice; Status Code: 400; Error Code: ThrottlingException; Request ID: ${REQUEST}; Proxy: null)`,
    'aws.throttled',
  ],
  ['.NET', dotnet('ThrottlingException', 'Rate exceeded'), 'aws.throttled'],
  [
    'Go, v2, given up',
    `operation error Chime SDK Voice: UpdateSipMediaApplicationCall, exceeded maximum number of attempts, 3, https response error StatusCode: 429, RequestID: ${REQUEST}, ThrottledClientException: ${SLOW}`,
    'aws.throttled',
    'UpdateSipMediaApplicationCall',
  ],
  ['Ruby', ruby('ThrottledClientException', SLOW), 'aws.throttled'],
  [
    'PHP',
    php('CreateAttendee', { code: 'Throttled', name: 'ThrottledClientException' }, '429 Too Many Requests', SLOW),
    'aws.throttled',
    'CreateAttendee',
  ],

  // Too many attendees at once.
  ['v2', javascript2('ValidationException', TEN, 400), 'attendee.too-many-at-once'],
  [
    'boto3',
    boto('BadRequestException', 'CreateMeetingWithAttendees', TEN),
    'attendee.too-many-at-once',
    'CreateMeetingWithAttendees',
  ],
  ['the message alone', TEN, 'attendee.too-many-at-once'],
  [
    'the message with its value',
    "1 validation error detected: Value '[Attendee(ExternalUserId=a), Attendee(ExternalUserId=b)]' at 'attendees' failed to satisfy constraint: Member must have length less than or equal to 20",
    'attendee.too-many-at-once',
  ],
  [
    'in JSON',
    JSON.stringify({ level: 'error', err: { name: 'BadRequestException', message: TEN } }),
    'attendee.too-many-at-once',
  ],

  // The old namespace, and its endpoint.
  ['v2', javascript2('ForbiddenException', DEPRECATED, 403), 'access.old-namespace'],
  [
    'its JSON, escaped',
    JSON.stringify({ statusCode: 500, body: JSON.stringify({ message: DEPRECATED }) }),
    'access.old-namespace',
  ],
  ['the message alone', DEPRECATED, 'access.old-namespace'],
  [
    'the CLI',
    `An error occurred (ForbiddenException) when calling the CreateMeeting operation: ${NOT_FOR_ACCOUNT}`,
    'access.old-namespace',
    'CreateMeeting',
  ],
  [
    'Terraform',
    `╷\n│ Error: creating Chime Voice connector: ForbiddenException: ${NOT_FOR_ACCOUNT}\n│ {\n│   RespMetadata: {\n│     StatusCode: 403,\n│     RequestID: "${REQUEST}"\n│   },\n│   Code_: "Forbidden",\n│   Message_: "${NOT_FOR_ACCOUNT}"\n│ }\n╵`,
    'access.old-namespace',
  ],
  [
    'CloudFormation',
    `Received response status [FAILED] from custom resource. Message returned: ${DEPRECATED} (RequestId: ${REQUEST})`,
    'access.old-namespace',
  ],
  [
    'PHP',
    `Error executing "CreateMeeting" on "https://service.chime.aws.amazon.com/meetings"; AWS HTTP error: Client error: \`POST https://service.chime.aws.amazon.com/meetings\` resulted in a \`403 Forbidden\` response:\n{"Code":"Forbidden","Message":"Account Id ${ACCOUNT} is not authorized to call deprecat (truncated...)\n ForbiddenException (client): ${DEPRECATED}`,
    'access.old-namespace',
    'CreateMeeting',
  ],
  ['its endpoint alone', 'Could not connect to https://service.chime.aws.amazon.com/meetings', 'client.old-endpoint'],

  // Signatures for another region or service.
  [
    'v3',
    javascript3('InvalidSignatureException', "Credential should be scoped to a valid region, not 'us-west-1'. ", 403),
    'credentials.scope',
    'CreateAttendee',
  ],
  ['the body', `{"message":"Credential should be scoped to correct service: 'chime'. "}`, 'credentials.scope'],
  [
    'the CLI',
    "An error occurred (SignatureDoesNotMatch) when calling the ListAttendees operation: Credential should be scoped to a valid region, not 'aws-global'.",
    'credentials.scope',
    'ListAttendees',
  ],
  [
    'another wording',
    'InvalidSignatureException: The credential must be scoped to a valid region.',
    'credentials.scope',
  ],
  [
    'Ruby',
    ruby('InvalidSignatureException', "Credential should be scoped to correct service: 'chime'."),
    'credentials.scope',
  ],
  [
    'a clock that is wrong',
    'SignatureDoesNotMatch: Signature expired: 20261128T080000Z is now earlier than 20261128T081500Z',
    'clock.signature',
  ],
  [
    'a wrong secret',
    'An error occurred (InvalidSignatureException) when calling the CreateMeeting operation: The request signature we calculated does not match the signature you provided.',
    'credentials.refused',
    'CreateMeeting',
  ],

  // Sign-in: SSO and MFA.
  ['SSO', SSO, 'sign-in.expired'],
  [
    'inside of the SDK',
    `CredentialsProviderError: ${SSO}\n    at resolveSSOCredentials (/app/node_modules/@aws-sdk/credential-provider-sso/dist-cjs/index.js:71:11) {\n  tryNextLink: false\n}`,
    'sign-in.expired',
  ],
  ['inside of the SDK, in one line', `Uncaught CredentialsProviderError: ${SSO}`, 'sign-in.expired'],
  ['in v2', `CredentialsError: ${SSO}`, 'sign-in.expired'],
  [
    'boto3',
    'botocore.exceptions.UnauthorizedSSOTokenError: The SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile.',
    'sign-in.expired',
  ],
  [
    'a token that cannot be renewed',
    'Error when retrieving token from sso: Token has expired and refresh failed',
    'sign-in.expired',
  ],
  [
    'a token that is not there',
    'Error loading SSO Token: Token for https://example.awsapps.com/start does not exist',
    'sign-in.expired',
  ],
  ['Java', 'software.amazon.awssdk.core.exception.SdkClientException: Token is expired', 'sign-in.expired'],
  [
    'Go',
    `operation error Chime SDK Meetings: CreateMeeting, get identity: get credentials: failed to refresh cached credentials, refresh cached SSO token failed, unable to refresh SSO token, operation error SSO OIDC: CreateToken, https response error StatusCode: 400, RequestID: ${REQUEST}, InvalidGrantException: `,
    'sign-in.expired',
  ],
  ['aws login', "aws: [ERROR]: Your session has expired. Please reauthenticate using 'aws login'.", 'sign-in.login'],
  [
    'a wrong code',
    'An error occurred (AccessDenied) when calling the AssumeRole operation: MultiFactorAuthentication failed with invalid MFA one time pass code.',
    'sign-in.one-time-code',
    'AssumeRole',
  ],
  [
    'an unknown device',
    'ERROR - An error occured while calling assume role: An error occurred (AccessDenied) when calling the GetSessionToken operation: MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user',
    'sign-in.one-time-code',
    'GetSessionToken',
  ],
  [
    'a wrong code, Go',
    `aws-vault: error: exec: Failed to get credentials for prod: AccessDenied: MultiFactorAuthentication failed, unable to validate MFA code.\n        status code: 403, request id: ${REQUEST}`,
    'sign-in.one-time-code',
  ],
  [
    'a code that is missing, Ruby',
    "/gems/raise_response_errors.rb:15:in `call': MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code. (Aws::STS::Errors::AccessDenied)",
    'sign-in.one-time-code',
  ],
  [
    'a role',
    `An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::${ACCOUNT}:user/ops is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${ACCOUNT}:role/join`,
    'sign-in.role',
    'AssumeRole',
  ],
  [
    'an expired token',
    'An error occurred (ExpiredTokenException) when calling the CreateMeeting operation: The security token included in the request is expired',
    'credentials.expired',
    'CreateMeeting',
  ],
  [
    'an invalid token, Java',
    java2('UnrecognizedClientException', 'The security token included in the request is invalid.', 403).replace(
      'model.Unrecognized',
      'model.Unrecognized',
    ),
    'credentials.refused',
  ],

  // No credentials.
  [
    'v2',
    'CredentialsError: Missing credentials in config, if using AWS_CONFIG_FILE, set AWS_SDK_LOAD_CONFIG=1',
    'credentials.missing',
  ],
  [
    'v2, by its time-out',
    "Error: connect ETIMEDOUT 169.254.169.254:80 {\n  message: 'Missing credentials in config, if using AWS_CONFIG_FILE, set AWS_SDK_LOAD_CONFIG=1',\n  code: 'CredentialsError',\n  time: 2026-11-28T08:00:00.000Z\n}",
    'credentials.missing',
  ],
  ['v3', 'CredentialsProviderError: Could not load credentials from any providers', 'credentials.missing'],
  ['boto3', 'botocore.exceptions.NoCredentialsError: Unable to locate credentials', 'credentials.missing'],
  [
    'the CLI',
    'Unable to locate credentials. You can configure credentials by running "aws configure".',
    'credentials.missing',
  ],
  [
    'Java, v1',
    'com.amazonaws.SdkClientException: Unable to load AWS credentials from any provider in the chain: [EnvironmentVariableCredentialsProvider: Unable to load AWS credentials from environment variables (AWS_ACCESS_KEY_ID (or AWS_ACCESS_KEY))]',
    'credentials.missing',
  ],
  [
    'Java, v2',
    'software.amazon.awssdk.core.exception.SdkClientException: Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain(credentialsProviders=[…])',
    'credentials.missing',
  ],
  [
    '.NET',
    'Amazon.Runtime.AmazonServiceException: Unable to get IAM security credentials from EC2 Instance Metadata Service.',
    'credentials.missing',
  ],
  [
    'Go, v1',
    'NoCredentialProviders: no valid providers in chain. Deprecated.\n\tFor verbose messaging see aws.Config.CredentialsChainVerboseErrors',
    'credentials.missing',
  ],
  [
    'Go, v2',
    'operation error Chime SDK Meetings: CreateMeeting, get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, request canceled, context deadline exceeded',
    'credentials.missing',
  ],
  [
    'PHP',
    'Aws\\Exception\\CredentialsException: Error retrieving credentials from the instance profile metadata service. (cURL error 28: Connection timed out after 1001 milliseconds)',
    'credentials.missing',
  ],
  [
    'Ruby',
    'Aws::Errors::MissingCredentialsError: unable to sign request without credentials set',
    'credentials.missing',
  ],

  // No region.
  ['v2', 'ConfigError: Missing region in config', 'region.missing'],
  ['v3', 'Error: Region is missing', 'region.missing'],
  ['boto3', 'botocore.exceptions.NoRegionError: You must specify a region.', 'region.missing'],
  [
    'Java, v1',
    'com.amazonaws.SdkClientException: Unable to find a region via the region provider chain. Must provide an explicit region in the builder or setup environment to supply a region.',
    'region.missing',
  ],
  [
    'Java, v2',
    'software.amazon.awssdk.core.exception.SdkClientException: Unable to load region from any of the providers in the chain software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain@1',
    'region.missing',
  ],
  ['.NET', 'Amazon.Runtime.AmazonClientException: No RegionEndpoint or ServiceURL configured', 'region.missing'],
  ['Go, v1', 'MissingRegion: could not find region configuration', 'region.missing'],
  [
    'Ruby',
    "Aws::Errors::MissingRegionError: No region was provided. Configure the `:region` option or export the region name to ENV['AWS_REGION']",
    'region.missing',
  ],

  // The network.
  [
    'v2',
    "UnknownEndpoint: Inaccessible host: `voice-chime.eu-north-1.amazonaws.com'. This service may not be available in the `eu-north-1' region.\n    at Request.ENOTFOUND_ERROR (/app/node_modules/aws-sdk/lib/event_listeners.js:529:46) {\n  code: 'UnknownEndpoint',\n  region: 'eu-north-1'\n}",
    'dns.unknown-host',
  ],
  ['v2, the name alone', 'UnknownEndpoint', 'dns.unknown-host'],
  [
    'v2, with a port',
    "Inaccessible host: `meetings-chime.eu-north-1.amazonaws.com' at port `undefined'. This service may not be available in the `eu-north-1' region.",
    'dns.unknown-host',
  ],
  [
    'Java, v2',
    'software.amazon.awssdk.core.exception.SdkClientException: Received an UnknownHostException when attempting to interact with a service. See cause for the exact endpoint that is failing to resolve.',
    'dns.unknown-host',
  ],
  [
    'Java, v1',
    'com.amazonaws.SdkClientException: Unable to execute HTTP request: voice-chime.eu-north-1.amazonaws.com\nCaused by: java.net.UnknownHostException: voice-chime.eu-north-1.amazonaws.com',
    'dns.unknown-host',
  ],
  [
    'Go',
    'operation error Chime SDK Voice: UpdateSipMediaApplicationCall, https response error StatusCode: 0, RequestID: , request send failed, Post "https://voice-chime.eu-north-1.amazonaws.com/x": dial tcp: lookup voice-chime.eu-north-1.amazonaws.com: no such host',
    'dns.unknown-host',
  ],
  [
    'PHP',
    'AWS HTTP error: cURL error 6: Could not resolve host: voice-chime.eu-north-1.amazonaws.com',
    'dns.unknown-host',
  ],
  [
    '.NET',
    'System.Net.Http.HttpRequestException: Name or service not known (voice-chime.eu-north-1.amazonaws.com:443)',
    'dns.unknown-host',
  ],
  [
    'Go, refused',
    'request send failed, Post "http://127.0.0.1:4566/meetings": dial tcp 127.0.0.1:4566: connect: connection refused',
    'connection.refused',
  ],
  [
    'boto3, the endpoint',
    'botocore.exceptions.EndpointConnectionError: Could not connect to the endpoint URL: "https://voice-chime.eu-north-1.amazonaws.com/"',
    'connection.failed',
  ],
  [
    'boto3, cut',
    'botocore.exceptions.ConnectionClosedError: Connection was closed before we received a valid response from endpoint URL: "https://x/"',
    'connection.cut',
  ],
  [
    'Java, no answer',
    'software.amazon.awssdk.core.exception.ApiCallTimeoutException: Client execution did not complete before the specified timeout configuration: 2000 millis',
    'request.timed-out',
  ],
  ['Ruby, no connection', 'Net::OpenTimeout: execution expired', 'connection.timed-out'],
  [
    'Java, the certificate',
    'javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to requested target',
    'tls.certificate',
  ],
  [
    'Go, the certificate',
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'tls.certificate',
  ],

  // A page in AWS's place.
  [
    'v3, new Node',
    `SyntaxError: Unexpected token '<', "<html><head"... is not valid JSON\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.\n    at JSON.parse (<anonymous>) {\n  '$metadata': { attempts: 1, totalRetryDelay: 0 }\n}`,
    'answer.html-page',
  ],
  [
    'v3, old Node',
    'SyntaxError: Unexpected token < in JSON at position 0\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.',
    'answer.html-page',
  ],
  [
    'Go',
    "deserialization failed, failed to decode response body, invalid character '<' looking for beginning of value",
    'answer.html-page',
  ],
  [
    'Java',
    "com.fasterxml.jackson.core.JsonParseException: Unexpected character ('<' (code 60)): expected a valid value",
    'answer.html-page',
  ],

  // Clients that are too old, or used wrongly.
  [
    'boto3, the service',
    "botocore.exceptions.UnknownServiceError: Unknown service: 'chime-sdk-voice'. Valid service names are: accessanalyzer, account, acm",
    'client.no-service',
  ],
  [
    'the CLI, the service',
    'usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]\n\naws: error: argument command: Invalid choice, valid choices are:\n\naccessanalyzer                           | account',
    'client.no-service',
  ],
  [
    'the newest CLI, the service',
    "aws: [ERROR]: argument command: Found invalid choice 'chime-sdk-meeting'",
    'client.no-service',
  ],
  [
    'v2, the service',
    'TypeError: AWS.ChimeSDKVoice is not a constructor\n    at Object.<anonymous> (/app/index.js:4:15)',
    'client.no-service',
  ],
  [
    'v3, the package',
    "Error: Cannot find module '@aws-sdk/client-chime-sdk-voice'\nRequire stack:\n- /app/index.js",
    'client.no-service',
  ],
  ['Ruby, the service', 'uninitialized constant Aws::ChimeSDKVoice (NameError)', 'client.no-service'],
  [
    'PHP, the service',
    'PHP Fatal error:  Uncaught Error: Class "Aws\\ChimeSDKVoice\\ChimeSDKVoiceClient" not found in /app/join.php:7',
    'client.no-service',
  ],
  [
    'Go, the package',
    'join.go:9:2: no required module provides package github.com/aws/aws-sdk-go-v2/service/chimesdkvoice; to add it:',
    'client.no-service',
  ],
  [
    'the CLI, the operation',
    'aws: error: argument operation: Invalid choice, valid choices are:\n\nassociate-phone-number-with-user | create-bot',
    'client.no-operation',
  ],
  [
    'the newest CLI, the operation',
    "aws: [ERROR]: argument operation: Found invalid choice 'update-sip-media-application-call'",
    'client.no-operation',
  ],
  ['boto3, the operation', "AttributeError: 'Chime' object has no attribute 'create_meeting'", 'client.no-operation'],
  ['v2, the operation', 'TypeError: chime.createMeetingWithAttendees is not a function', 'client.no-operation'],
  [
    'v3, the operation',
    'TypeError: voice.UpdateSipMediaApplicationCallCommand is not a constructor',
    'client.no-operation',
  ],
  [
    'Ruby, the operation',
    "undefined method `update_sip_media_application_call' for #<Aws::Chime::Client> (NoMethodError)",
    'client.no-operation',
  ],
  [
    'boto3, the parameters',
    'botocore.exceptions.ParamValidationError: Parameter validation failed:\nUnknown parameter in input: "SipMediaAppId", must be one of: SipMediaApplicationId, TransactionId, Arguments',
    'client.parameter',
  ],
  [
    'v2, the parameters',
    "UnexpectedParameter: Unexpected key 'ChimeSdkMeetingConfiguration' found in params",
    'client.parameter',
  ],
  ['the CLI, the parameters', 'aws: error: the following arguments are required: --transaction-id', 'client.parameter'],

  // Quotas of calls.
  [
    'v3',
    javascript3('ResourceLimitExceededException', 'Request exceeds the limit', 400, 'CreateSipMediaApplicationCall'),
    'quotas.active-calls',
    'CreateSipMediaApplicationCall',
  ],
  [
    'the CLI',
    'An error occurred (ResourceLimitExceededException) when calling the CreateSipMediaApplicationCall operation: The request exceeds the resource limit.',
    'quotas.active-calls',
    'CreateSipMediaApplicationCall',
  ],

  // The function.
  [
    'Node',
    '{"errorType":"Runtime.HandlerNotFound","errorMessage":"index.handler is undefined or not exported","trace":["Runtime.HandlerNotFound: index.handler is undefined or not exported"]}',
    'lambda.handler-not-found',
  ],
  [
    'Python',
    '{"errorMessage": "Handler \'lambda_handler\' missing on module \'app\'", "errorType": "Runtime.HandlerNotFound", "requestId": "", "stackTrace": []}',
    'lambda.handler-not-found',
  ],
  [
    'in a log',
    `2026-11-28T08:00:00.000Z\tundefined\tERROR\tUncaught Exception \t{"errorType":"Runtime.HandlerNotFound","errorMessage":"app.handler is undefined or not exported"}`,
    'lambda.handler-not-found',
  ],
  [
    'an import, Node',
    `2026-11-28T08:00:00.000Z\tundefined\tERROR\tUncaught Exception \t{"errorType":"Runtime.ImportModuleError","errorMessage":"Error: Cannot find module 'uuid'\\nRequire stack:\\n- /var/task/index.js"}`,
    'lambda.not-loaded',
  ],
  [
    'an import, Python',
    "[ERROR] Runtime.ImportModuleError: Unable to import module 'app': No module named 'requests'",
    'lambda.not-loaded',
  ],
  [
    'an error of its own',
    '{"errorType":"TypeError","errorMessage":"Cannot read properties of undefined (reading \'Arguments\')"}',
    'lambda.unhandled',
  ],

  // The SMA's own words.
  ['as ErrorType', 'SchemaVersionMismatch', 'response.schema-version'],
  [
    'as ErrorType and message',
    'SchemaVersionMismatch: Schema version in the request does not match',
    'response.schema-version',
  ],
];

/** The documented texts of ACTION_FAILED: each as a message alone, and in the event of its action. */
export const ACTION_TEXTS: readonly (readonly [type: string, code: string, message: string, id: string])[] = [
  ['PlayAudio', 'InvalidAudioSource', 'Cannot access S3 bucket or audio file.', 'action.audio-file'],
  ['PlayAudio', 'InvalidAudioSource', 'Audio Source parameter value is invalid.', 'action.audio-parameter'],
  ['PlayAudio', 'InvalidAudioSource', 'The audio source parameter is invalid.', 'action.audio-parameter'],
  ['CallAndBridge', 'InvalidAudioSource', 'Ringtone parameter value is invalid.', 'action.audio-parameter'],
  ['CallAndBridge', 'InvalidActionParameter', 'Invalid number of endpoints provided.', 'action.endpoints'],
  ['CallAndBridge', 'InvalidActionParameter', 'Endpoint parameter is invalid.', 'action.endpoints'],
  ['CallAndBridge', 'InvalidActionParameter', 'Invalid caller ID.', 'action.caller-id'],
  ['CallAndBridge', 'InvalidActionParameter', 'Caller ID not defined.', 'action.caller-id'],
  [
    'CallAndBridge',
    'InvalidActionParameter',
    'Provided caller ID number is invalid. Number must be owned by this AWS account, or be the From number of LEG-A.',
    'action.caller-id',
  ],
  [
    'CallAndBridge',
    'InvalidActionParameter',
    'The MaxCallTimeout parameter is invalid. Timeout must be between 0 and 120 seconds.',
    'action.call-timeout',
  ],
  ['CallAndBridge', 'InvalidActionParameter.', 'Invalid SIP header(s) provided: x-vc-foo.', 'action.sip-headers'],
  [
    'ModifyChimeMeetingAttendees',
    'InvalidActionParameter',
    'The value in the Operation field of the ModifyChimeMeetingAttendees action is invalid.',
    'action.mute-parameter',
  ],
  [
    'ModifyChimeMeetingAttendees',
    'InvalidActionParameter',
    'The meeting ID parameter is invalid.',
    'action.mute-parameter',
  ],
  [
    'ModifyChimeMeetingAttendees',
    'InvalidActionParameter',
    'Attendee List parameter value is invalid.',
    'action.mute-parameter',
  ],
  [
    'ModifyChimeMeetingAttendees',
    'InvalidActionParameter',
    'One or more attendees are not part of this meeting. All attendees must be part of this meeting.',
    'action.attendees',
  ],
  [
    'ModifyChimeMeetingAttendees',
    'InvalidActionParameter',
    'Call is not connected to Chime Meeting.',
    'action.not-in-meeting',
  ],
  ['Pause', 'InvalidActionParameter', 'The Duration parameter is invalid.', 'action.duration'],
  [
    'PlayAudioAndGetDigits',
    'InvalidActionParameter',
    'The MaxNumberOfDigits parameter is invalid.',
    'action.digit-parameter',
  ],
  [
    'PlayAudioAndGetDigits',
    'InvalidActionParameter',
    'The RepeatDurationInMilliseconds parameter is invalid.',
    'action.digit-parameter',
  ],
  ['ReceiveDigits', 'InvalidActionParameter', 'The InputDigitsRegex parameter is invalid.', 'action.digit-parameter'],
  [
    'ReceiveDigits',
    'InvalidActionParameter',
    'The FlushDigitsDurationInMilliseconds parameter is invalid.',
    'action.digit-parameter',
  ],
  [
    'RecordAudio',
    'InvalidActionParameter',
    'RecordingDestination parameter value is invalid.',
    'action.recording-parameter',
  ],
  [
    'RecordAudio',
    'InvalidActionParameter',
    'The DurationInSeconds parameter is invalid.',
    'action.recording-parameter',
  ],
  ['RecordAudio', 'InvalidActionParameter', 'The SilenceThreshold parameter is invalid.', 'action.recording-parameter'],
  [
    'RecordAudio',
    'InvalidActionParameter',
    'An error occurred while uploading the recording to the S3 bucket.',
    'action.upload',
  ],
  ['RecordAudio', 'InvalidActionParameter', 'CallId or ParticipantTag parameter for action is invalid.', 'action.leg'],
  ['StartCallRecording', 'NoAccessToDestination', 'Error while accessing destination', 'action.no-access'],
  ['VoiceFocus', 'MissingRequiredActionParameter', 'Missing a required action parameter.', 'action.missing-parameter'],
  [
    'VoiceFocus',
    'ActionExecutionThrottled',
    'Failed to run action. The maximum number of actions per second has been reached.',
    'action.throttled',
  ],
  [
    'Speak',
    'ActionExecutionThrottled',
    'Amazon Polly is throttling the request to synthesize speech.',
    'action.throttled',
  ],
  [
    'Speak',
    'AccessDenied',
    'The AWSServiceRoleForAmazonChimeVoiceConnector service-linked role is not configured correctly.',
    'action.speech-role',
  ],
  ['Speak', 'MissingRequiredActionParameter', 'Text is limited to 1,000 characters', 'action.speech-text'],
  ['StartBotConversation', 'ResourceNotFound', 'A specified bot is not found.', 'action.bot-not-found'],
  ['StartBotConversation', 'ResourceAccessDenied', 'Access to the bot is denied.', 'action.bot-denied'],
];

/** Near misses: alike in their words, and nobody knows what they are. */
export const NOT_KNOWN: readonly string[] = [
  'javax.ws.rs.NotFoundException: HTTP 404 Not Found',
  'com.example.billing.ThrottledException: try later',
  'ValidationError: "email" is required',
  'pydantic_core._pydantic_core.ValidationError: 1 validation error for User',
  'asyncio.exceptions.TimeoutError',
  'concurrent.futures._base.TimeoutError: waited 5 s',
  'Error: The webinar has ended',
  'the meeting with sales has been ended by Bob',
  'Transaction 4711 was rolled back for Order 17',
  "Value at 'orders' failed to satisfy constraint: Member must have length less than or equal to 10",
  'statusCode: 429',
  'HTTP/2 stream 3 was reset (code 8)',
  'Request finished with status 404 in 12 ms',
  'The duration of the song is invalid',
  'Invalid caller: not a function',
  'Not authorized to call this number',
  "Cannot find module 'express'",
  "Cannot find module '@aws-sdk/client-s3'",
  "AttributeError: 'NoneType' object has no attribute 'get'",
  'TypeError: callback is not a function',
  "undefined method `save' for nil:NilClass",
  'Unknown service: postgres',
  'The SSO button is blue',
  'Token ring adapter found',
  'The credential card expired last May',
  'The endpoint answered well',
  'chime',
  'aws',
  'meeting',
  '{"level":"info","msg":"conflict resolved","code":"Conflict"}',
  'a <b>bold</b> word',
  'The hotel is fully booked: no such host family',
  'The connection to Gate 4 was refused boarding',
  'chime:AttendeeVanished',
  '{"detail-type":"EC2 Instance State-change Notification","source":"aws.ec2","detail":{"state":"stopped"}}',
  'multi\nline\ntext with { braces } and nothing known',
];
