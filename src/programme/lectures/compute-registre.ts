import type { Operation } from "#donnees/regles/programme/operation.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { findOperation, isPorteur } from "../actes/ecrire-operation.ts";
import { etatsApres } from "../regles/etat-operation.ts";
import { retardCourant, retardOf } from "../regles/retard.ts";
import { computeTotaux } from "../regles/totaux.ts";
import type { FiltreOperations, LigneFinancement, OperationEcrite } from "./ports.ts";
import { TOUTES_OPERATIONS } from "./ports.ts";
import type { ChoixOperation, LigneRegistre, OperationLue, Registre } from "./registre.ts";

type Question = { readonly epci: string; readonly filtre: FiltreOperations; readonly aujourdhui: string };

/** The register that the actor may read. Throws `territoire-inconnu`. */
export async function computeRegistre(base: Base, { epci, filtre, aujourdhui }: Question): Promise<Registre> {
  const [territoire, toutes, filtrees, communes] = await Promise.all([
    base.territoires.find(epci),
    base.operations.list(epci, TOUTES_OPERATIONS),
    base.operations.list(epci, filtre),
    base.territoires.communes(epci),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  const { nom, demonstration } = territoire;
  const resume = { totaux: computeTotaux(filtrees), aExaminer: toutes.filter(({ etat }) => etat === "deposee").length };
  return {
    territoire: epci,
    nom,
    demonstration,
    aujourdhui,
    filtre,
    ...resume,
    total: toutes.length,
    lignes: filtrees.map((operation) => ligneOf(operation, noms, aujourdhui)),
    communes: choicesOf(toutes, ({ commune }) => (commune === null ? null : [commune, noms.get(commune) ?? commune])),
    bailleurs: choicesOf(toutes, ({ bailleur }) => bailleur && [String(bailleur.organisation), bailleur.nom]),
    phrases: phrasesOf(filtrees, resume),
  };
}

function choicesOf(
  operations: readonly OperationEcrite[],
  read: (operation: OperationEcrite) => readonly [string, string] | null,
): Registre["communes"] {
  const found = new Map(
    operations.flatMap((operation) => {
      const choice = read(operation);
      return choice ? [choice] : [];
    }),
  );
  return [...found]
    .map(([code, libelle]) => ({ code, libelle }))
    .sort((a, b) => a.libelle.localeCompare(b.libelle, "fr"));
}

function phrasesOf(
  filtrees: readonly Operation[],
  { totaux, aExaminer }: Pick<Registre, "totaux" | "aExaminer">,
): readonly string[] {
  const auProgramme = totaux.reduce((sum, total) => sum + total.operations, 0);
  const inconnues = totaux.reduce((sum, total) => sum + total.inconnues, 0);
  const ecartees = filtrees.length - auProgramme;
  return [
    `${formatCompte(filtrees.length, "opération")}, dont ${formatNombre(auProgramme)} au programme et ${formatNombre(ecartees)} déposées, à compléter, non retenues ou abandonnées, que les totaux ne comptent pas.`,
    ...(inconnues > 0
      ? [
          `Le nombre de logements n’est pas connu pour ${formatCompte(inconnues, "opération")} au programme : les totaux sont des minimums.`,
        ]
      : []),
    ...(aExaminer > 0
      ? [`${formatCompte(aExaminer, "opération déposée attend", "opérations déposées attendent")} un examen.`]
      : []),
  ];
}

function ligneOf(operation: OperationEcrite, noms: ReadonlyMap<string, string>, aujourdhui: string): LigneRegistre {
  const { commune, etapes } = operation;
  const livraison = etapes.find(({ phase }) => phase === "livraison");
  const reelle = livraison?.finReelle ?? livraison?.debutReel ?? null;
  const le = reelle ?? livraison?.finPrevue ?? livraison?.debutPrevu ?? null;
  return {
    operation,
    commune: commune === null ? null : (noms.get(commune) ?? commune),
    livraison: le === null ? null : { le, reelle: reelle !== null },
    retard: retardCourant(operation, aujourdhui),
  };
}

/** Throws `operation-inconnue`. */
export async function readOperation(base: Base, epci: string, id: number, aujourdhui: string): Promise<OperationLue> {
  const operation = await findOperation(base, epci, id);
  const [examens, lignesFinancement, communes, residences] = await Promise.all([
    base.operations.examens(epci, id),
    base.operations.financements(epci, id),
    base.territoires.communes(epci),
    readResidences(base, epci, operation.residences),
  ]);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  return {
    ...ligneOf(operation, noms, aujourdhui),
    epci,
    aujourdhui,
    examens,
    lignesFinancement,
    residences,
    retards: operation.etapes.map((etape) => retardOf(etape, aujourdhui)),
    modifieeDepuis: (examens.at(-1)?.revision ?? operation.revision) < operation.revision,
    montant: montantOf(lignesFinancement),
    droits: droitsOf(base, epci, operation),
  };
}

function montantOf(lignes: readonly LigneFinancement[]): OperationLue["montant"] {
  if (lignes.length === 0) return null;
  const connus = lignes.flatMap(({ montant }) => montant ?? []);
  return { connu: connus.reduce((sum, one) => sum + one, 0), inconnus: lignes.length - connus.length };
}

async function readResidences(base: Base, epci: string, cles: readonly string[]): Promise<readonly string[]> {
  if (cles.length === 0) return [];
  const millesime = (await base.parc.millesimes(epci)).at(-1);
  const parc = millesime === undefined ? [] : await base.parc.residences(epci, millesime);
  const noms = new Map(parc.map(({ cle, nom }) => [cle, nom]));
  return cles.map((cle) => noms.get(cle) ?? cle);
}

function droitsOf(
  base: Pick<Base, "acteur">,
  epci: string,
  { etat, bailleur }: OperationEcrite,
): OperationLue["droits"] {
  const modifier = isPorteur(base, epci, "modifier", bailleur?.organisation ?? null);
  const examiner = peutPartout(base.acteur, "programme", "valider", epci) && etatsApres(etat, "examen").length > 0;
  return {
    modifier,
    suites: modifier ? [...etatsApres(etat, "depot"), ...etatsApres(etat, "suivi")] : [],
    examiner,
    publier:
      peutPartout(base.acteur, "programme", "modifier", epci) && !["deposee", "a-completer", "refusee"].includes(etat),
  };
}

/** Options that the form of an operation offers to the actor. */
export async function readChoixOperation(
  base: Base,
  epci: string,
  action: Extract<Action, "creer" | "modifier">,
): Promise<ChoixOperation> {
  const [bailleurs, communes] = await Promise.all([base.operations.bailleurs(epci), base.territoires.communes(epci)]);
  const tout = peutPartout(base.acteur, "programme", action, epci);
  const own = habilitationsFor(base.acteur, "programme", action, epci);
  return {
    bailleurs: tout
      ? bailleurs
      : own.map(({ organisation, nomOrganisation: nom, siren }) => ({ organisation, nom, siren })),
    communes: communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
    tout,
  };
}
