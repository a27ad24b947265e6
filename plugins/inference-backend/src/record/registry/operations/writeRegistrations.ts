import type { Registration } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import { nullablePlainText, plainText } from '../../database/codec';
import { modelRefKey } from '../modelRows';
import type { RegistrationRow } from '../tables';

/** Writes which version each server runs; null ends a join. Servers that are not recorded are skipped. */
export async function writeRegistrations(
  db: Knex,
  registrations: ReadonlyMap<string, Registration | null>,
): Promise<void> {
  for (const part of chunks([...registrations])) {
    const byId = new Map(part.map(([id, join]) => [plainText(id), join]));
    await db.transaction(async tx => {
      const known: string[] = await tx('servers')
        .whereIn('id', [...byId.keys()])
        .orderBy('id')
        .pluck('id');
      const joined: RegistrationRow[] = [];
      const ended: string[] = [];
      for (const id of known) {
        const registration = byId.get(id) ?? null;
        if (registration === null) {
          ended.push(id);
        } else {
          joined.push({
            server_id: id,
            model_ref: modelRefKey(registration),
            namespace: plainText(registration.namespace),
            name: plainText(registration.name),
            version: nullablePlainText(registration.version),
            reason: plainText(registration.reason),
            confidence: registration.confidence,
          });
        }
      }
      await tx<RegistrationRow>('server_registrations')
        .whereIn('server_id', ended)
        .delete();
      if (joined.length > 0) {
        await tx<RegistrationRow>('server_registrations')
          .insert(joined)
          .onConflict('server_id')
          .merge();
      }
    });
  }
}
