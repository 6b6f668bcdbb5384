import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { COLONNES_REPONSES } from "#donnees/regles/reponse/reponse.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { Refus, tropSouvent } from "#socle/regles/shared/refus.ts";
import { SOURCES, type Source } from "#socle/regles/shared/source.ts";
import { cleanName, type Envoi, receiveUpload } from "#socle/routes/depot/upload.ts";
import type { AppDeps } from "#socle/routes/deps.ts";
import { Places } from "#socle/routes/serveur/places.ts";
import { receiveFichier } from "../../actes/lot/import-lot.ts";
import { openArchives } from "../../lectures/depot/open-archives.ts";

const correctionSchema = z.object({
  source: z.enum(SOURCES).optional(),
  periode: z.string().optional(),
  colonnes: z.record(z.string(), z.string()).optional(),
});
type Correction = Readonly<z.infer<typeof correctionSchema>>;

const fichierSchema = z.object({
  nom: z.string(),
  taille: z.number(),
  /** `reponses`: a file of questions that a bailleur has filled. `passe`: nobody asked for it to be read, or nobody does any more. */
  etat: z.enum(["attente", "lot", "deja-importe", "colonnes", "periode", "reponses", "refus", "passe", "archive"]),
  lot: z.number().optional(),
  message: z.string().optional(),
  /** For `colonnes`: the missing columns and those found. */
  manquantes: z.array(z.string()).optional(),
  colonnes: z.array(z.object({ entete: z.string(), exemples: z.array(z.string()) })).optional(),
  source: z.enum(SOURCES).optional(),
  /** What was said of it so far: each answer is added to those before. */
  correction: correctionSchema.optional(),
});
const depotSchema = z.object({
  id: z.uuid(),
  epci: z.string(),
  compte: z.number().nullable(),
  source: z.enum(SOURCES).optional(),
  periode: z.string().optional(),
  fichiers: z.array(fichierSchema),
});
export type FichierDuDepot = z.infer<typeof fichierSchema>;
export type DepotEnCours = z.infer<typeof depotSchema>;

/** Refusals that an officer lifts by telling which column is which. */
const COLONNES_A_INDIQUER = new Set(["colonne-absente", "source-inconnue", "colonnes-inconnues"]);

/** Those that they lift by telling which year or quarter it is. */
const PERIODE_A_INDIQUER = new Set(["periode-absente", "periode-differente", "periodes-melangees"]);

const JOUR_MS = 86_400_000;

/** Maximum that one person may have waiting or in reading: more than a whole year of every source, less than a disk. */
const EN_ATTENTE_MAX = { fichiers: 40, octets: 4_000_000_000 } as const;
type Quota = { readonly fichiers: number; readonly octets: number };

/** An import takes a connection and a core, while pages must still be served. */
const IMPORTS_SIMULTANES = 2;

/**
 * Deposits: files on the disk while they wait or are read, then their outcome. A file is deleted as soon as its lot is staged or
 * refused; a deposit waiting for an answer is removed after a day, with its file.
 */
export class Depots {
  readonly #deps: AppDeps;
  readonly #places = new Places(IMPORTS_SIMULTANES);
  readonly #actifs = new Map<string, DepotEnCours>();
  readonly #avancements = new Map<number, { octetsLus: number; readonly taille: number }>();

  readonly #quota: Quota;

  constructor(deps: AppDeps, quota: Quota = EN_ATTENTE_MAX) {
    this.#deps = deps;
    this.#quota = quota;
  }

