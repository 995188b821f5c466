"""The process a Python handler runs in: what the Lambda runtime for Python is to a function. Started by handler-process.ts.

Invocations come over descriptor 3, a line of JSON each. Everything it says goes through descriptor 4, so that records
and the answer stay in order. Messages and errors look as Lambda's runtime writes them
(github.com/aws/aws-lambda-python-runtime-interface-client).
"""
import importlib.util
import io
import json
import logging
import os
import queue
import signal
import sys
import threading
import time
import traceback

INVOCATIONS_FD = 3
REPORT_FD = 4
MAX_RECORD = 256 * 1024
MAX_ANSWER = 6_291_556
HOST = os.path.abspath(__file__)

as_json = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"
speaking = threading.RLock()
state = {"request_id": None, "clock_offset": 0.0}


def report(frame):
    rest = memoryview((json.dumps(frame) + "\n").encode("ascii"))
    with speaking:
        while rest:
            rest = rest[os.write(REPORT_FD, rest):]


def record(text):
    report({"record": text[:MAX_RECORD]})


class Prints(io.TextIOBase):
    """print(): a record a line, without prefix; empty lines are left out."""

    def __init__(self):
        self.unfinished = ""

    def writable(self):
        return True

    def write(self, text):
        lines = (self.unfinished + text).split("\n")
        self.unfinished = lines.pop()[:MAX_RECORD]
        for line in lines:
            if line:
                record(line)
        return len(text)

    def finish(self):
        if self.unfinished:
            record(self.unfinished)
        self.unfinished = ""


class Lines(logging.Formatter):
    """[LEVEL], time, request id and message, or the same as JSON."""

    def format(self, entry):
        now = entry.created + state["clock_offset"] / 1000
        clock = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now))
        text = super().format(entry)
        if not as_json:
            return f"[{entry.levelname}]\t{clock}.{int(now * 1000) % 1000:03d}Z\t{state['request_id']}\t{text}"
        members = {"timestamp": clock + "Z", "level": entry.levelname, "message": text, "logger": entry.name}
        return json.dumps({**members, "requestId": state["request_id"]})


class Records(logging.Handler):
    def emit(self, entry):
        try:
            record(self.format(entry))
        except Exception:
            self.handleError(entry)


def lambda_error(error):
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != HOST]
    stack = [line.rstrip("\n") for line in traceback.format_list(frames)]
    return {"errorMessage": str(error), "errorType": type(error).__name__, "stackTrace": stack}


def log_error(error):
    if as_json:
        record(json.dumps({"log_level": "ERROR", **error, "requestId": state["request_id"]}))
        return
    headline = f"[ERROR] {error['errorType']}: {error['errorMessage']}"
    record("\n".join([headline, "Traceback (most recent call last):", *error["stackTrace"]]))


class Context:
    """What Lambda hands a handler beside its event."""

    def __init__(self, request_id, deadline):
        self.aws_request_id = request_id
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.function_version = "$LATEST"
        self.invoked_function_arn = sys.argv[3]
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.identity = None
        self.client_context = None
        self._deadline = deadline

    def get_remaining_time_in_millis(self):
        return max(0, int((self._deadline - time.monotonic()) * 1000))


class MarshalError(Exception):
    pass


class ResponseTooLarge(Exception):
    pass


ERROR_TYPES = {MarshalError: "Runtime.MarshalError", ResponseTooLarge: "Function.ResponseSizeTooLarge"}


