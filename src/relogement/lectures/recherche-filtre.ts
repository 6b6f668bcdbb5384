import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { RANGS_OFFRE } from "../regles/offre.ts";
import {
  boundReste,
  CRITERES_RECHERCHE,
  type CritereRecherche,
  type EcartRecherche,
  meetsAcces,
  meetsListe,
  meetsReste,
  meetsZone,
} from "../regles/recherche.ts";
import type { CriteresRecherche, LogementARelouer, LogementTrouve, ResteAttendu } from "./recherche.ts";

export type MatiereFiltre = {
  readonly criteres: CriteresRecherche;
  /** APL of the household today, and its reste à charge; null: unknown, or no household. */
  readonly aplActuelle: number | null;
  readonly resteAvant: number | null;
  readonly actionLogement: Reponse;
  /** RPLS identifiers of the dwellings that rehoused households accepted. */
  readonly attribues: ReadonlySet<string>;
  /** Keys of the dwellings in buildings to demolish. */
  readonly aDemolir: ReadonlySet<string>;
};

/** Each dwelling is in exactly one of the three. */
export type Tri = {
  readonly retenus: readonly LogementTrouve[];
  readonly aVerifier: readonly LogementTrouve[];
  readonly ecartes: readonly { readonly motif: EcartRecherche; readonly nombre: number }[];
};

/** Pure. A dwelling that fails is counted under its first failure; one that fails nothing but has an unknown criterion is to be checked. */
export function sortLogements(logements: readonly LogementARelouer[], matiere: MatiereFiltre): Tri {
  const ecartes = new Map<EcartRecherche, number>();
  const [retenus, aVerifier]: [LogementTrouve[], LogementTrouve[]] = [[], []];
  for (const one of logements) {
    const reste = expectReste(one, matiere);
    const motif = findEcart(one, reste, matiere);
    if (motif !== null) {
      ecartes.set(motif, (ecartes.get(motif) ?? 0) + one.nombre);
      continue;
    }
    const unknown = listInconnus(one, reste, matiere);
    const droitActionLogement = one.logement.droitActionLogement;
    (unknown.length === 0 ? retenus : aVerifier).push({ ...one, reste, aVerifier: unknown, droitActionLogement });
  }
  const inOrder = (a: LogementTrouve, b: LogementTrouve) => compare(a, b, matiere.actionLogement === "oui");
  return {
    retenus: retenus.toSorted(inOrder),
    aVerifier: aVerifier.toSorted(inOrder),
    ecartes: [...ecartes].map(([motif, nombre]) => ({ motif, nombre })).toSorted((a, b) => b.nombre - a.nombre),
  };
}

function expectReste({ logement }: LogementARelouer, { aplActuelle, resteAvant }: MatiereFiltre): ResteAttendu {
  const bounds = boundReste(logement, aplActuelle);
  const comparable = bounds.minimum !== null && resteAvant !== null && !bounds.horsCharges;
  return { ...bounds, ecart: comparable ? cents((bounds.minimum ?? 0) - (resteAvant ?? 0)) : null };
}

function cents(euros: number): number {
  return Math.round(euros * 100) / 100;
}

function findEcart(one: LogementARelouer, reste: ResteAttendu, matiere: MatiereFiltre): EcartRecherche | null {
  if (matiere.aDemolir.has(one.cle)) return "a-demolir";
  const { identRpls } = one.logement;
  if (identRpls !== null && matiere.attribues.has(identRpls)) return "deja-attribue";
  return CRITERES_RECHERCHE.find((critere) => meets(critere, one, reste, matiere.criteres) === "non") ?? null;
}

function listInconnus(
  one: LogementARelouer,
  reste: ResteAttendu,
  { criteres }: MatiereFiltre,
): readonly CritereRecherche[] {
  return CRITERES_RECHERCHE.filter((critere) => meets(critere, one, reste, criteres) === "inconnu");
}

function meets(
  critere: CritereRecherche,
  { logement, acces, bailleur, origine }: LogementARelouer,
  reste: ResteAttendu,
  criteres: CriteresRecherche,
): Reponse {
  switch (critere) {
    case "typologie":
      return meetsListe(criteres.typologies, logement.typologie);
    case "zone":
      return meetsZone(criteres.zone, logement.situation);
    case "commune":
      return meetsListe(criteres.communes, logement.commune === "" ? null : logement.commune);
    case "acces":
      return meetsAcces(criteres.acces, acces);
    case "bailleur":
      return meetsListe(criteres.bailleur === null ? [] : [criteres.bailleur], bailleur.organisation);
    case "origine":
      return meetsListe(criteres.origine === null ? [] : [criteres.origine], origine);
    default:
      return meetsReste(criteres.limite, reste);
  }
}

/** For a beneficiary of Action Logement, dwellings with its right first; then the order of the signed document; then the lowest cost. */
function compare(a: LogementTrouve, b: LogementTrouve, droitsDabord: boolean): number {
  const rights = droitsDabord ? orderOf(b.droitActionLogement) - orderOf(a.droitActionLogement) : 0;
  return (
    rights ||
    RANGS_OFFRE.indexOf(a.rang) - RANGS_OFFRE.indexOf(b.rang) ||
    (a.reste.minimum ?? Number.MAX_VALUE) - (b.reste.minimum ?? Number.MAX_VALUE) ||
    (a.logement.loyer ?? Number.MAX_VALUE) - (b.logement.loyer ?? Number.MAX_VALUE) ||
    a.cle.localeCompare(b.cle, "fr")
  );
}

function orderOf(reponse: Reponse): number {
  return { oui: 2, inconnu: 1, non: 0 }[reponse];
}
