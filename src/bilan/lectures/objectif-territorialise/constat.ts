import { attenduOf } from "#engagements/regles/convention/atteindre.ts";
import type { ConstatTerritorialise } from "../bilan.ts";
import type { LigneTerritorialisee } from "../effort/effort.ts";

/** The bilan's line for one of these objectives. */
export function constatOf(ligne: LigneTerritorialisee): ConstatTerritorialise {
  const { objet, titre, porteur, nom, lieu, nomLieu, du, au, libelleDuree, sansLieu, enCours, lecture, cible } = ligne;
  const { taux = null, nombre = null, acte = "" } = ligne.ecrit ?? {};
  const { realise, assiette, bornes, petitEffectif, inconnus } = lecture;
  const attendu = attenduOf({ taux, nombre }, assiette);
  return {
    objet,
    titre,
    porteur,
    nom,
    lieu,
    nomLieu,
    du,
    au,
    libelleDuree,
    sansLieu,
    enCours,
    ecrit: { taux, nombre },
    acte,
    realise,
    assiette,
    taux: lecture.taux,
    bornes,
    petitEffectif,
    inconnus: inconnus.total,
    attendu,
    manque: Math.max(0, attendu - realise),
    verdict: cible?.verdict ?? "sans-objet",
  };
}
