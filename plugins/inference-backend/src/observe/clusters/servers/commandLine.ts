import { parse } from 'shell-quote';
import { at, itemsOf, textOf, textsOf } from '../adapters/fields';

/** Literal environment variables of a container. */
export type Environment = ReadonlyMap<string, string>;

/** The command that a container runs, as far as its specification tells. */
export interface CommandLine {
  /** Program and arguments; only arguments when the image's entrypoint is the program. */
  readonly words: readonly string[];
  readonly environment: Environment;
  /** Where the words stand: `args`, `command` … */
  readonly source: string;
}

const SHELL = /(?:^|\/)(?:ba|da|a|z|k)?sh$/;
/** Programs that start a serving engine, anywhere in a script. */
const ENGINE =
  /(?:^|\/)(?:vllm|trtllm-serve|tritonserver|text-generation-launcher|text-embeddings-router|sglang|lmdeploy|llama-server)$|^vllm\.entrypoints|^sglang\.launch_server|^tensorrt_llm\.|launch_triton_server/;
/** Programs that start another one named in their arguments. */
const WRAPPERS = new Set(['exec', 'eval', 'nohup', 'time', 'env']);
/** A script longer than this is not parsed; no start command is. */
const MAX_SCRIPT = 32_768;
const MAX_NESTING = 3;

/** Marks a variable whose value the specification does not tell. */
export const UNKNOWN_VALUE = '\u0000';

/** True when a word contains a variable whose value is not known. */
export function isUnknownValue(word: string): boolean {
  return word.includes(UNKNOWN_VALUE);
}

/** `$(NAME)` of Kubernetes; unknown names stay as written there, here they are marked. */
function expand(word: string, environment: Environment): string {
  return word.replace(/\$\$|\$\(([A-Za-z_][\w.-]*)\)/g, (all, name?: string) =>
    name === undefined ? all : environment.get(name) ?? UNKNOWN_VALUE,
  );
}

/** Literal variables of `env`, with references to earlier ones expanded. */
export function readEnvironment(container: unknown): Environment {
  const environment = new Map<string, string>();
  for (const variable of itemsOf(at(container, 'env'))) {
    const name = textOf(at(variable, 'name'));
    const value = at(variable, 'value');
    if (name !== null && typeof value === 'string') {
      environment.set(name, expand(value, environment));
    }
  }
  return environment;
}

/** The commands of a script, each as words; assignments go into `environment`. */
function scriptCommands(
  script: string,
  environment: Map<string, string>,
): string[][] {
  const commands: string[][] = [[]];
  // shell-quote takes a line end for a space; outside of a continued line it ends a command.
  const joined = script
    .slice(0, MAX_SCRIPT)
    .replace(/\\\r?\n/g, ' ')
    .replace(/\r?\n/g, ' ; ');
  const entries = parse(
    joined,
    name =>
      // A positional such as $@ and a variable of the script itself are not known.
      environment.get(name) ?? UNKNOWN_VALUE,
  );
  for (const entry of entries) {
    const command = commands[commands.length - 1] ?? [];
    if (typeof entry === 'string') {
      const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(entry);
      if (assignment && command.every(word => word === 'export')) {
        environment.set(assignment[1] ?? '', assignment[2] ?? '');
      } else {
        command.push(entry);
      }
    } else if ('op' in entry && entry.op === 'glob') {
      command.push(entry.pattern);
    } else if ('op' in entry && !['>', '<', '>>', '>&'].includes(entry.op)) {
      commands.push([]);
    }
  }
  return commands.filter(command => command.length > 0);
}

function isEngine(words: readonly string[]): boolean {
  return words.some(word => ENGINE.test(word));
}

function unwrap(
  words: readonly string[],
  environment: Map<string, string>,
  depth: number,
): readonly string[] {
  const [program = '', ...rest] = words;
  const shellScript = SHELL.test(program)
    ? rest[rest.findIndex(word => /^-\w*c$/.test(word)) + 1]
    : undefined;
  const flagged = rest.some(word => /^-\w*c$/.test(word));
  if (depth < MAX_NESTING && SHELL.test(program) && flagged) {
    return engineCommand(shellScript ?? '', environment, depth + 1);
  }
  if (depth < MAX_NESTING && program === 'eval') {
    return engineCommand(rest.join(' '), environment, depth + 1);
  }
  return WRAPPERS.has(program) ? unwrap(rest, environment, depth + 1) : words;
}

function engineCommand(
  script: string,
  environment: Map<string, string>,
  depth: number,
): readonly string[] {
  const commands = scriptCommands(script, environment).map(command =>
    unwrap(command, environment, depth),
  );
  return commands.find(isEngine) ?? commands.at(-1) ?? [];
}

/** The words that start the engine, out of `command` and `args` of a container; scripts of `sh -c` are looked into. */
export function readCommandLine(container: unknown): CommandLine {
  const environment = new Map(readEnvironment(container));
  const command = textsOf(at(container, 'command'));
  const args = textsOf(at(container, 'args'));
  const words = [...command, ...args].map(word => expand(word, environment));
  return {
    words: unwrap(words, environment, 0),
    environment,
    source: args.length > 0 ? 'args' : 'command',
  };
}