  /**
   * Receives the upload and starts the reading. `premier` resolves when the first file has an outcome. Refuses "trop-de-depots", and what
   * `receiveUpload` and `check` refuse.
   */
  async receive(
    base: Base,
    epci: string,
    request: Request,
    check: (champs: Envoi["champs"]) => { readonly source?: Source; readonly periode?: string },
  ): Promise<{ readonly depot: DepotEnCours; readonly premier: Promise<void> }> {
    await this.purge();
    await this.#refuseBeyondQuota(base.acteur);
    const id = randomUUID();
    const { champs, fichiers } = await receiveUpload(request, this.#folder(id));
    try {
      if (fichiers.length === 0)
        throw new Refus("fichier-absent", "Aucun fichier n’a été choisi. Choisissez-en au moins un.");
      const { source, periode } = check(champs);
      const depot: DepotEnCours = {
        id,
        epci,
        compte: base.acteur.compte,
        source,
        periode,
        fichiers: await openArchives(this.#folder(id), fichiers, cleanName),
      };
      await this.#save(depot);
      // Checked again once this deposit is written, so that two concurrent ones are both counted.
      await this.#refuseBeyondQuota(base.acteur);
      return { depot, premier: this.#start(base, depot) };
    } catch (error) {
      await rm(this.#folder(id), { recursive: true, force: true });
      throw error;
    }
  }

  async #refuseBeyondQuota({ compte }: Acteur): Promise<void> {
    const { fichiers, octets } = await this.#waiting(compte);
    if (fichiers <= this.#quota.fichiers && octets <= this.#quota.octets) return;
    throw tropSouvent(
      "trop-de-depots",
      `Vous avez déjà ${fichiers} fichiers en attente (${Math.ceil(octets / 1_000_000)} Mo), plus que Blaise n’en garde pour une personne. ` +
        "Répondez à ceux qui attendent vos colonnes, laissez finir les lectures en cours, puis recommencez : ce dépôt n’a pas été gardé.",
      { fichiers, octets },
    );
  }

  /** Files of the person still on the disk, in all their deposits. */
  async #waiting(compte: number | null): Promise<Quota> {
    let [fichiers, octets] = [0, 0];
    for (const id of await readdir(this.#deps.dossierDepots)) {
      const depot = z.uuid().safeParse(id).success ? (this.#actifs.get(id) ?? (await this.#load(id))) : null;
      if (depot?.compte !== compte) continue;
      for (const rang of depot.fichiers.keys()) {
        const info = await stat(join(this.#folder(id), String(rang))).catch(() => null);
        if (info) [fichiers, octets] = [fichiers + 1, octets + info.size];
      }
    }
    return { fichiers, octets };
  }

  #start(base: Base, depot: DepotEnCours): Promise<void> {
    this.#actifs.set(depot.id, depot);
    const attendent = [...depot.fichiers.keys()].filter((rang) => depot.fichiers[rang]?.etat === "attente");
    const works = attendent.map((rang) => this.#places.run(() => this.#read(base, depot, rang)));
    void Promise.allSettled(works).then((outcomes) => {
      this.#actifs.delete(depot.id);
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") this.#deps.log.error({ err: outcome.reason }, "dépôt non lu");
      }
    });
    return works[0] ?? Promise.resolve();
  }

  /** Reads the same file again, with the officer's answer. */
  async retry(base: Base, depot: DepotEnCours, rang: number, correction: Correction): Promise<void> {
    const fichier = depot.fichiers[rang];
    if (!fichier) return;
    depot.fichiers[rang] = { ...fichier, correction: { ...fichier.correction, ...correction } };
    await this.#places.run(() => this.#read(base, depot, rang));
  }

  /** A file that waits for an answer will have none: it is set aside, and what was said of it forgotten. */
  async ecarter(depot: DepotEnCours, rang: number): Promise<void> {
    await this.#settle(depot, rang, { etat: "passe", message: "Vous avez choisi de ne pas le lire." });
  }

  /** It waits, or is being read by this process. */
  isRunning({ etat, lot }: FichierDuDepot): boolean {
    return etat === "attente" || (etat === "lot" && lot !== undefined && this.#avancements.has(lot));
  }

  /** null: unknown, removed, or of another territory or person. */
  async find({ compte }: Acteur, epci: string, id: string): Promise<DepotEnCours | null> {
    if (!z.uuid().safeParse(id).success) return null;
    const depot = this.#actifs.get(id) ?? (await this.#load(id));
    return depot?.epci === epci && depot.compte === compte ? depot : null;
  }

  /** A file that still waits for an answer; null when it is no longer there. */
  async findFichier(acteur: Acteur, epci: string, { id, rang }: { readonly id: string; readonly rang: number }) {
    const depot = await this.find(acteur, epci, id);
    const fichier = depot?.fichiers[rang];
    return depot && fichier?.etat === "reponses" ? this.#open(depot, rang, fichier) : null;
  }

  /** Files being read. */
  get enCours(): number {
    return this.#avancements.size;
  }

  avancement(lot: number): { readonly octetsLus: number; readonly taille: number } | null {
    return this.#avancements.get(lot) ?? null;
  }

  /** Removes the deposits older than a day. */
  async purge(): Promise<void> {
    const limite = Date.parse(this.#deps.horloge.maintenant()) - JOUR_MS;
    for (const id of await readdir(this.#deps.dossierDepots)) {
      if (!z.uuid().safeParse(id).success || this.#actifs.has(id)) continue;
      const info = await stat(this.#folder(id)).catch(() => null);
      if (info && info.mtimeMs < limite) await rm(this.#folder(id), { recursive: true, force: true });
    }
  }

  async #read(base: Base, depot: DepotEnCours, rang: number): Promise<void> {
    const fichier = depot.fichiers[rang];
    if (!fichier) return;
    const { correction = {} } = fichier;
    const progress = { octetsLus: 0, taille: fichier.taille };
    try {
      const recevoir = this.#deps.recevoir ?? receiveFichier;
      const { lot, fini } = await recevoir(
        { ...this.#deps, base },
        {
          fichier: this.#open(depot, rang, fichier),
          epci: depot.epci,
          source: correction.source ?? depot.source,
          periode: correction.periode ?? depot.periode,
          colonnes: correction.colonnes,
          progres: (octets) => {
            progress.octetsLus = Math.min(octets, fichier.taille);
          },
        },
      );
      this.#avancements.set(lot, progress);
      this.#follow(depot, rang, { lot, fini });
      await this.#settle(depot, rang, { etat: "lot", lot });
    } catch (error) {
      await this.#settle(depot, rang, this.#explain(error, depot, correction.source ?? depot.source));
    }
  }

  /** The reading goes on after the page has answered; its refusals are written on the lot itself, and those that an answer lifts here too. */
  #follow(
    depot: DepotEnCours,
    rang: number,
    { lot, fini }: { readonly lot: number; readonly fini: Promise<Lot> },
  ): void {
    const chemin = join(this.#folder(depot.id), String(rang));
    const end = async () => {
      const refus = await fini.then(
        () => null,
        (error: unknown) => this.#refusOf(error, lot),
      );
      this.#avancements.delete(lot);
      if (refus !== null && PERIODE_A_INDIQUER.has(refus.code)) {
        await this.#settle(depot, rang, { etat: "periode", message: refus.message, lot });
        return;
      }
      // Left there, it goes with its deposit, a day later.
      await rm(chemin, { force: true }).catch((error: unknown) =>
        this.#deps.log.error({ err: error, lot }, "fichier déposé non effacé"),
      );
    };
    void end();
  }

  #refusOf(error: unknown, lot: number): Refus | null {
    if (error instanceof Refus) return error;
    this.#deps.log.error({ err: error, lot }, "import interrompu");
    return null;
  }

  #explain(error: unknown, depot: DepotEnCours, source: Source | undefined): Omit<FichierDuDepot, "nom" | "taille"> {
    if (!(error instanceof Refus)) {
      this.#deps.log.error({ err: error }, "dépôt non lu");
      return {
        etat: "refus",
        message: "Une erreur est survenue de notre côté pendant la lecture. Déposez-le de nouveau.",
      };
    }
    const { code, message, details } = error;
    if (code === "deja-importe" && typeof details.lot === "number") {
      return { etat: "deja-importe", message, lot: details.lot };
    }
    if (code === "type-different" && depot.fichiers.some(({ etat }) => etat === "archive")) {
      // An archive holds what its sender put beside the tables.
      return { etat: "passe", message };
    }
    if (!COLONNES_A_INDIQUER.has(code)) return { etat: "refus", message };
    const found = z
      .object({
        colonnes: z.array(z.string()).catch([]),
        entetes: z.array(z.string()).catch([]),
        exemples: z.record(z.string(), z.array(z.string())).catch({}),
        source: z.enum(SOURCES).optional().catch(undefined),
      })
      .parse(details);
    if (found.entetes.includes(COLONNES_REPONSES.reference)) {
      return { etat: "reponses", message: "Des réponses d’un bailleur, à relire avant de les appliquer." };
    }
    return {
      etat: "colonnes",
      message,
      source: found.source ?? source,
      manquantes: found.colonnes,
      colonnes: found.entetes.map((entete) => ({ entete, exemples: (found.exemples[entete] ?? []).slice(0, 3) })),
    };
  }

  async #settle(depot: DepotEnCours, rang: number, outcome: Omit<FichierDuDepot, "nom" | "taille">): Promise<void> {
    const fichier = depot.fichiers[rang];
    if (!fichier) return;
    const { nom, taille, correction } = fichier;
    depot.fichiers[rang] = { nom, taille, correction, ...outcome };
    // What became of a file is in its lot, or will be asked again: it must not change because it cannot be written here.
    await this.#record(depot, rang, outcome.etat).catch((error: unknown) =>
      this.#deps.log.error({ err: error }, "suite d’un dépôt non enregistrée"),
    );
  }

  async #record(depot: DepotEnCours, rang: number, etat: FichierDuDepot["etat"]): Promise<void> {
    if (etat === "refus" || etat === "passe" || etat === "deja-importe") {
      await rm(join(this.#folder(depot.id), String(rang)), { force: true });
    }
    await this.#save(depot);
  }

  #open(depot: DepotEnCours, rang: number, { nom, taille }: FichierDuDepot) {
    const chemin = join(this.#folder(depot.id), String(rang));
    return { nom, taille, open: () => createReadStream(chemin, { highWaterMark: 1 << 20 }) };
  }

  #folder(id: string): string {
    return join(this.#deps.dossierDepots, id);
  }

  async #save(depot: DepotEnCours): Promise<void> {
    const path = join(this.#folder(depot.id), "depot.json");
    const aside = `${path}.${randomUUID()}`;
    await writeFile(aside, JSON.stringify(depot), { mode: 0o600 });
    await rename(aside, path);
  }

  /** A file that waits in a deposit that no process reads was interrupted by a stop of the server. */
  async #load(id: string): Promise<DepotEnCours | null> {
    const text = await readFile(join(this.#folder(id), "depot.json"), "utf8").catch(() => null);
    if (text === null) return null;
    const depot = depotSchema.parse(JSON.parse(text));
    const fichiers = depot.fichiers.map(
      (fichier): FichierDuDepot =>
        fichier.etat === "attente"
          ? { ...fichier, etat: "refus", message: "Le serveur s’est arrêté avant de le lire. Déposez-le de nouveau." }
          : fichier,
    );
    return { ...depot, fichiers };
  }
}
