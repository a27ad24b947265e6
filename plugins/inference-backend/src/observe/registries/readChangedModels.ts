import type {
  ImportedModel,
  ImportPage,
} from '@inference-portal/plugin-inference-node';
import type { InstantMs } from '../../types';
import { ImportMarks } from './ImportMarks';
import { assignNames } from './modelNames';
import type { RegistrySettings } from './registryConfig';

/** A model as a source lists it. */
export interface ListedModel {
  /** Name at the source. */
  readonly name: string;
  /** Differs when anything that is imported may have changed; null when the list does not tell, so that `examine` has to. */
  readonly mark: string | null;
}

/** A model that was read. */
export interface ReadModel {
  /** Null when it turned out to be nothing to import; what was imported of it before is gone then, if the source says so. */
  readonly model: ImportedModel | null;
  /** False when a part could not be read that may be read next time. */
  readonly complete: boolean;
}

const PAGE = 25;

/**
 * The walk that all sources share: takes the list of models, leaves out those that the bookmark knows in the same state and yields
 * the rest in pages of at most 25, each with the bookmark after it, and at the end the list.
 */
export async function* readChangedModels<Listed extends ListedModel>(options: {
  readonly settings: RegistrySettings;
  readonly bookmark: string | null;
  readonly signal: AbortSignal;
  readonly now: InstantMs;
  list(signal: AbortSignal): Promise<{
    readonly models: readonly Listed[];
    readonly problems: readonly string[];
    /** Whether these are all models that the source has: one that is missing is gone. Default: false. */
    readonly isComplete?: boolean;
  }>;
  /** Finds the marks that the list does not tell. */
  examine?(
    models: readonly Listed[],
    signal: AbortSignal,
  ): Promise<readonly Listed[]>;
  /** Reads models in full, in any order; `name` is that of the model here. */
  read(
    models: readonly { readonly listed: Listed; readonly name: string }[],
    signal: AbortSignal,
  ): Promise<{
    readonly models: readonly (ReadModel & { readonly listed: Listed })[];
    readonly problems: readonly string[];
  }>;
}): AsyncGenerator<ImportPage> {
  const { settings, signal, now } = options;
  const marks = ImportMarks.parse(options.bookmark, {
    now,
    verifyEveryMs: settings.verifyEveryMs,
  });
  const { models, problems, isComplete = false } = await options.list(signal);
  const { named, refused } = assignNames(
    models.filter(({ name }) => settings.isIncluded(name)),
  );
  marks.keepOnly(new Set(models.map(({ name }) => name)));
  const isChanged = ({ name, mark }: Listed) =>
    mark === null || !marks.has(name, mark);
  const candidates = named.filter(({ listed }) => isChanged(listed));
  const empty = new Set<string>();
  let opening: readonly string[] = [...problems, ...refused];
  for (let start = 0; start < candidates.length; start += PAGE) {
    signal.throwIfAborted();
    let page = candidates.slice(start, start + PAGE);
    if (options.examine) {
      const names = new Map(
        page.map(({ listed, name }) => [listed.name, name]),
      );
      const examined = await options.examine(
        page.map(({ listed }) => listed),
        signal,
      );
      page = examined.filter(isChanged).flatMap(listed => {
        const name = names.get(listed.name);
        return name === undefined ? [] : [{ listed, name }];
      });
    }
    if (page.length > 0) {
      const read = await options.read(page, signal);
      for (const { listed, complete, model } of read.models) {
        if (complete && listed.mark !== null) {
          marks.set(listed.name, listed.mark);
        }
        if (complete && model === null) {
          empty.add(listed.name);
        }
      }
      yield {
        models: read.models.flatMap(({ model, listed }) =>
          model ? [{ ...model, id: listed.name }] : [],
        ),
        bookmark: marks.toBookmark(),
        problems: [...opening, ...read.problems],
      };
      opening = [];
    }
  }
  const namesOf = (listed: readonly ListedModel[]) =>
    listed.map(({ name }) => name).filter(name => !empty.has(name));
  yield {
    models: [],
    bookmark: marks.toBookmark(),
    problems: opening,
    ...(isComplete
      ? {
          listing: {
            models: namesOf(models),
            async listAgain(nextSignal) {
              const again = await options.list(nextSignal);
              return again.isComplete ? namesOf(again.models) : null;
            },
          },
        }
      : {}),
  };
}
