"""Has vLLM's own command line parser read lists of arguments of `vllm serve`.

Reads a JSON array of arrays of texts from standard input, and writes
{"version", "refused": [{"args", "reason"}]} to standard output. vLLM decides by
its hardware which settings there are; without a GPU it is told to take the CPU.
"""

import contextlib
import io
import json
import sys


def main() -> None:
    lists = json.load(sys.stdin)
    # Importing vLLM prints; only the answer belongs on standard output.
    with contextlib.redirect_stdout(sys.stderr):
        answer = parse_all(lists)
    json.dump(answer, sys.stdout)


def parse_all(lists):
    import vllm
    import vllm.platforms
    from vllm.platforms.cpu import CpuPlatform

    vllm.platforms._current_platform = CpuPlatform()
    from vllm.entrypoints.cli import serve

    parser = serve.FlexibleArgumentParser()
    subparsers = parser.add_subparsers()
    (command,) = serve.cmd_init()
    command.subparser_init(subparsers)
    refused = []
    for args in lists:
        reason = refusal(parser, command, ["serve", *args])
        if reason is not None:
            refused.append({"args": args, "reason": reason})
    return {"version": vllm.__version__, "refused": refused}


def refusal(parser, command, args):
    """Why vLLM would not start with these arguments; None when it would."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said):
            command.validate(parser.parse_args(args))
    except SystemExit:
        # argparse prints what is wrong and exits.
        return said.getvalue().strip().split("\n")[-1]
    except (TypeError, ValueError) as error:
        return str(error)
    return None


main()
