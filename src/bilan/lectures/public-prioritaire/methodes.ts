import { findValeur, hasValeur, nomOf, type Parametre } from "#droit/regles/parametre.ts";
import { REGLE_PUBLICS_PRIORITAIRES, REGLES_PRIORITAIRES } from "#droit/regles/publics-prioritaires.ts";
import {
  objectifTravailleurs,
  objectifTravailleursDepuis,
  REGLE_TRAVAILLEURS_ESSENTIELS,
} from "#droit/regles/travailleurs-essentiels.ts";
import { citeConvention } from "#engagements/regles/convention/references.ts";
import { formatJour, formatTauxCourt } from "#socle/regles/shared/format.ts";
import type { Methode } from "../bilan.ts";

/** With the values in force on the day. */
export function methodesPublics(jour: string): readonly Methode[] {
  const reserves = REGLES_PRIORITAIRES.COLACT?.taux;
  const part = sayPart(reserves, jour);
  return [
    {
      regle: REGLE_PUBLICS_PRIORITAIRES,
      titre: `Au moins ${part} à un public DALO ou prioritaire`,
      article: "CCH, art. L. 441-1, L. 313-26-2 et L. 313-35",
      texte:
        "Pour chaque réservataire, les attributions suivies d’un bail signé sur ses logements. Comptent celles d’un ménage reconnu au titre du DALO ou d’une catégorie prioritaire, chacune une fois ; le DALO, premier dans la loi, est aussi montré à part. Un statut non renseigné n’est ni un oui ni un non ; un contingent non renseigné peut être celui-ci : les deux élargissent les bornes, et avec eux un bail signé dans Blaise que le fichier a peut-être déjà, qui n’est dans aucun compte. Rien n’est jugé tant qu’un trimestre de l’année n’est pas entièrement publié. Le contingent de l’État est prioritaire par nature : il est compté sans seuil.",
      formule: `attendu = ${part} des attributions du réservataire, arrondi au-dessus ; atteint si aucune inconnue ne peut le démentir`,
      confiance: "S",
      parametres: [parametreOf(reserves, jour), parametreOf(REGLES_PRIORITAIRES.AUCUN?.taux, jour)].flat(),
    },
    {
      regle: "publics-prioritaires.rapprochement",
      titre: "Rapprochement du SNE, de SYPLO et des listes des bailleurs",
      article: citeConvention("priorites") ?? "Aucun texte : lecture de Blaise",
      texte:
        "Les fichiers se rejoignent par une empreinte à clé du numéro unique, jamais affichée. Un ménage compte pour une liste s’il y était le jour du bail : labellisé avant, et non sorti pour une autre raison que son relogement. Sans date, la question reste ouverte. Le motif de la priorité est lu pour vérifier le fichier, et n’est pas conservé.",
      formule:
        "perte = attributions que la liste connaît et que le SNE ne coche pas ÷ attributions que la liste connaît",
      confiance: "M",
      parametres: [],
    },
    {
      regle: REGLE_TRAVAILLEURS_ESSENTIELS,
      titre: "Travailleurs essentiels",
      article: "CCH, art. L. 441-1, alinéa issu de la loi n° 2022-217 du 21 février 2022",
      texte:
        "La convention fixe un objectif d’attributions aux demandeurs dont l’activité ne se fait pas à distance, dans un secteur essentiel à la Nation. Ce n’est pas un public prioritaire : une attribution peut compter pour les deux.",
      formule: "attributions à des travailleurs essentiels, face à l’objectif que la convention écrit",
      confiance: "R",
      parametres: premierJour(),
    },
  ];
}

/** « 25 % »; « la part fixée » when no text is known on the day. */
export function sayPart(parametre: Parametre<number> | undefined, jour: string): string {
  return parametre && hasValeur(parametre, jour)
    ? formatTauxCourt(findValeur(parametre, jour).valeur)
    : "la part que le texte fixe";
}

function premierJour(): Methode["parametres"] {
  const depuis = objectifTravailleursDepuis();
  const found = depuis === null ? null : objectifTravailleurs(depuis);
  if (found === null) return [];
  const { source, confiance } = found;
  return [
    { nom: "premier jour de l’objectif", valeur: formatJour(found.depuis), depuis: found.depuis, source, confiance },
  ];
}

function parametreOf(parametre: Parametre<number> | undefined, jour: string): Methode["parametres"][number][] {
  if (!parametre || !hasValeur(parametre, jour)) return [];
  const { valeur, depuis, source, confiance } = findValeur(parametre, jour);
  return [{ nom: nomOf(parametre), valeur: formatTauxCourt(valeur), depuis, source, confiance }];
}
