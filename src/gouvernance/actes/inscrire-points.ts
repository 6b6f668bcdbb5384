import type { Base } from "#socle/lectures/base.ts";
import type { NaturePoint } from "#socle/regles/gouvernance/reunion.ts";
import { LIBELLE_ETAT_REUNION } from "#socle/regles/gouvernance/reunion.ts";
import { requireLigne } from "#socle/regles/gouvernance/reunion-texte.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { QuestionPoints } from "../lectures/points-source.ts";
import type { NouveauPoint, PointReunion, Reunion } from "../lectures/ports.ts";
import { proposerPoints, sourcesOf } from "../lectures/proposer-points.ts";
import { cleanTenue, DECISION_MAX } from "../lectures/tenue-texte.ts";
import { inscrireCas, OUVERTES } from "./cas-bloque/inscrire-cas.ts";
import { findReunion, lockReunion } from "./reunion-ecrire.ts";

export type OrdreVise = { readonly epci: string; readonly reunion: number };

/** Ticked points: proposals by nature and reference, points postponed by former meetings, documents attached to this one. */
export type PointsCoches = {
  readonly proposes: readonly { readonly nature: NaturePoint; readonly reference: string }[];
  readonly reportes: readonly number[];
  readonly pieces: readonly number[];
};

/**
 * Adds the ticked points to the agenda, with the sentence of the day; one already there is unchanged. Returns the count added.
 * Refuses `reunion-inconnue`, `reunion-etat`, `points-aucun`, `point-perime`, and the refusals of a blocked case.
 */
export async function inscrirePoints(
  base: Base,
  question: QuestionPoints & OrdreVise,
  coches: PointsCoches,
): Promise<number> {
  const { epci, reunion: id } = question;
  if (coches.proposes.length + coches.reportes.length + coches.pieces.length === 0) {
    throw new Refus("points-aucun", "Cochez au moins un point à inscrire.");
  }
  const reunion = await findReunion(base, epci, id);
  const proposes = coches.proposes.length === 0 ? [] : await pickProposes(base, question, coches.proposes);
  const reportes = await pickReportes(base, reunion, coches.reportes);
  const pieces = await pickPieces(base, reunion, coches.pieces);
  return ecrireOrdre(base, question, async (tx) => {
    const points = [...proposes, ...reportes, ...pieces];
    const written = await tx.tenues.addPoints(epci, id, points);
    for (const { nature, reference } of points) {
      if (nature === "cas-bloque") await putCas(tx, { epci, cas: Number(reference), reunion: id });
    }
    return written;
  });
}

/** A case already on this agenda is not added twice. */
async function putCas(tx: Base, cas: { readonly epci: string; readonly cas: number; readonly reunion: number }) {
  const found = await tx.casBloques.find(cas.epci, cas.cas);
  if (found?.reunion === cas.reunion && found.etat === "inscrit") return;
  await inscrireCas(tx, cas);
}

async function pickProposes(
  base: Base,
  question: QuestionPoints,
  asked: PointsCoches["proposes"],
): Promise<readonly NouveauPoint[]> {
  const { points } = await proposerPoints(base, question, sourcesOf(asked.map(({ nature }) => nature)));
  return asked.map(({ nature, reference }) => {
    const found = points.find((point) => point.nature === nature && point.reference === reference);
    if (found) return found;
    throw conflit(
      "point-perime",
      "Un des points cochés n’est plus proposé : ce qu’il disait a changé. Rechargez la page et choisissez de nouveau.",
      { nature, reference },
    );
  });
}

async function pickReportes(base: Base, reunion: Reunion, asked: readonly number[]): Promise<readonly NouveauPoint[]> {
  if (asked.length === 0) return [];
  const reportes = await listReportes(base, reunion);
  return asked.map((id) => reportes.find((point) => point.id === id) ?? refusePoint());
}

async function pickPieces(base: Base, reunion: Reunion, asked: readonly number[]): Promise<readonly NouveauPoint[]> {
  if (asked.length === 0) return [];
  const pieces = await base.reunions.pieces(reunion.epci, reunion.id);
  return asked.map((id) => {
    const { genre, reference, titre, chemin } = pieces.find((piece) => piece.id === id) ?? refusePoint();
    return { nature: "document", reference: `${genre}:${reference}`, titre, constat: null, chemin };
  });
}

