"""Notes which arguments of an update a handler reads, and what it compares them with. The handler sees no difference."""


import json

plain_loads = json.loads
plain_dumps = json.dumps


class Reads:
    def __init__(self):
        self.names = {}
        self.listed = False
        self.parsed = {}
        self.writing = 0

    def list(self):
        if self.writing == 0:
            self.listed = True

    def read(self, name):
        if self.writing == 0 and isinstance(name, str) and len(self.names) < 100:
            self.names.setdefault(str(name)[:200], [])

    def compared(self, name, value):
        self.read(name)
        values = self.names.get(name[:200])
        if values is not None and isinstance(value, str) and value not in values and len(values) < 20:
            values.append(str(value)[:200])

    def found(self):
        compared = {name: values for name, values in self.names.items() if values}
        json.loads, json.dumps = plain_loads, plain_dumps
        parsed = {name: list(reads.names) for name, reads in self.parsed.items()}
        return {"names": list(self.names), "compared": compared, "listed": self.listed, "parsed": parsed}

    def loads(self, text, *words, **options):
        """An argument that is read as JSON is noted with the members that are read of it."""
        if not isinstance(text, WatchedText):
            return watch_in(plain_loads(text, *words, **options), self)
        members = self.parsed.setdefault(text._name, Reads())
        value = plain_loads(str(text), *words, **options)
        return WatchedArguments(value, members) if isinstance(value, dict) else value


    def dumps(self, *words, **options):
        """Writing the event down is no reading."""
        self.writing += 1
        try:
            return plain_dumps(*words, **options)
        finally:
            self.writing -= 1


class WatchedText(str):
    def __new__(cls, text, name, reads):
        made = super().__new__(cls, text)
        made._name, made._reads = name, reads
        return made

    def __eq__(self, other):
        self._reads.compared(self._name, other)
        return str.__eq__(self, other)

    def __ne__(self, other):
        self._reads.compared(self._name, other)
        return str.__ne__(self, other)

    __hash__ = str.__hash__

    def __deepcopy__(self, memo):
        return self

    def lower(self):
        return WatchedText(str.lower(self), self._name, self._reads)

    def upper(self):
        return WatchedText(str.upper(self), self._name, self._reads)

    def strip(self, *characters):
        return WatchedText(str.strip(self, *characters), self._name, self._reads)

    def startswith(self, prefix, *bounds):
        for one in prefix if isinstance(prefix, tuple) else (prefix,):
            self._reads.compared(self._name, one)
        return str.startswith(self, prefix, *bounds)

    def __contains__(self, part):
        self._reads.compared(self._name, part)
        return str.__contains__(self, part)


class WatchedArguments(dict):
    def __init__(self, values, reads):
        super().__init__(
            {key: WatchedText(value, key, reads) if isinstance(value, str) else value for key, value in values.items()}
        )
        self._reads = reads

    def copy(self):
        self._reads.writing += 1
        try:
            return WatchedArguments(dict.copy(self), self._reads)
        finally:
            self._reads.writing -= 1

    def __deepcopy__(self, memo):
        return self.copy()

    def __getitem__(self, name):
        self._reads.read(name)
        return super().__getitem__(name)

    def get(self, name, default=None):
        self._reads.read(name)
        return super().get(name, default)

    def pop(self, name, *default):
        self._reads.read(name)
        return super().pop(name, *default)

    def __contains__(self, name):
        self._reads.read(name)
        return super().__contains__(name)

    def __iter__(self):
        self._reads.list()
        return super().__iter__()

    def keys(self):
        self._reads.list()
        return super().keys()

    def items(self):
        self._reads.list()
        return super().items()


def watch_in(event, reads):
    """A copy of the event is watched too."""
    parameters = (event.get("ActionData") or {}).get("Parameters") if isinstance(event, dict) else None
    if isinstance(parameters, dict) and isinstance(parameters.get("Arguments"), dict):
        parameters["Arguments"] = WatchedArguments(parameters["Arguments"], reads)
    return event


def watch_arguments(event):
    reads = Reads()
    watch_in(event, reads)
    json.loads, json.dumps = reads.loads, reads.dumps
    return reads
