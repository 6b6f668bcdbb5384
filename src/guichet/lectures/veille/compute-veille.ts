import {
  LIBELLE_MOTIF_REFUS,
  LIBELLE_REFUS_PAR,
  labelMotifProtege,
  readMotifDemande,
} from "#donnees/regles/demande/demande.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import { chooseDelai, chooseSilence } from "#observatoire/lectures/demande/compter.ts";
import { referenceOf } from "#observatoire/lectures/demande/derive-demandes.ts";
import { TYPOLOGIES } from "#observatoire/lectures/demande/modalites.ts";
import { bandAnciennete, labelAnciennete } from "#observatoire/regles/demande/anciennete.ts";
import { DELAI_VEILLE } from "#observatoire/regles/veille/veille.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor, habilitationsIn, peutLignesPartout } from "#socle/regles/habilitation/peut.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, INCONNU } from "#socle/regles/shared/format.ts";
import type { DemandeVeille, ReperesVeille } from "./ports.ts";
import type { LigneVeille, QuestionVeille, Veille } from "./veille.ts";

/** Maximum lines of the page; the file holds more. */
const VEILLE_PAR_PAGE = 100;

/** Parameters to read the published stock today; null: none is published. */
export async function readReperes(
  base: Pick<Base, "demandes">,
  epci: string,
): Promise<(ReperesVeille & { periode: string }) | null> {
  const [stock] = await base.demandes.stocks(epci);
  if (!stock) return null;
  const reference = referenceOf(stock.periode);
  const delais = { delai: chooseDelai(null, reference), silence: chooseSilence(null, reference) };
  return { epci, lot: stock.lot, periode: stock.periode, reference, ...delais };
}

/**
 * Lists of demandes to follow (action 4). A reader of the whole territory's rows sees all; others see what their organisation was asked to follow.
 */
export async function computeVeille(base: Base, question: QuestionVeille, limite = VEILLE_PAR_PAGE): Promise<Veille> {
  const { epci, aujourdhui, ...filtre } = question;
  const partout = peutLignesPartout(base.acteur, "attribution", "lire", epci);
  const reperes = await readReperes(base, epci);
  const jours = findValeur(DELAI_VEILLE, aujourdhui).valeur;
  const enRetard = addDays(aujourdhui, -jours);
  const siennes = organisationsOf(base, epci);
  const [comptes, lignes, confiees, communes, organisations, nationales] = await Promise.all([
    partout && reperes ? base.veilles.comptes(reperes) : null,
    partout && reperes ? base.veilles.list(reperes, { ...filtre, enRetard, limite }) : [],
    base.veilles.confiees(epci, reperes?.lot ?? null, siennes),
    base.territoires.perimetre(epci),
    partout ? base.casBloques.organisations() : [],
    base.sneEchanges.stock(epci),
  ]);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  const read = (demande: DemandeVeille) =>
    ligneOf(demande, { noms, reference: reperes?.reference ?? aujourdhui, enRetard });
  return {
    territoire: epci,
    filtre,
    comptes,
    jours,
    stock: reperes && { periode: reperes.periode, reference: reperes.reference, demandes: nationales?.demandes ?? 0 },
    delai: reperes?.delai ?? chooseDelai(null, aujourdhui),
    silence: reperes?.silence ?? chooseSilence(null, aujourdhui),
    lignes: lignes.map(read),
    confiees: confiees.map(read),
    prendre: peutConfier(base, epci),
    communes: communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
    organisations: organisations.map(({ id, nom }) => ({ code: String(id), libelle: nom })),
  };
}

export function organisationsOf({ acteur }: Pick<Base, "acteur">, epci: string): readonly number[] {
  return [...new Set(habilitationsFor(acteur, "attribution", "lire", epci).map(({ organisation }) => organisation))];
}

/** The EPCI decides who follows which demande (action 4). */
export function peutConfier({ acteur }: Pick<Base, "acteur">, epci: string): boolean {
  return habilitationsIn(acteur, epci).some(({ role }) => role === "agent-epci");
}

type Lecture = {
  readonly noms: ReadonlyMap<string, string>;
  readonly reference: string;
  /** ISO day: `enRetard` counts the open follow-ups taken before it. */
  readonly enRetard: string;
};

function ligneOf(demande: DemandeVeille, { noms, reference, enRetard }: Lecture): LigneVeille {
  const { commune, typologie, creeLe, dernierEvenement, prise } = demande;
  const band = bandAnciennete(creeLe, reference);
  return {
    reference: demande.reference,
    commune: commune === null ? "Commune non renseignée" : (noms.get(commune) ?? `Commune ${commune}`),
    typologie: TYPOLOGIES.find(({ code }) => code === (typologie ?? "inconnu"))?.libelle ?? INCONNU,
    anciennete: band === null ? "Date inconnue" : labelAnciennete(band),
    creeLe,
    dernierEvenement,
    prise,
    demandeur: demande.demandeur,
    propositions: tellPropositions(demande),
    motif: labelMotifProtege(readMotifDemande(demande.motifDemande)),
    enRetard: prise !== null && prise.closeLe === null && prise.priseLe < enRetard,
  };
}

function tellPropositions({ propositions, refusPar, refusMotif }: DemandeVeille): string {
  const nombre = propositions === null ? "Nombre non renseigné" : formatCompte(propositions, "proposition");
  if (refusPar === "aucun" || refusPar === "inconnu") return nombre;
  const pourquoi = Object.entries(LIBELLE_MOTIF_REFUS).find(([code]) => code === refusMotif)?.[1] ?? INCONNU;
  return `${nombre} ; ${LIBELLE_REFUS_PAR[refusPar].toLowerCase()} : ${pourquoi.toLowerCase()}`;
}

/** Count of the demandes that organisations were asked to follow; 0 for a reader of sums alone. */
export async function countPrises(base: Base, epci: string): Promise<number> {
  if (!peutLignesPartout(base.acteur, "attribution", "lire", epci)) return 0;
  const reperes = await readReperes(base, epci);
  const comptes = reperes === null ? [] : await base.veilles.comptes(reperes);
  return comptes.find(({ motif }) => motif === "plus-de-9-mois")?.prises ?? 0;
}