/** Points postponed by the last closed meeting of the instance; each has a reference, so that it is taken up once. */
export async function listReportes(
  base: Pick<Base, "reunions" | "tenues">,
  reunion: Reunion,
): Promise<readonly PointReunion[]> {
  const { epci, instance, numero } = reunion;
  const before = (await base.reunions.list(epci))
    .filter((other) => other.instance === instance && other.etat === "close" && other.numero < numero)
    .toSorted((a, b) => b.numero - a.numero)[0];
  if (!before) return [];
  return (await base.tenues.points(epci, before.id))
    .filter(({ etat }) => etat === "reporte")
    .map((point) => ({ ...point, reference: point.reference ?? `reporte:${point.id}` }));
}

/**
 * Adds a point with a free text, and returns its id; the same text sent twice is added once, and undefined the second time. Refuses `reunion-inconnue`,
 * `reunion-etat`, and the refusals of its texts.
 */
export async function inscrireLibre(
  base: Base,
  saisie: OrdreVise & { readonly titre: string; readonly texte: string; readonly relu: boolean },
): Promise<number | undefined> {
  const titre = requireLigne(saisie.titre, "Titre", saisie.relu);
  const constat = cleanTenue(saisie.texte, "Texte", saisie.relu, DECISION_MAX);
  return ecrireOrdre(base, saisie, async (tx, reunion) => {
    const points = await tx.tenues.points(saisie.epci, reunion.id);
    const deja = points.some((point) => point.nature === "libre" && point.titre === titre && point.constat === constat);
    if (deja) return undefined;
    await tx.tenues.addPoints(saisie.epci, reunion.id, [
      { nature: "libre", reference: null, titre, constat, chemin: null },
    ]);
    return (await tx.tenues.points(saisie.epci, reunion.id)).at(-1)?.id;
  });
}

/** Moves a point one rank up or down; at either end, nothing moves. Refuses `reunion-inconnue`, `reunion-etat`, `point-inconnu`. */
export async function deplacerPoint(
  base: Base,
  vise: OrdreVise & { readonly point: number; readonly vers: "monter" | "descendre" },
): Promise<void> {
  await ecrireOrdre(base, vise, async (tx, reunion) => {
    const ids = (await tx.tenues.points(vise.epci, reunion.id)).map(({ id }) => id);
    await tx.tenues.order(vise.epci, reunion.id, swap(ids, vise.point, vise.vers === "monter" ? -1 : 1));
  });
}

/** Pure. Throws `point-inconnu`. */
export function swap(ids: readonly number[], point: number, pas: -1 | 1): readonly number[] {
  const from = ids.indexOf(point);
  if (from < 0) refusePoint();
  const to = from + pas;
  if (to < 0 || to >= ids.length) return ids;
  return ids.map((id, rank) => (rank === from ? (ids[to] ?? id) : rank === to ? point : id));
}

/**
 * Removes a point, unless it was dealt with or has a decision. Refuses `reunion-inconnue`, `reunion-etat`, `point-inconnu`,
 * `point-traite`.
 */
export async function retirerPoint(base: Base, vise: OrdreVise & { readonly point: number }): Promise<void> {
  const { epci, point: id } = vise;
  await ecrireOrdre(base, vise, async (tx, reunion) => {
    const points = await tx.tenues.points(epci, reunion.id);
    const point = points.find((one) => one.id === id) ?? refusePoint();
    const decide = (await tx.decisionsInstances.list(epci)).some((decision) => decision.point === id);
    if (point.etat !== "inscrit" || point.notes !== null || decide) {
      throw conflit("point-traite", "Ce point a été traité pendant la réunion : il reste à l’ordre du jour.");
    }
    await tx.tenues.removePoint(epci, reunion.id, id);
    const rest = points.filter((one) => one.id !== id).map((one) => one.id);
    await tx.tenues.order(epci, reunion.id, rest);
  });
}

export function refusePoint(): never {
  throw introuvable(
    "point-inconnu",
    "Ce point n’est pas à l’ordre du jour de cette réunion. Choisissez-le dans la liste.",
  );
}

/** Locks the meeting until the act ends, so that two officers are sequential; refuses a closed meeting. */
async function ecrireOrdre<T>(
  base: Base,
  { epci, reunion: id }: OrdreVise,
  work: (tx: Base, reunion: Reunion) => Promise<T>,
): Promise<T> {
  return base.transaction(async (tx) => {
    const reunion = await lockReunion(tx, epci, id);
    if (!OUVERTES.includes(reunion.etat)) {
      throw conflit(
        "reunion-etat",
        `L’ordre du jour ne change plus : cette réunion est ${LIBELLE_ETAT_REUNION[reunion.etat].toLowerCase()}.`,
      );
    }
    const done = await work(tx, reunion);
    await tx.journal.ecrire({ acte: "reunion-ordre-modifie", ressource: "instance", epci, objet: `reunion:${id}` });
    return done;
  });
}
