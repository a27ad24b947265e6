import type { ServerResponse } from 'node:http';
import { badRequest, expired } from '../ApiError';
import type { Cluster } from '../Cluster';
import { apiVersionOf } from '../kinds/ResourceDefinition';
import type { Change } from '../store/EventLog';
import type { StoredVersion } from '../store/StoredVersion';
import { wholeNumber } from './readHandlers';
import { objectText, type View } from './representation';
import type { ResourceRoute } from './routes';
import { selectionOf, type Selection } from './selection';

/** A client that reads slower than this falls behind for good and is cut off, as by the real server. */
const MAX_UNSENT_BYTES = 256 * 1024 * 1024;
const DEFAULT_TIMEOUT_SECONDS = 45 * 60;

interface OpenWatch {
  bookmark(): void;
  end(): void;
  destroy(): void;
}

/** The open watches. One line of text per change and kind of view is made and sent to all who want it. */
export class WatchHub {
  private readonly open = new Set<OpenWatch>();
  private readonly bookmarks: NodeJS.Timeout;
  private readonly lines = new WeakMap<Change, string>();

  constructor(private readonly cluster: Cluster, bookmarkIntervalMs: number) {
    this.bookmarks = setInterval(() => {
      for (const each of this.open) each.bookmark();
    }, bookmarkIntervalMs);
    this.bookmarks.unref();
  }

  get size(): number {
    return this.open.size;
  }

  /** Answers a watch; the response stays open until its timeout, the client or `stop` ends it. */
  serve(
    route: ResourceRoute,
    query: URLSearchParams,
    view: View,
    response: ServerResponse,
  ): void {
    const { store } = this.cluster;
    const { definition } = route;
    const selection = selectionOf(route, query);
    const resume = query.get('resourceVersion') ?? '';
    if (!/^\d*$/.test(resume)) {
      throw badRequest(
        `resourceVersion: Invalid value: ${JSON.stringify(
          resume,
        )}: must be a number`,
      );
    }
    const timeoutSeconds =
      wholeNumber(query, 'timeoutSeconds') ?? DEFAULT_TIMEOUT_SECONDS;
    const wantsBookmarks = query.get('allowWatchBookmarks') === 'true';
    const sendsInitial =
      query.get('sendInitialEvents') === 'true' ||
      resume === '' ||
      resume === '0';

    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Transfer-Encoding': 'chunked',
      'Cache-Control': 'no-cache, private',
    });
    response.flushHeaders();
    const send = (line: string) => {
      if (response.writableLength > MAX_UNSENT_BYTES) response.destroy();
      else response.write(line);
    };

    if (sendsInitial) {
      for (const stored of selection.list(store)) {
        send(eventLine('ADDED', objectText(stored, view)));
      }
      if (query.get('sendInitialEvents') === 'true' && wantsBookmarks) {
        send(this.bookmarkLine(route, view, true));
      }
    } else {
      const missed = store.changesSince(definition, Number(resume));
      if (missed === 'too-old') {
        const error = expired(
          `too old resource version: ${resume} (${store.revision})`,
        );
        response.end(eventLine('ERROR', JSON.stringify(error.toStatus())));
        return;
      }
      for (const change of missed) this.forward(change, selection, view, send);
    }

    const stopWatching = store.watch(definition, change =>
      this.forward(change, selection, view, send),
    );
    const watch: OpenWatch = {
      bookmark: () => {
        if (wantsBookmarks) send(this.bookmarkLine(route, view, false));
      },
      end: () => response.end(),
      destroy: () => response.destroy(),
    };
    const timeout = setTimeout(() => {
      watch.bookmark();
      watch.end();
    }, timeoutSeconds * 1000);
    timeout.unref();
    this.open.add(watch);
    response.on('close', () => {
      clearTimeout(timeout);
      stopWatching();
      this.open.delete(watch);
    });
  }

  /** Breaks all connections off, as a restarting load balancer does. */
  disconnect(): void {
    for (const each of this.open) each.destroy();
  }

  /** Ends all watches in an orderly way. */
  stop(): void {
    clearInterval(this.bookmarks);
    for (const each of this.open) each.end();
  }

  private forward(
    change: Change,
    selection: Selection,
    view: View,
    send: (line: string) => void,
  ): void {
    const type = typeFor(change, selection);
    if (type === null) return;
    const { definition } = change.version;
    const plain =
      view.shape.kind === 'object' &&
      view.version === definition.versions[0] &&
      type === change.type;
    if (!plain) {
      const nowView = { ...view, nowMs: this.cluster.now() };
      send(eventLine(type, objectText(change.version, nowView)));
      return;
    }
    let line = this.lines.get(change);
    if (line === undefined) {
      line = eventLine(type, change.version.json());
      this.lines.set(change, line);
    }
    send(line);
  }

  private bookmarkLine(
    { definition }: ResourceRoute,
    view: View,
    initialEnd: boolean,
  ): string {
    const metadata = {
      resourceVersion: String(this.cluster.store.revision),
      creationTimestamp: null,
      ...(initialEnd
        ? { annotations: { 'k8s.io/initial-events-end': 'true' } }
        : {}),
    };
    const apiVersion =
      view.shape.kind === 'event'
        ? 'events.k8s.io/v1'
        : apiVersionOf(definition, view.version);
    const object =
      view.shape.kind === 'object' || view.shape.kind === 'event'
        ? { kind: definition.kind, apiVersion, metadata }
        : {
            kind: 'PartialObjectMetadata',
            apiVersion: 'meta.k8s.io/v1',
            metadata,
          };
    return eventLine('BOOKMARK', JSON.stringify(object));
  }
}

/** What a change looks like through a selection: objects may enter or leave it by a change. Null: not at all. */
function typeFor(
  change: Change,
  { matches }: Selection,
): Change['type'] | null {
  if (!matches) return change.type;
  const seen = (stored: StoredVersion | undefined) =>
    stored !== undefined && matches(stored.object);
  const before = seen(change.previous);
  if (change.type === 'DELETED') return before ? 'DELETED' : null;
  const after = seen(change.version);
  if (before) return after ? 'MODIFIED' : 'DELETED';
  return after ? 'ADDED' : null;
}

function eventLine(type: string, object: string): string {
  return `{"type":"${type}","object":${object.trimEnd()}}\n`;
}
