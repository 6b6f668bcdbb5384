import { findValeur, type Parametre } from "#domain/droit/parametre.ts";
import { REGLE_PUBLICS_PRIORITAIRES, REGLES_PRIORITAIRES } from "#domain/droit/publics-prioritaires.ts";
import {
  REGLE_TRAVAILLEURS_ESSENTIELS,
  TRAVAILLEURS_ESSENTIELS_DEPUIS,
} from "#domain/droit/travailleurs-essentiels.ts";
import { formatJour, formatTauxCourt } from "#domain/shared/format.ts";
import type { Methode } from "../bilan/bilan.ts";

export const METHODES_PUBLICS: readonly Methode[] = [
  {
    regle: REGLE_PUBLICS_PRIORITAIRES,
    titre: "Au moins un quart à un public DALO ou prioritaire",
    article: "CCH, art. L. 441-1, L. 313-26-2 et L. 313-35",
    texte:
      "Pour chaque réservataire, les attributions suivies d’un bail signé sur ses logements. Comptent celles d’un ménage reconnu au titre du DALO ou d’une catégorie prioritaire, chacune une fois ; le DALO, premier dans la loi, est aussi montré à part. Un statut non renseigné n’est ni un oui ni un non ; un contingent non renseigné peut être celui-ci : les deux élargissent les bornes, et avec eux un bail signé dans Blaise que le fichier a peut-être déjà, qui n’est dans aucun compte. Rien n’est jugé tant qu’un trimestre de l’année n’est pas entièrement publié. Le contingent de l’État est prioritaire par nature : il est compté sans seuil.",
    formule:
      "attendu = quart des attributions du réservataire, arrondi au-dessus ; atteint si aucune inconnue ne peut le démentir",
    confiance: "S",
    parametres: [parametreOf(REGLES_PRIORITAIRES.COLACT?.taux), parametreOf(REGLES_PRIORITAIRES.AUCUN?.taux)].flat(),
  },
  {
    regle: "publics-prioritaires.rapprochement",
    titre: "Rapprochement du SNE, de SYPLO et des listes des bailleurs",
    article: "Convention, action 10 : « renseigner dans l’outil SNE l’onglet priorité »",
    texte:
      "Les fichiers se rejoignent par une empreinte à clé du numéro unique, jamais affichée. Un ménage compte pour une liste s’il y était le jour du bail : labellisé avant, et non sorti pour une autre raison que son relogement. Sans date, la question reste ouverte. Le motif de la priorité est lu pour vérifier le fichier, et n’est pas conservé.",
    formule: "perte = attributions que la liste connaît et que le SNE ne coche pas ÷ attributions que la liste connaît",
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
    parametres: [
      {
        nom: "premier jour de l’objectif",
        valeur: formatJour(TRAVAILLEURS_ESSENTIELS_DEPUIS),
        depuis: TRAVAILLEURS_ESSENTIELS_DEPUIS,
        source: "Loi n° 2022-217 du 21 février 2022 (3DS)",
        confiance: "R",
      },
    ],
  },
];

function parametreOf(parametre: Parametre<number> | undefined): Methode["parametres"][number][] {
  if (!parametre) return [];
  const { valeur, depuis, source, confiance } = findValeur(parametre, "2018-12-31");
  return [{ nom: parametre.nom, valeur: formatTauxCourt(valeur), depuis, source, confiance }];
}
