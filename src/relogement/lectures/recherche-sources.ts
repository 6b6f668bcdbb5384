import type { LogementSuivi } from "#attributions/lectures/logement/ports.ts";
import type { EtapeOperation, Operation } from "#donnees/regles/programme/operation.ts";
import type { Contingent, Reponse } from "#droit/regles/attribution/attribution.ts";
import { TYPOLOGIES, type Typologie, typologieOfPieces } from "#droit/regles/typologie.ts";
import { contingentOfContreslog } from "#engagements/regles/contingent/logement-reserve.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatJour, formatJourCourt } from "#socle/regles/shared/format.ts";
import { rangOf } from "../regles/rang.ts";
import type { LogementARelouer, VacantRpls } from "./recherche.ts";

/** Fields that a source does not give are unknown. */

const INCONNUES = {
  rehabilite: "inconnu",
  residentialise: "inconnu",
  loyerBaisse: "inconnu",
  pru1: "inconnu",
} as const satisfies Record<string, Reponse>;

function isActionLogement(contingent: Contingent): Reponse {
  if (contingent === "inconnu") return "inconnu";
  return contingent === "COLACT" ? "oui" : "non";
}

export function readSuivi(suivi: LogementSuivi, jour: string): LogementARelouer {
  const { id, cle, etat, disponibleLe, bailleur, acces, contingent, declareLe } = suivi;
  const { adresse, commune, secteur, situation, typologie, surface, loyer, charges } = suivi;
  const { premiereLocationLe, conventionneLe, rehabilite, residentialise, loyerBaisse, pru1 } = suivi;
  const logement = {
    identRpls: cle,
    adresse,
    commune,
    secteur,
    situation,
    typologie,
    surface,
    loyer,
    charges,
    apl: null,
    premiereLocationLe,
    conventionneLe,
    rehabilite,
    residentialise,
    loyerBaisse,
    pru1,
    droitActionLogement: isActionLogement(contingent),
  };
  const quand = disponibleLe === null ? "" : ` le ${formatJour(disponibleLe)}`;
  return {
    cle: `suivi-${id}`,
    origine: "declare",
    nombre: 1,
    disponibleLe,
    bailleur,
    acces,
    contingent,
    logement,
    mention: `${etat === "libre" ? "libre" : "bientôt libre"}${quand}, déclaré le ${formatJourCourt(declareLe)}`,
    loyerM2: null,
    rang: rangOf(logement, jour),
  };
}

/**
 * RPLS gives the year of the first letting without its day: the 1st of January stands for it, so that no dwelling is wrongly said
 * new. It gives no charges, no access, no works.
 */
export function readVacant(vacant: VacantRpls, jour: string): LogementARelouer {
  const { cle, millesime, bailleur, adresse, commune, secteur, situation, surface, loyer, conventionneLe } = vacant;
  const contingent = contingentOfContreslog(vacant.contingent);
  const logement = {
    identRpls: cle,
    adresse,
    commune,
    secteur,
    situation,
    surface,
    loyer,
    charges: null,
    apl: null,
    typologie: typologieOfPieces(vacant.pieces),
    premiereLocationLe: vacant.miseEnLocation === null ? null : `${vacant.miseEnLocation}-01-01`,
    conventionneLe,
    ...INCONNUES,
    droitActionLogement: isActionLogement(contingent),
  };
  return {
    cle: `rpls-${cle}`,
    origine: "rpls",
    nombre: 1,
    disponibleLe: null,
    bailleur,
    contingent,
    logement,
    acces: "inconnu",
    loyerM2: loyer === null ? vacant.loyerM2 : null,
    rang: rangOf(logement, jour),
    mention: `vacant au 01/01/${millesime.slice(0, 4)}, à confirmer`,
  };
}

const GENRES: readonly string[] = ["construction", "reconstitution"];
const ECARTES: readonly string[] = ["deposee", "a-completer", "refusee", "abandonnee"];

/** Months after the delivery during which dwellings without a known lease are still searched. */
const MOIS_APRES_LIVRAISON = 12;

/** One line a type of dwelling; none when the operation builds nothing to let, was delivered long ago, or is all let. */
export function readOperation(operation: Operation, jour: string): readonly LogementARelouer[] {
  const { genre, etat, premiersBaux, logements, typologies } = operation;
  const livraison = operation.etapes.find(({ phase }) => phase === "livraison") ?? null;
  if (!GENRES.includes(genre) || ECARTES.includes(etat) || isOld(livraison, jour)) return [];
  const attribues = premiersBaux?.connus ?? 0;
  if (logements !== null && attribues >= logements) return [];
  const known = TYPOLOGIES.flatMap((typologie) => {
    const nombre = typologies[typologie] ?? 0;
    return nombre > 0 ? [{ typologie, nombre }] : [];
  });
  const lignes = known.length > 0 ? known : [{ typologie: null, nombre: logements ?? 0 }];
  return lignes.flatMap(({ typologie, nombre }) =>
    nombre > 0 ? [lineOf(operation, { typologie, nombre, livraison, attribues }, jour)] : [],
  );
}

function isOld(livraison: EtapeOperation | null, jour: string): boolean {
  const livre = livraison?.finReelle ?? null;
  return livre !== null && livre < addMonths(jour, -MOIS_APRES_LIVRAISON);
}

type LigneOperation = {
  readonly typologie: Typologie | null;
  readonly nombre: number;
  readonly livraison: EtapeOperation | null;
  readonly attribues: number;
};

function lineOf(operation: Operation, ligne: LigneOperation, jour: string): LogementARelouer {
  const { typologie, nombre, livraison, attribues } = ligne;
  const { bailleur, nom, commune, secteur, situation, loyerM2 } = operation;
  const livre = livraison?.finReelle ?? livraison?.finPrevue ?? null;
  const logement: LogementARelouer["logement"] = {
    identRpls: null,
    adresse: nom,
    commune: commune ?? "",
    secteur,
    situation,
    typologie,
    surface: null,
    loyer: null,
    charges: null,
    apl: null,
    premiereLocationLe: livre,
    conventionneLe: null,
    // New dwellings need no rehabilitation.
    rehabilite: "non",
    residentialise: "non",
    loyerBaisse: "non",
    pru1: "non",
    droitActionLogement: "inconnu",
  };
  return {
    cle: `operation-${operation.id}-${codeOf(typologie)}`,
    origine: "programme",
    nombre,
    disponibleLe: livre,
    acces: "inconnu",
    contingent: "inconnu",
    loyerM2,
    logement,
    rang: rangOf(logement, jour),
    mention: sayLivraison(livraison, jour, attribues),
    bailleur: bailleur ?? { organisation: null, nom: "Bailleur non désigné", siren: null },
  };
}

/** Drops the sign « + », which a URL would have to escape. */
function codeOf(typologie: Typologie | null): string {
  return typologie === null ? "X" : typologie.replace("+", "");
}

function sayLivraison(livraison: EtapeOperation | null, jour: string, attribues: number): string {
  const baux =
    attribues === 0 ? "" : `, dont ${formatCompte(attribues, "déjà attribué", "déjà attribués")} dans l’opération`;
  const reel = livraison?.finReelle ?? null;
  const prevu = livraison?.finPrevue ?? null;
  if (reel !== null) return `livré le ${formatJour(reel)}${baux}`;
  if (prevu === null) return `livraison non datée${baux}`;
  return `${prevu < jour ? "livraison prévue, en retard, le" : "livraison prévue le"} ${formatJour(prevu)}${baux}`;
}
