import { LIBELLE_ACCES_LOGEMENT } from "#attributions/regles/logement/logement-suivi.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import type { CharteEnVigueur, LimiteReste } from "#engagements/regles/charte/valeur-charte.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import { formatCompte, formatEuros, joinFrench } from "#socle/regles/shared/format.ts";
import type { SouhaitRelogement } from "../regles/menage.ts";
import { TYPOLOGIES_PAR_TAILLE, typologiesOf } from "../regles/recherche.ts";
import type { DossierRelogement } from "./ports.ts";
import type { CriteresRecherche } from "./recherche.ts";

export const SANS_CRITERE: CriteresRecherche = {
  typologies: [],
  zone: null,
  communes: [],
  acces: null,
  bailleur: null,
  origine: null,
  limite: null,
};

export type CriteresMenage = { readonly criteres: CriteresRecherche; readonly dits: readonly string[] };

/** Criteria from the wishes and needs of the household; without them, from the usual size and the charte's limit, each with its source in words. */
export function readCriteres(
  dossier: Pick<DossierRelogement, "personnes" | "souhait">,
  resteAvant: number | null,
  noms: ReadonlyMap<string, string>,
  jour: string,
  limite: CharteEnVigueur["limite"],
): CriteresMenage {
  const { typologies, communes, resteAChargeMax } = dossier.souhait;
  const usage = typologiesOf(dossier.personnes, findValeur(TYPOLOGIES_PAR_TAILLE, jour).valeur);
  const charte = limitOf(limite.valeur, resteAvant);
  const zone = zoneOf(dossier.souhait);
  const acces = accesOf(dossier.souhait);
  return {
    criteres: {
      ...SANS_CRITERE,
      typologies: typologies.length > 0 ? typologies : usage,
      zone,
      communes,
      acces,
      limite: resteAChargeMax ?? charte,
    },
    dits: [
      typologies.length > 0 ? `typologie souhaitée : ${joinFrench(typologies)}` : sayUsage(dossier.personnes, usage),
      ...(zone === null
        ? []
        : [`souhait : ${zone === "qpv" ? "en quartier prioritaire" : "hors quartier prioritaire"}`]),
      ...sayCommunes(communes, noms),
      ...(acces === null ? [] : [`besoin : ${LIBELLE_ACCES_LOGEMENT[acces].toLowerCase()}`]),
      sayLimite(resteAChargeMax, charte, limite.confiance),
    ],
  };
}

function zoneOf({ zone }: SouhaitRelogement): CriteresRecherche["zone"] {
  return zone === "hors-qpv" || zone === "qpv" ? zone : null;
}

function accesOf({ acces }: SouhaitRelogement): CriteresRecherche["acces"] {
  return acces === "aucun" || acces === "inconnu" ? null : acces;
}

function sayCommunes(communes: readonly string[], noms: ReadonlyMap<string, string>): readonly string[] {
  if (communes.length === 0) return [];
  return [`communes souhaitées : ${joinFrench(communes.map((code) => noms.get(code) ?? code))}`];
}

function sayUsage(personnes: number | null, usage: readonly string[]): string {
  return personnes === null
    ? "ni typologie souhaitée ni nombre de personnes : toutes les typologies"
    : `typologie selon l’usage pour ${formatCompte(personnes, "personne")} : ${joinFrench(usage)} (à confirmer)`;
}

/** Maximum reste à charge that the charte allows, from today's one; null: no limit, or today's is unknown. */
function limitOf({ euros, part }: LimiteReste, avant: number | null): number | null {
  if (avant === null) return null;
  const limits = [
    ...(euros === null ? [] : [avant + euros]),
    ...(part === null ? [] : [Math.round(avant * (1 + part) * 100) / 100]),
  ];
  return limits.length === 0 ? null : Math.min(...limits);
}

function sayLimite(propre: number | null, charte: number | null, confiance: Confiance): string {
  if (propre !== null) return `reste à charge que le ménage dit pouvoir payer : ${formatEuros(propre)}`;
  if (charte !== null)
    return `reste à charge admis par la charte : ${formatEuros(charte)}${confiance === "B" ? " (à confirmer)" : ""}`;
  return "aucune limite de reste à charge : ni le ménage ni la charte n’en donnent";
}
