"""All speed measurements, one after the other: `python -m tests.benchmarks`. Each can be run alone as well."""

from __future__ import annotations

from tests.benchmarks import imap, replay, startup, sync

for benchmark in (imap, sync, startup, replay):
    print(f"\n{(benchmark.__doc__ or '').partition(':')[0]}")
    benchmark.main()
