"""What each process counts; with several processes the library adds it up over those that live."""

from prometheus_client import Counter, Gauge, Histogram

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
REQUESTS = Counter("pantau_requests", "Requests by pattern of address and status.", ["route", "status"])
SECONDS = Histogram("pantau_request_seconds", "Seconds until an answer was ready.", ["route"], buckets=BOUNDS)
KEPT = Counter("pantau_kept_answers", "Answers that were kept (hit) or had to be made (miss).", ["kind", "found"])
IN_PROGRESS = Gauge(
    "pantau_work_in_progress", "Images and sheets that are being made now.", ["work"], multiprocess_mode="livesum"
)
REFUSED = Counter(
    "pantau_refused",
    "Work that was refused: all turns were taken (turns), or an address asked for too much (address).",
    ["work", "reason"],
)