def answer_of(handler, event, context):
    result = handler(event, context)
    try:
        text = json.dumps(result, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise MarshalError(f"Unable to marshal response: {error}") from None
    size = len(text.encode("utf-8", "replace"))
    if size > MAX_ANSWER:
        raise ResponseTooLarge(
            f"Response payload size ({size} bytes) exceeded maximum allowed payload size ({MAX_ANSWER} bytes)."
        )
    return text


def memory_mb():
    try:
        import resource
    except ImportError:
        return 64
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return -(-resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit)


def invoke(handler, invocation):
    state["request_id"] = invocation["requestId"]
    state["clock_offset"] = invocation["clockOffset"]
    event = invocation["event"]
    reads = watch_arguments(event) if invocation.get("watch") else None
    watch_credentials()
    started = time.monotonic()
    try:
        context = Context(invocation["requestId"], started + invocation["limitMs"] / 1000)
        outcome = {"answer": answer_of(handler, event, context)}
    except Exception as thrown:
        error = lambda_error(thrown)
        error["errorType"] = ERROR_TYPES.get(type(thrown), error["errorType"])
        log_error(error)
        outcome = {"error": {"errorType": error["errorType"], "errorMessage": error["errorMessage"][:MAX_RECORD]}}
    sys.stdout.finish()
    sys.stderr.finish()
    done = {"requestId": invocation["requestId"], "durationMs": (time.monotonic() - started) * 1000}
    watched = {} if reads is None else {"reads": reads.found()}
    report({"done": {**done, "memoryMb": memory_mb(), **watched, **outcome}})


def watch_arguments(event):
    import handler_host_watch

    return handler_host_watch.watch_arguments(event)


def watch_credentials():
    import handler_host_guard

    handler_host_guard.watch_credentials(report)


def load(file):
    sys.path.insert(0, os.path.dirname(file))
    name = os.path.splitext(os.path.basename(file))[0]
    spec = importlib.util.spec_from_file_location(name, file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return handler_of(module, sys.argv[4])


USUAL_NAMES = ("lambda_handler", "handler", "lambdaHandler")


def handler_of(module, wanted):
    for export in (wanted,) if wanted else USUAL_NAMES:
        if callable(getattr(module, export, None)):
            return getattr(module, export)
    own = [name for name, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__]
    functions = [name for name in own if callable(getattr(module, name)) and not isinstance(getattr(module, name), type)]
    listed = f"It has {', '.join(functions[:20])}: name one with FILE#EXPORT" if functions else "It has no function at all"
    raise AttributeError(f"it has no function named {wanted or ' or '.join(USUAL_NAMES)}. {listed}")


def read_invocations(invocations):
    """Ends the process when the emulator is gone, even in the middle of a handler that never ends."""
    with open(INVOCATIONS_FD, "r", encoding="utf-8") as lines:
        for line in lines:
            invocations.put(json.loads(line))
    os._exit(0)


def limit_memory():
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (512 * 1024 * 1024, resource.RLIM_INFINITY))
    except (ImportError, ValueError, OSError):
        pass


def main():
    # Ctrl-C reaches the whole process group; the emulator ends its handlers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for descriptor in (INVOCATIONS_FD, REPORT_FD):
        os.set_blocking(descriptor, True)
        os.set_inheritable(descriptor, False)
    limit_memory()
    state["clock_offset"] = float(sys.argv[2])
    os.environ["AWS_EXECUTION_ENV"] = f"AWS_Lambda_python{sys.version_info.major}.{sys.version_info.minor}"
    sys.stdout, sys.stderr = Prints(), Prints()
    records = Records()
    records.setFormatter(Lines())
    logging.getLogger().addHandler(records)
    if as_json:
        logging.getLogger().setLevel(logging.INFO)
    import handler_host_guard

    handler_host_guard.guard(os.path.dirname(sys.argv[1]), json.loads(sys.argv[7]), report)
    try:
        handler = load(sys.argv[1])
    except BaseException as thrown:
        if isinstance(thrown, SystemExit):
            raise
        report({"unloadable": f"{type(thrown).__name__}: {thrown}"[:2000]})
        os._exit(1)
    invocations = queue.Queue()
    threading.Thread(target=read_invocations, args=(invocations,), daemon=True).start()
    report({"ready": True})
    while True:
        invoke(handler, invocations.get())


main()
