from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from core.web import limits
from core.web.limits import Bucket, SlidingLimit, client_of


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_limit_is_per_key_and_forgets_with_time():
    time = Time()
    limit = SlidingLimit(2, 60, time)
    assert [limit.take("a"), limit.take("a"), limit.take("b")] == [0, 0, 0]
    assert limit.take("a") == 61
    time.now = 60
    assert limit.take("a") == 0


@given(st.lists(st.tuples(st.floats(0, 5), st.integers(1, 4))))
def test_no_window_ever_holds_more_than_the_limit(steps):
    time, taken = Time(), []
    limit = SlidingLimit(7, 10, time)
    for pause, units in steps:
        time.now += pause
        if limit.take("a", units) == 0:
            taken.append((time.now, units))
        assert sum(count for at, count in taken if time.now - at < 10) <= 7


def test_what_is_waited_for_is_enough():
    time = Time()
    limit = SlidingLimit(1, 10, time)
    limit.take("a")
    time.now = 4.5
    time.now += limit.take("a")
    assert limit.take("a") == 0


def test_many_keys_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(limits, "KEYS_KEPT", 10)
    time = Time()
    limit = SlidingLimit(1, 10, time)
    for n in range(100):
        time.now += 5
        limit.take(n)
    assert len(limit._taken) <= 12


def test_a_crowd_within_one_window_is_not_counted_through_for_each_of_its_members(monkeypatch):
    monkeypatch.setattr(limits, "KEYS_KEPT", 10)
    limit, sweeps = SlidingLimit(1, 60, Time()), []
    for n in range(1000):
        before = id(limit._taken)
        limit.take(n)
        sweeps += [n] * (id(limit._taken) != before)
    assert len(sweeps) < 10


def test_a_bucket_gives_a_burst_and_then_a_rhythm():
    time = Time()
    bucket = Bucket(2, 10, time)
    assert [bucket.pause(), bucket.pause()] == [0, 0]
    assert bucket.pause() == 0.1
    time.now = 1
    assert bucket.pause() == 0


def test_the_address_of_the_connection_counts():
    named = Request({"type": "http", "headers": [], "client": ("203.0.113.7", 4711)})
    nameless = Request({"type": "http", "headers": [], "client": None})
    assert (client_of(named), client_of(nameless)) == ("203.0.113.7", "unknown")


def test_all_addresses_of_an_ipv6_network_are_one():
    def of(host):
        return client_of(Request({"type": "http", "headers": [], "client": (host, 4711)}))

    assert of("2001:db8:0:7::1") == of("2001:db8:0:7:ffff:ffff:ffff:ffff") != of("2001:db8:0:8::1")
    assert (of("::ffff:203.0.113.7"), of("fe80::1%eth0"), of("testclient")) == ("203.0.113.7", "fe80::/64", "testclient")
