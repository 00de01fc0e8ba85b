"""Texts in JSON lines on standard input -> what Presidio finds in them and how long it takes, on standard output.

Runs in the environment that `beside_presidio` makes, so it imports nothing of this project.
"""

import json
import resource
import sys
import time

import tldextract
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider


def main(model: str) -> None:
    """Read, analyse, tell."""
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())  # else it looks for a list on the net
    texts = [json.loads(line) for line in sys.stdin]
    before = time.process_time()
    engine = _engine(model)
    engine.analyze("first", language="en")
    loaded = time.process_time()
    found = [engine.analyze(text, language="en") for text in texts]
    done = time.process_time()
    told = {
        "loading": loaded - before,
        "reading": done - loaded,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "spans": [[[one.start, one.end, one.entity_type] for one in spans] for spans in found],
    }
    sys.stdout.write(json.dumps(told))


def _engine(model: str) -> AnalyzerEngine:
    models = [{"lang_code": "en", "model_name": model}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    return AnalyzerEngine(nlp_engine=provider.create_engine())


if __name__ == "__main__":
    main(sys.argv[1])
