import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** A segment of the write-ahead log that has no end until the test says so: a named pipe. */
export class EndlessLog {
  private readonly file: string;
  private writer: FileHandle | undefined;

  constructor(folder: string) {
    const wal = join(folder, 'data/wal');
    mkdirSync(wal, { recursive: true });
    const last = Math.max(-1, ...readdirSync(wal).map(Number).filter(isFinite));
    this.file = join(wal, String(last + 1).padStart(8, '0'));
    execFileSync('mkfifo', [this.file]);
  }

  /** Resolves when Prometheus has opened it. */
  async isBeingRead(): Promise<void> {
    this.writer = await open(this.file, 'w');
  }

  async end(): Promise<void> {
    await this.writer?.close();
  }
}
