import type { Page } from './api';
import type { RequestOptions } from './HttpClient';
import type {
  ListReadinessServersQuery,
  ReadinessReport,
  ReadinessReportQuery,
  ReadinessScores,
  ReadinessScoresQuery,
  ReadinessServer,
  ServerReadiness,
} from './readiness';

/** How ready for production servers are. Every method rejects with a `ResponseError` that carries status and message. */
export interface ReadinessApi {
  /** The rules of production readiness, asked of a server. */
  getServerReadiness(
    id: string,
    options?: RequestOptions,
  ): Promise<ServerReadiness>;
  /** The same of all servers, added up by owner, the most failures first. */
  getReadinessReport(
    query?: ReadinessReportQuery,
    options?: RequestOptions,
  ): Promise<ReadinessReport>;
  /** Servers, the worst first, one page at a time. */
  listReadinessServers(
    query?: ListReadinessServersQuery,
    options?: RequestOptions,
  ): Promise<Page<ReadinessServer>>;
  /** How many rules servers pass, of all that the caller may read or of those named. */
  listReadinessScores(
    query?: ReadinessScoresQuery,
    options?: RequestOptions,
  ): Promise<ReadinessScores>;
}
