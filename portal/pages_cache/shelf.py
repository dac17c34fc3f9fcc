"""Where answers stand: as many as fit, those asked for last."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from portal.pages_cache.answer import Answer


class Shelf:
    """Holds so many bytes of answers; what nobody asked for the longest makes room."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self.answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Hashable) -> Answer | None:
        with self.lock:
            answer = self.answers.get(key)
            if answer is not None:
                self.answers.move_to_end(key)
            return answer

    def put(self, key: Hashable, answer: Answer) -> None:
        with self.lock:
            self.drop(key)
            self.answers[key] = answer
            self.size += answer.size
            while self.size > self.most:
                self.drop(next(iter(self.answers)))

    def drop(self, key: Hashable) -> None:
        old = self.answers.pop(key, None)
        if old is not None:
            self.size -= old.size
