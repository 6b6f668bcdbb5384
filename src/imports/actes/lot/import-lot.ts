import type { CodeOfficiel } from "#donnees/actes/territoire/open-territoire.ts";
import { watchFichier } from "#donnees/formats/fichier.ts";
import type { Lecture, LectureOptions } from "#donnees/formats/lecture.ts";
import { openLecture } from "#donnees/formats/open-lecture.ts";
import { departementOf } from "#donnees/lectures/lot/belongs.ts";
import type { Depot } from "#donnees/lectures/lot/depot.ts";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import type { MouvementsCommunes } from "#donnees/regles/territoire/mouvements.ts";
import type { Base, Horloge } from "#socle/lectures/base.ts";
import { habilitationFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { isSource, type Source } from "#socle/regles/shared/source.ts";
import { openCompletion } from "../../lectures/lot/completer.ts";
import { type Staging, stageLot } from "../../lectures/lot/stage-lot.ts";

export type ImportDeps = {
  readonly base: Base;
  readonly horloge: Horloge;
  /** Keyed hash: NUMERO_UNIQUE is never stored. */
  hash(text: string): string;
  /** Absent: the codes of communes are kept as written. */
  readonly mouvements?: MouvementsCommunes;
  /** Absent: a code that has lost its zero may be any commune's. */
  readonly codeOfficiel?: Pick<CodeOfficiel, "findCommune">;
};

/**
 * Receives one file: recognises it, opens its lot, and starts the reading. Returns as soon as the lot can be shown;
 * `fini` resolves when all its rows are staged (statut `pret`), and throws the same `Refus` when the lot is refused.
 * Throws before any lot exists: `territoire-inconnu`, `deja-importe` (details.lot), and every refusal of the reading itself.
 */
export async function receiveFichier(
  deps: ImportDeps,
  received: Depot,
): Promise<{ readonly lot: number; readonly fini: Promise<Lot> }> {
  const { base } = deps;
  const depot = received.progres
    ? { ...received, fichier: watchFichier(received.fichier, received.progres) }
    : received;
  if (!(await base.territoires.find(depot.epci))) throw unknownTerritoire(depot.epci);
  const lecture = await openDepot(deps, depot);
  const completion = await openCompletion(base, depot.epci, lecture);
  const opened = await base.lots.open({
    epci: depot.epci,
    source: lecture.source,
    profil: lecture.profil,
    fichier: depot.fichier.nom,
    sha256: lecture.releve.sha256,
    taille: depot.fichier.taille,
    encodage: lecture.releve.encodage,
    separateur: lecture.releve.separateur,
    colonnes: lecture.colonnes,
    champsAbsents: lecture.champsAbsents,
    deposePar: base.acteur.nom,
    organisation: habilitationFor(base.acteur, "lot", "creer", depot.epci)?.organisation || null,
    complete: completion?.lot.id ?? null,
  });
  if ("dejaImporte" in opened) throw alreadyImported(opened.dejaImporte);
  return { lot: opened.lot, fini: finishLot(deps, { lot: opened.lot, depot, completion }, lecture) };
}

/** When a column is missing, or the source was only guessed, the saved correspondences are tried before asking the officer again. */
async function openDepot(deps: ImportDeps, depot: Depot): Promise<Lecture> {
  try {
    return await openAs(deps, depot, depot.source ?? null);
  } catch (error) {
    const source = error instanceof Refus && error.code === "colonne-absente" ? error.details.source : null;
    if (depot.source || typeof source !== "string" || !isSource(source)) throw error;
    const remembered = await deps.base.lots.correspondances(depot.epci, source);
    if (Object.keys(remembered).length === 0) throw error;
    return openAs(deps, depot, source);
  }
}

async function openAs(deps: ImportDeps, depot: Depot, source: Source | null): Promise<Lecture> {
  const isCommune = await knowCommunes(deps, depot.epci);
  const remembered = source ? await deps.base.lots.correspondances(depot.epci, source) : {};
  return openLecture(depot.fichier, {
    ...(source ? { source } : {}),
    colonnes: { ...remembered, ...depot.colonnes },
    ...(isCommune ? { isCommune } : {}),
    hash: deps.hash,
    aujourdhui: deps.horloge.aujourdhui(),
  });
}

async function knowCommunes({ base, codeOfficiel }: ImportDeps, epci: string): Promise<LectureOptions["isCommune"]> {
  if (codeOfficiel === undefined) return undefined;
  const departements = new Set((await base.territoires.perimetre(epci)).map(({ commune }) => departementOf(commune)));
  return (code) =>
    (departements.size === 0 || departements.has(departementOf(code))) && codeOfficiel.findCommune(code) !== null;
}

async function finishLot(deps: ImportDeps, staging: Omit<Staging, "mouvements">, lecture: Lecture): Promise<Lot> {
  const { base, mouvements } = deps;
  const { lot, depot } = staging;
  try {
    const refus = await base.transaction(async (tx) => {
      const refused = await stageLot(tx, lecture, { ...staging, ...(mouvements ? { mouvements } : {}) });
      // What is remembered is the territory's, for everybody's next files: not for one who deposits their own organisation's alone.
      if (depot.colonnes && peutPartout(base.acteur, "lot", "creer", depot.epci)) {
        await tx.lots.rememberCorrespondances(depot.epci, lecture.source, depot.colonnes);
      }
      const acte = refused ? "lot-refuse" : "lot-depose";
      await tx.journal.ecrire({ acte, ressource: "lot", epci: depot.epci, objet: `lot:${lot}` });
      return refused;
    });
    if (refus) throw refus;
    await base.lots.echantillonner();
    return await findStaged(base, lot);
  } catch (error) {
    const refus = error instanceof Refus ? { code: error.code, message: error.message } : null;
    const failed = await base.transaction(async (tx) => {
      const marked = await tx.lots.markEchec(lot, refus);
      if (marked && refus) {
        await tx.journal.ecrire({ acte: "lot-refuse", ressource: "lot", epci: depot.epci, objet: `lot:${lot}` });
      }
      return marked;
    });
    // The commit succeeded and only its answer was lost; or the lot is refused already, with its lines kept.
    if (!failed && !refus) return await findStaged(base, lot);
    throw error;
  } finally {
    await base.lots.close(lot);
  }
}

async function findStaged(base: Base, lot: number): Promise<Lot> {
  const staged = await base.lots.find(lot);
  if (!staged) throw new Error(`lot ${lot} vanished after its staging`);
  return staged;
}

function alreadyImported(lot: Lot): Refus {
  const quand = lot.deposeLe.slice(0, 10).split("-").reverse().join("/");
  return conflit(
    "deja-importe",
    `Ce fichier est déjà importé : lot ${lot.id}, « ${lot.fichier} », déposé le ${quand}. Rien n’a été ajouté.`,
    { lot: lot.id },
  );
}
