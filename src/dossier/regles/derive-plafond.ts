import { findValeur } from "#droit/regles/parametre.ts";
import {
  BAISSE_RESSOURCES,
  categoriePlafond,
  positionPlafond,
  zoneOfCommune,
} from "#droit/regles/plafonds-ressources.ts";
import type { PositionPlafond } from "#droit/regles/position-plafond.ts";
import type { ZonePlafond } from "#droit/regles/zone-plafond.ts";
import { ageOn } from "./age.ts";
import { type DossierReponses, revisionOf } from "./question.ts";
import type { QualitePersonne, Reponses, Souhait } from "./reponses.ts";

export type PlafondDerive = {
  /** 1 to 6, plus one for each person beyond; null: an unknown age or handicap decides. */
  readonly categoriePlafond: number | null;
  readonly positionPlafond: PositionPlafond;
};

const CATEGORIE_MAX = 20;
const ADULTES: readonly QualitePersonne[] = ["conjoint", "cotitulaire", "autre"];
const COUPLES: readonly string[] = ["marie", "pacse", "concubin"];

/** Children in shared custody or to come count for the rooms only: the ceiling counts the persons à charge at home (arrêté du 29 juillet 1987). */
export function derivePlafond(
  dossier: DossierReponses,
  { jour, zone }: { readonly jour: string; readonly zone: ZonePlafond | null },
): PlafondDerive {
  const { personnes, reponses, sensibles } = dossier;
  const count = (qualites: readonly QualitePersonne[]) =>
    personnes.filter(({ qualite }) => qualites.includes(qualite)).length;
  const categorie =
    revisionOf(reponses, "menage/composition") === 0
      ? null
      : categoriePlafond(
          {
            adultes: 1 + count(ADULTES),
            personnesACharge: count(["a-charge"]),
            enfantsGardePartagee: count(["garde-partagee"]),
            ...coupleOf(dossier, jour),
            handicap: sensibles?.handicap ? sensibles.handicap.personnes > 0 : null,
          },
          jour,
        );
  const question = { rfr: retainRfr(reponses, jour), categorie, zone: zoneOf(dossier.souhaits, jour) ?? zone };
  const rang = categorie === null ? null : categorie.numero + categorie.supplementaires;
  return {
    categoriePlafond: rang === null ? null : Math.min(rang, CATEGORIE_MAX),
    positionPlafond: positionPlafond({ ...question, annee: Number(jour.slice(0, 4)) }).position,
  };
}

function coupleOf({ personnes, reponses, identite }: DossierReponses, jour: string) {
  const conjoint = personnes.find(({ qualite }) => qualite === "conjoint");
  const situation = reponses.vous?.situation ?? null;
  const [own, other] = [ageOn(identite.naissance, jour), ageOn(conjoint?.naissance ?? null, jour)];
  const couple = conjoint ? true : situation === null ? null : COUPLES.includes(situation);
  return { couple, ages: own === null || other === null ? null : ([own, other] as const) };
}

/** Income of the year N-2, or of N-1 when it fell by a tenth (CCH, art. R. 441-1; arrêté du 29 juillet 1987, art. 4). */
function retainRfr({ revenus }: Reponses, jour: string): number | null {
  const { rfr = null, rfrN1 = null } = revenus ?? {};
  if (rfr === null || rfrN1 === null) return rfr;
  return rfrN1 <= rfr * (1 - findValeur(BAISSE_RESSOURCES, jour).valeur) ? rfrN1 : rfr;
}

/** null: no commune is wished by name, or they are in two zones. */
function zoneOf(souhaits: readonly Souhait[], jour: string): ZonePlafond | null {
  const zones = new Set(
    souhaits.map((souhait) => ("commune" in souhait ? zoneOfCommune(souhait.commune, jour) : null)),
  );
  const [zone = null] = zones;
  return zones.size === 1 ? zone : null;
}
