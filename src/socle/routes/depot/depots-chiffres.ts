import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from "node:crypto";
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { introuvable, Refus } from "../../regles/shared/refus.ts";
import type { AppDeps } from "../deps.ts";
import { receiveUpload } from "./upload.ts";

/** Bytes a file: a follow-up of a few thousand households is ten times smaller. */
const OCTETS_MAX = 20_000_000;
const RESTE = "reste";
const JOUR_MS = 86_400_000;

const ficheSchema = z.object({
  id: z.uuid(),
  epci: z.string(),
  compte: z.number().nullable(),
  recuLe: z.number(),
  noms: z.array(z.string()),
  /** Counts of what was written, once confirmed. */
  ecrit: z.record(z.string(), z.number()).nullable(),
});
export type DepotChiffre = z.infer<typeof ficheSchema>;
export type OctetsDeposes = { readonly nom: string; readonly octets: Uint8Array };

type Deps = Pick<AppDeps, "dossierDepots" | "hash" | "horloge">;

/**
 * Keeps a file that names households between its preview and its confirmation. Not in the database, whose backups would keep unconfirmed names for
 * months; not by asking for the file again, which could have changed. It is stored beside the other deposits, encrypted with a key made
 * from the platform's key and from this deposit, and removed once confirmed or dropped, a day later at most: it cannot be opened after
 * that day, and the next deposit of anybody removes it.
 */
export class DepotsChiffres {
  readonly #deps: Deps;
  /** « rime », « conges »: deposits of one kind are not found by another. */
  readonly #genre: string;
  readonly #fichiers: number;

  constructor(deps: Deps, genre: string, { fichiers }: { readonly fichiers: number }) {
    this.#deps = deps;
    this.#genre = genre;
    this.#fichiers = fichiers;
  }

  /** One waiting deposit a person and territory: a new one removes the former. Refuses `fichier-absent`, and what `receiveUpload` refuses. */
  async receive(request: Request, epci: string, compte: number | null): Promise<DepotChiffre> {
    await this.#clear(({ epci: own, compte: qui, recuLe }) => this.#isOver(recuLe) || (own === epci && qui === compte));
    const id = randomUUID();
    const dossier = this.#folder(id);
    const { fichiers } = await receiveUpload(request, dossier, {
      octetsParFichier: OCTETS_MAX,
      fichiers: this.#fichiers,
    });
    try {
      if (fichiers.length === 0) throw new Refus("fichier-absent", "Aucun fichier n’a été choisi. Choisissez-le.");
      for (const [rang, { chemin }] of fichiers.entries()) {
        await writeFile(this.#chemin(id, rang), this.#encrypt(id, await readFile(chemin)), { mode: 0o600 });
        await rm(chemin);
      }
      const noms = fichiers.map(({ nom }) => nom);
      return await this.#save({ id, epci, compte, recuLe: this.#now(), noms, ecrit: null });
    } catch (error) {
      await rm(dossier, { recursive: true, force: true });
      throw error;
    }
  }

  /** Refuses `depot-inconnu`: of another person or territory, dropped, or older than a day. */
  async find(id: string, epci: string, compte: number | null): Promise<DepotChiffre> {
    const depot = z.uuid().safeParse(id).success ? await this.#load(id) : null;
    if (depot?.epci === epci && depot.compte === compte && !this.#isOver(depot.recuLe)) return depot;
    throw introuvable(
      "depot-inconnu",
      "Ce fichier n’est plus là : il n’est gardé qu’un jour, pour la personne qui l’a déposé. Déposez-le de nouveau.",
    );
  }

  /** The bytes received, decrypted. */
  async open({ id, noms, ecrit }: DepotChiffre): Promise<readonly OctetsDeposes[]> {
    if (ecrit) throw introuvable("depot-inconnu", "Ce fichier est déjà importé, et n’est plus gardé.");
    const octets = await Promise.all(noms.map((_, rang) => readFile(this.#chemin(id, rang))));
    return noms.map((nom, rang) => ({ nom, octets: this.#decrypt(id, octets[rang] ?? Buffer.alloc(0)) }));
  }

  /** Removes the bytes; the counts written, and the lines to correct (`reste`), stay for the rest of the day. */
  async close(
    depot: DepotChiffre,
    ecrit: NonNullable<DepotChiffre["ecrit"]>,
    reste: Uint8Array | null = null,
  ): Promise<void> {
    await Promise.all(depot.noms.map((_, rang) => rm(this.#chemin(depot.id, rang), { force: true })));
    if (reste) await writeFile(this.#chemin(depot.id, RESTE), this.#encrypt(depot.id, reste), { mode: 0o600 });
    await this.#save({ ...depot, noms: [], ecrit });
  }

  /** Refuses `depot-inconnu`: nothing was left to correct, or it is gone. */
  async openReste({ id }: DepotChiffre): Promise<Uint8Array> {
    const octets = await readFile(this.#chemin(id, RESTE)).catch(() => null);
    if (octets) return this.#decrypt(id, octets);
    throw introuvable("depot-inconnu", "Ce fichier n’a laissé aucune ligne à corriger.");
  }

  async forget({ id }: DepotChiffre): Promise<void> {
    await rm(this.#folder(id), { recursive: true, force: true });
  }

  /** Removes the deposits older than a day. */
  async purge(): Promise<void> {
    await this.#clear(({ recuLe }) => this.#isOver(recuLe));
  }

  async #clear(gone: (depot: DepotChiffre) => boolean): Promise<void> {
    for (const id of await readdir(this.#deps.dossierDepots)) {
      const depot = z.uuid().safeParse(id).success ? await this.#load(id) : null;
      if (depot && gone(depot)) await this.forget(depot);
    }
  }

  get #fiche(): string {
    return `${this.#genre}.json`;
  }

  #now(): number {
    return Date.parse(this.#deps.horloge.maintenant());
  }

  #isOver(recuLe: number): boolean {
    return this.#now() - recuLe >= JOUR_MS;
  }

  #folder(id: string): string {
    return join(this.#deps.dossierDepots, id);
  }

  #chemin(id: string, rang: number | typeof RESTE): string {
    return join(this.#folder(id), `${rang}.chiffre`);
  }

  async #save(depot: DepotChiffre): Promise<DepotChiffre> {
    await writeFile(join(this.#folder(depot.id), this.#fiche), JSON.stringify(depot), { mode: 0o600 });
    return depot;
  }

  async #load(id: string): Promise<DepotChiffre | null> {
    const info = await stat(join(this.#folder(id), this.#fiche)).catch(() => null);
    if (!info) return null;
    return ficheSchema.parse(JSON.parse(await readFile(join(this.#folder(id), this.#fiche), "utf8")));
  }

  #key(id: string): Buffer {
    return createHash("sha256")
      .update(this.#deps.hash(`depot-${this.#genre}:${id}`))
      .digest();
  }

  /** AES-256-GCM: nonce, tag, then the file. */
  #encrypt(id: string, octets: Uint8Array): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", this.#key(id), nonce);
    const chiffre = Buffer.concat([cipher.update(octets), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), chiffre]);
  }

  #decrypt(id: string, octets: Buffer): Uint8Array {
    const decipher = createDecipheriv("aes-256-gcm", this.#key(id), octets.subarray(0, 12));
    decipher.setAuthTag(octets.subarray(12, 28));
    return Buffer.concat([decipher.update(octets.subarray(28)), decipher.final()]);
  }
}
