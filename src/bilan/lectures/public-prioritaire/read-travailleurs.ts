import { boundShare, countInconnus } from "#droit/regles/part.ts";
import {
  countTravailleurs,
  objectifTravailleurs,
  objectifTravailleursDepuis,
} from "#droit/regles/travailleurs-essentiels.ts";
import { attenduOf, judgeObjectif } from "#engagements/regles/convention/atteindre.ts";
import { sayPartagee } from "#engagements/regles/convention/dire-parts.ts";
import { type ObjectifAnnee, readObjectifAnnee } from "#engagements/regles/convention/objectif-annee.ts";
import type { ObjectifsEcrits } from "#engagements/regles/convention/tranches-annee.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import {
  formatBornes,
  formatCompte,
  formatFraction,
  formatJour,
  formatNombre,
  joinFrench,
} from "#socle/regles/shared/format.ts";
import type { ListeFiltre } from "./ports.ts";
import type { TravailleursEssentiels } from "./publics.ts";

/** Objective of the year's version; counts of the leases themselves. */
export async function readTravailleurs(
  base: Pick<Base, "acteur" | "publics">,
  { epci, annee, bailleur }: ListeFiltre,
  { ecrit, enCours, nonLues }: { readonly ecrit: ObjectifsEcrits; readonly enCours: boolean; readonly nonLues: number },
): Promise<TravailleursEssentiels> {
  const sansObjet = { total: null, realise: null, inconnus: null, objectif: null, attendu: null, bornes: null };
  const verdict = "sans-objet" as const;
  if (objectifTravailleurs(`${annee}-12-31`) === null) {
    const depuis = objectifTravailleursDepuis();
    const quand =
      depuis === null ? "aucun texte connu n’en demande" : `l’objectif existe depuis le ${formatJour(depuis)}`;
    const phrase = `Sans objet en ${annee} : ${quand}.`;
    return { ...sansObjet, applicable: false, verdict, phrase };
  }
  if (!peut(base.acteur, "attribution", "lire", epci)) {
    const phrase =
      "Le compte des travailleurs essentiels se lit bail par bail : votre habilitation n’ouvre pas les baux.";
    return { ...sansObjet, applicable: true, verdict, phrase };
  }
  const comptes = await base.publics.travailleurs({ epci, annee, bailleur });
  const porteur = bailleur === null ? ({ type: "epci" } as const) : ({ type: "bailleur", siren: bailleur } as const);
  const written = readObjectifAnnee(ecrit, annee, "travailleurs-essentiels", porteur);
  const objectif = written ? { taux: written.taux, nombre: written.nombre, version: written.acte } : null;
  const judged = judgeTravailleurs(countTravailleurs(comptes, nonLues), objectif, enCours);
  return written === null || written.parts.length === 0 ? judged : undecided(judged, written);
}

/** Leases counted by year cannot be assigned to one version or the other. */
function undecided(judged: TravailleursEssentiels, { parts }: ObjectifAnnee): TravailleursEssentiels {
  const verdict = judged.verdict === "en-cours" ? "en-cours" : "indecidable";
  const suite = sayPartagee(parts, "ces baux ne sont comptés qu’à l’année, rien n’est jugé");
  return { ...judged, attendu: null, verdict, phrase: `${judged.phrase}${suite}` };
}

function judgeTravailleurs(
  count: Comptage,
  objectif: TravailleursEssentiels["objectif"],
  enCours: boolean,
): TravailleursEssentiels {
  const attendu = objectif === null ? null : attenduOf(objectif, count.total);
  const bornes = boundShare(count);
  const unknown =
    countInconnus(count) === 0 || bornes === null
      ? ""
      : ` ; ${joinFrench(listInconnus(count))}, la part est ${formatBornes(bornes)}`;
  const target = attendu === null ? "la convention n’écrit pas d’objectif" : `il en faut ${formatNombre(attendu)}`;
  return {
    applicable: true,
    total: count.total,
    realise: count.part,
    inconnus: count.indecis,
    objectif,
    attendu,
    bornes,
    verdict: objectif === null ? "sans-objet" : enCours ? "en-cours" : judgeObjectif(count, objectif),
    phrase: `${sayCompte(count)} attributions à des travailleurs essentiels, ${target}${unknown}.`,
  };
}

/** None is known, and some may be: « entre 0 et 152 sur 152 ». */
function sayCompte({ part, total, indecis }: Comptage): string {
  return part === 0 && indecis > 0
    ? `Entre 0 et ${formatNombre(indecis)} sur ${formatNombre(total)}`
    : formatFraction(part, total);
}

function listInconnus({ indecis, inconnusIndecis }: Comptage): readonly string[] {
  return [
    ...(indecis > 0 ? [`${formatCompte(indecis, "réponse")} non renseignée${indecis > 1 ? "s" : ""}`] : []),
    ...(inconnusIndecis > 0
      ? [formatCompte(inconnusIndecis, "ligne rejetée et non lue", "lignes rejetées et non lues")]
      : []),
  ];
}

type Comptage = ReturnType<typeof countTravailleurs>;
