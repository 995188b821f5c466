"""Notes which arguments of an update a handler reads, and what it compares them with. The handler sees no difference."""


class Reads:
    def __init__(self):
        self.names = {}
        self.listed = False

    def read(self, name):
        if isinstance(name, str) and len(self.names) < 100:
            self.names.setdefault(str(name)[:200], [])

    def compared(self, name, value):
        self.read(name)
        values = self.names.get(name[:200])
        if values is not None and isinstance(value, str) and value not in values and len(values) < 20:
            values.append(str(value)[:200])

    def found(self):
        compared = {name: values for name, values in self.names.items() if values}
        return {"names": list(self.names), "compared": compared, "listed": self.listed}


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

    def lower(self):
        return WatchedText(str.lower(self), self._name, self._reads)

    def upper(self):
        return WatchedText(str.upper(self), self._name, self._reads)

    def strip(self, *characters):
        return WatchedText(str.strip(self, *characters), self._name, self._reads)


class WatchedArguments(dict):
    def __init__(self, values, reads):
        super().__init__(
            {key: WatchedText(value, key, reads) if isinstance(value, str) else value for key, value in values.items()}
        )
        self._reads = reads

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
        self._reads.listed = True
        return super().__iter__()

    def keys(self):
        self._reads.listed = True
        return super().keys()

    def items(self):
        self._reads.listed = True
        return super().items()


def watch_arguments(event):
    reads = Reads()
    parameters = event["ActionData"]["Parameters"]
    parameters["Arguments"] = WatchedArguments(parameters["Arguments"], reads)
    return reads
